package patchidx.patch;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// Names of files as diffs write them: with a prefix for each side, with a time stamp, in quotes.
final class FileName {
    /// Behind the name: a tab and anything, or a time stamp as diff -u writes it, also with blanks for the tab.
    private static final Pattern BEHIND_NAME = Pattern.compile(
            "\\t.*|\\s+(?:\\d{4}-\\d{2}-\\d{2}[ T]\\d{2}:\\d{2}|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? (?:[A-Z][a-z]{2}"
                    + " +\\d|\\d+ [A-Z])|\\((?:revision|working copy)).*|\\r"
                    + "$");

    /// The prefixes that git writes, `a/` and `b/`, and the mnemonic ones (git-config, `diff.mnemonicPrefix`).
    private static final Pattern PREFIX = Pattern.compile("[abciow12]/.*");

    private static final Pattern COPY_OF_TREE = Pattern.compile("[^/]*(?:\\.orig|\\.old|-orig|-old|\\.new|-new)/.*");

    private FileName() {}

    /// The name in a `---` or `+++` line, with its prefix.
    static String ofLine(String line) {
        String name = line.substring("--- ".length());
        if (name.startsWith("\"")) {
            int close = closingQuote(name);
            return close < 0 ? name : unquote(name.substring(0, close + 1));
        }
        return BEHIND_NAME.matcher(name).replaceFirst("");
    }

    /// The name in a line `diff --git a/NAME b/NAME`, which is the same on both sides unless the file is moved.
    static String ofGitLine(String names) {
        if (names.startsWith("\"")) {
            int close = closingQuote(names);
            return close < 0 ? names : withoutPrefix(unquote(names.substring(0, close + 1)));
        }
        String plain = names.stripTrailing();
        for (int blank = plain.indexOf(' '); blank > 0; blank = plain.indexOf(' ', blank + 1)) {
            String old = plain.substring(0, blank);
            String now = unquote(plain.substring(blank + 1));
            if (old.equals(now)
                    || (hasPrefix(old) && hasPrefix(now) && afterSlash(old).equals(afterSlash(now)))) {
                return common(old, now);
            }
        }
        int blank = plain.lastIndexOf(' ');
        return withoutPrefix(plain.substring(blank + 1));
    }

    /// The path that both sides name: without the first folder if that is all that differs, as in `a/x` and `b/x`, or
    /// in `linux.orig/x` and `linux/x`; whole if both are the same, as git writes with --no-prefix.
    static String common(String old, String now) {
        if (old.equals(now)) {
            return now;
        }
        boolean differInFirstFolder = afterSlash(old).equals(afterSlash(now));
        return differInFirstFolder || hasPrefix(old) == hasPrefix(now) ? afterSlash(now) : withoutPrefix(now);
    }

    /// The path without a prefix that git or a copied tree puts in front.
    static String withoutPrefix(String name) {
        return hasPrefix(name) || COPY_OF_TREE.matcher(name).matches() ? afterSlash(name) : name;
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
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
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
