package patchidx.patch;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Names of files as diffs write them: with a prefix for each side, with a time stamp, in quotes.
final class FileName {
    /// Behind the name: a time stamp as diff -u writes it (git, `diff_timestamp_len` in apply.c), also with blanks for
    /// the tab. The name in front of it may hold tabs.
    private static final Pattern TIME_STAMP = Pattern.compile("(?:\\t|(?<! ) ++)(?:\\d\\d)?\\d\\d-\\d\\d-\\d\\d"
            + "(?: \\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?)?(?: [+-]\\d{4}| [+-]\\d\\d:\\d\\d)?$");

    /// Time stamps and revisions that other programs write, where a mailer made blanks of the tab.
    private static final Pattern BEHIND_BLANKS = Pattern.compile(
            "(?<!\\s)\\s++(?:\\d{4}-\\d{2}-\\d{2}[ T]\\d{2}:\\d{2}|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? (?:[A-Z][a-z]{2}"
                    + " +\\d|\\d+ [A-Z])|\\((?:revision|working copy))");

    /// The prefixes that git writes, `a/` and `b/`, and the mnemonic ones (git-config, `diff.mnemonicPrefix`).
    private static final Pattern PREFIX = Pattern.compile("(?s)[abciow12]/.*");

    private FileName() {}

    /// The name in a `---` or `+++` line, with its prefix.
    static String ofLine(String line) {
        String name = line.substring("--- ".length());
        if (name.startsWith("\"")) {
            int close = closingQuote(name);
            return close < 0 ? name : unquote(name.substring(0, close + 1));
        }
        Matcher time = TIME_STAMP.matcher(name);
        if (time.find()) {
            return name.substring(0, time.start());
        }
        int tab = name.indexOf('\t');
        if (tab >= 0) {
            return name.substring(0, tab);
        }
        Matcher behind = BEHIND_BLANKS.matcher(name);
        return behind.find() ? name.substring(0, behind.start()) : name;
    }

    /// The name in a `---` or `+++` line below `diff --git`, with its prefix: git writes no time stamps there.
    static String ofLineBelowGit(String line) {
        String name = line.substring("--- ".length());
        if (name.startsWith("\"")) {
            return ofLine(line);
        }
        int tab = name.indexOf('\t');
        return tab < 0 ? name : name.substring(0, tab);
    }

    /// The name that both sides of a line `diff --git a/NAME b/NAME` agree on; empty if they differ, because the file
    /// is moved or the line was broken.
    static Optional<String> ofGitLine(String names) {
        return sides(names)
                .or(() -> sides(names.stripTrailing()))
                .map(sides -> sides.old().equals(sides.now()) ? sides.now() : afterSlash(sides.now()));
    }

    /// The name of the right side, as far as the line tells.
    static String guessOfGitLine(String names) {
        String plain = names.stripTrailing();
        int quote = plain.endsWith("\"") ? plain.lastIndexOf(" \"") : -1;
        int blank = quote > 0 ? quote : plain.lastIndexOf(' ');
        return withoutPrefix(unquote(plain.substring(blank + 1)));
    }

    private record Sides(String old, String now) {
        boolean agree() {
            return old.equals(now)
                    || (old.indexOf('/') >= 0
                            && now.indexOf('/') >= 0
                            && afterSlash(old).equals(afterSlash(now)));
        }
    }

    /// Both names of a line, which a blank parts; names may hold blanks too, and a line may have millions of them.
    private static Optional<Sides> sides(String names) {
        if (names.startsWith("\"")) {
            int close = closingQuote(names);
            return close < 0 || close + 2 > names.length() ? Optional.empty() : sides(names, close + 1);
        }
        int length = names.length();
        int quote = names.endsWith("\"") ? names.lastIndexOf(" \"") : -1;
        int slash = names.indexOf('/');
        int slashBehind = slash;
        for (int blank = names.indexOf(' '); blank >= 0; blank = names.indexOf(' ', blank + 1)) {
            if (slashBehind >= 0 && slashBehind <= blank) {
                slashBehind = names.indexOf('/', blank + 1);
            }
            // Only sides of one length can be the same. The left one grows, the right one shrinks: few blanks are left.
            boolean isMiddle = blank == length - blank - 1;
            boolean isMiddleBehindFolders = slash < blank && slashBehind >= 0 && blank - slash == length - slashBehind;
            if (isMiddle || isMiddleBehindFolders || blank == quote) {
                Optional<Sides> sides = sides(names, blank);
                if (sides.isPresent()) {
                    return sides;
                }
            }
        }
        return Optional.empty();
    }

    /// Both names of a line that is parted at a blank, if they agree.
    private static Optional<Sides> sides(String names, int blank) {
        Sides sides = new Sides(unquote(names.substring(0, blank)), unquote(names.substring(blank + 1)));
        return Optional.of(sides).filter(Sides::agree);
    }

    /// The path that both sides name: whole if both are the same, as git writes with --no-prefix; else it is without
    /// the first folder, as in `a/x` and `b/x`, or in `linux.orig/x` and `linux/x`. Of `x.orig` and `x` it is the
    /// shorter one.
    static String common(String old, String now) {
        if (old.equals(now)) {
            return now;
        }
        boolean differInFirstFolder = afterSlash(old).equals(afterSlash(now));
        if (!differInFirstFolder && hasPrefix(old) != hasPrefix(now)) {
            return withoutPrefix(now);
        }
        String before = afterSlash(old);
        String after = afterSlash(now);
        return !before.isEmpty() && after.startsWith(before) ? before : after;
    }

    /// The path without a prefix that git puts in front.
    static String withoutPrefix(String name) {
        return hasPrefix(name) ? afterSlash(name) : name;
    }

    /// The path without its first folder, whatever that is called.
    static String withoutFirstFolder(String name) {
        return afterSlash(name);
    }

    private static boolean hasPrefix(String name) {
        return PREFIX.matcher(name).matches();
    }

    private static String afterSlash(String name) {
        return name.substring(name.indexOf('/') + 1);
    }

    private static int closingQuote(String text) {
        for (int at = 1; at < text.length(); at++) {
            if (text.charAt(at) == '\\') {
                at++;
            } else if (text.charAt(at) == '"') {
                return at;
            }
        }
        return -1;
    }

    /// The path as it is, where git wrote it in quotes, C style, because of odd characters (git-config,
    /// `core.quotePath`): `"a\303\244\t"` is `aä` and a tab.
    static String unquote(String path) {
        boolean quoted = path.length() > 1 && path.startsWith("\"") && path.endsWith("\"");
        return quoted ? unescape(path) : path;
    }

    private static String unescape(String quoted) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int end = quoted.length() - 1;
        for (int at = 1; at < end; at++) {
            char c = quoted.charAt(at);
            if (c != '\\' || at + 1 == end) {
                int next = quoted.offsetByCodePoints(at, 1);
                bytes.writeBytes(quoted.substring(at, next).getBytes(StandardCharsets.UTF_8));
                at = next - 1;
                continue;
            }
            char escaped = quoted.charAt(++at);
            int octal = at + 2 < end ? octal(quoted.substring(at, at + 3)) : -1;
            if (octal >= 0) {
                bytes.write(octal);
                at += 2;
            } else {
                int known = "abtnvfr".indexOf(escaped);
                bytes.write(known < 0 ? escaped : 7 + known);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static int octal(String digits) {
        int value = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 7) {
                return -1;
            }
            value = value * 8 + digit;
        }
        return value;
    }
}
