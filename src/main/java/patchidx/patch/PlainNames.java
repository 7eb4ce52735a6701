package patchidx.patch;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The name of a file from its `---` and `+++` lines.
///
/// @param path path of the file, without the prefixes that tell the two sides apart
/// @param oldIsNone whether the file did not exist before
/// @param newIsNone whether it does not exist afterwards
record PlainNames(String path, boolean oldIsNone, boolean newIsNone) {
    private static final String NONE = "/dev/null";

    /// How diff -N dates a file that is not there: the first second of 1970, in any zone.
    private static final Pattern EPOCH =
            Pattern.compile(".*?\\t(1969-12-31|1970-01-01) (\\d\\d):(\\d\\d):00(?:\\.0+)? ([+-])(\\d\\d):?(\\d\\d)");

    /// The same, as older diffs wrote it.
    private static final Pattern OLD_EPOCH = Pattern.compile(".*\\tThu Jan +0?1 00:00:00 1970.*");

    /// @param withPrefix whether the names in this text begin with a folder that tells the two sides apart
    static PlainNames of(String before, String after, boolean withPrefix) {
        String old = FileName.ofLine(before);
        String now = FileName.ofLine(after);
        if (now.equals(NONE)) {
            return new PlainNames(path(old, withPrefix), false, true);
        }
        if (old.equals(NONE)) {
            return new PlainNames(path(now, withPrefix), true, false);
        }
        boolean oldIsNone = isEpoch(before);
        return new PlainNames(FileName.common(old, now), oldIsNone, !oldIsNone && isEpoch(after));
    }

    private static String path(String name, boolean withPrefix) {
        return withPrefix ? FileName.withoutFirstFolder(name) : name;
    }

    private static boolean isEpoch(String line) {
        Matcher time = EPOCH.matcher(line);
        if (!time.matches()) {
            return OLD_EPOCH.matcher(line).matches();
        }
        int day = time.group(1).startsWith("1970") ? 0 : -1;
        int offset = minutes(time.group(5), time.group(6)) * (time.group(4).equals("-") ? -1 : 1);
        return day * 24 * 60 + minutes(time.group(2), time.group(3)) - offset == 0;
    }

    private static int minutes(String hours, String minutes) {
        return Integer.parseInt(hours) * 60 + Integer.parseInt(minutes);
    }
}
