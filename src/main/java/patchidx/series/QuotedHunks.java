package patchidx.series;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import patchidx.series.PatchLines.Place;

/// Tells places of quoted lines from the headers of hunks that are quoted too, where the patch itself is not at hand:
/// lines are counted from the header on, until one cannot be a line of a hunk.
final class QuotedHunks {
    private static final Pattern HUNK =
            Pattern.compile("@@ -(\\d{1,9})(?:,(\\d{1,9}))? \\+(\\d{1,9})(?:,(\\d{1,9}))? @@.*");
    private static final Pattern FILE =
            Pattern.compile("(?:\\+\\+\\+ [^/\\s]+/(\\S+)|diff --git \\S+ [^/\\s]+/(\\S+))");

    private @Nullable String file;
    private int before;
    private int after;
    private int beforeLeft;
    private int afterLeft;
    private int hunks;

    /// The places of quoted lines, in their order; null where it cannot be told.
    static List<@Nullable Place> find(List<String> quoted) {
        QuotedHunks hunks = new QuotedHunks();
        List<@Nullable Place> places = new ArrayList<>();
        quoted.forEach(line -> places.add(hunks.place(line)));
        return places;
    }

    private @Nullable Place place(String line) {
        Matcher hunk = HUNK.matcher(line);
        Matcher name = FILE.matcher(line);
        boolean isInside = beforeLeft > 0 || afterLeft > 0;
        if (hunk.matches()) {
            before = Integer.parseInt(hunk.group(1));
            beforeLeft = count(hunk.group(2));
            after = Integer.parseInt(hunk.group(3));
            afterLeft = count(hunk.group(4));
            return new Place(file, null, null, hunks++);
        }
        if (!isInside) {
            if (name.matches()) {
                file = name.group(1) == null ? name.group(2) : name.group(1);
                return new Place(file, null, null, -1);
            }
            file = line.startsWith("diff ") ? null : file;
            return null;
        }
        return switch (line.isEmpty() ? '\0' : line.charAt(0)) {
            case '+' -> afterLeft-- > 0 ? new Place(file, after++, null, hunks - 1) : lost();
            case '-' -> beforeLeft-- > 0 ? new Place(file, null, before++, hunks - 1) : lost();
            case ' ' -> beforeLeft-- > 0 && afterLeft-- > 0 ? new Place(file, after++, before++, hunks - 1) : lost();
            default -> lost();
        };
    }

    private @Nullable Place lost() {
        beforeLeft = 0;
        afterLeft = 0;
        return null;
    }

    private static int count(@Nullable String count) {
        return count == null ? 1 : Integer.parseInt(count);
    }
}
