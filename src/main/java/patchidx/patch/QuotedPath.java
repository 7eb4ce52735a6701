package patchidx.patch;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Paths that git writes in quotes, C style, because they hold blanks at odd places, quotes or bytes beyond ASCII
/// (git-config, `core.quotePath`).
final class QuotedPath {

    private QuotedPath() {}

    /// The path without quotes: `"a\303\244\t"` is `aä` and a tab.
    static String unquote(String quoted) {
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
