package patchidx.render;

import java.io.ByteArrayOutputStream;

/// Writes bytes so that they pass through any mbox and mailer unharmed (RFC 2045, 6.7).
final class QuotedPrintable {
    private static final int LONGEST_LINE = 76;
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'};
    private static final byte[] FROM = {'F', 'r', 'o', 'm', ' '};

    private final byte[] text;
    private final ByteArrayOutputStream out;
    private int column;

    private QuotedPrintable(byte[] text) {
        this.text = text;
        this.out = new ByteArrayOutputStream(text.length + text.length / 8);
    }

    /// Whether some reader of mboxes would change the text, or git would.
    static boolean isNeeded(byte[] text) {
        boolean atStart = true;
        for (int at = 0; at < text.length; at++) {
            if (text[at] == '\r' || text[at] == 0 || (atStart && isFrom(text, at))) {
                return true;
            }
            atStart = text[at] == '\n';
        }
        return false;
    }

    static byte[] encode(byte[] text) {
        return new QuotedPrintable(text).encode();
    }

    /// Whether a line begins with `From ` behind any number of `>`.
    private static boolean isFrom(byte[] text, int line) {
        int at = line;
        while (at < text.length && text[at] == '>') {
            at++;
        }
        for (int i = 0; i < FROM.length; i++) {
            if (at + i >= text.length || text[at + i] != FROM[i]) {
                return false;
            }
        }
        return true;
    }

    private byte[] encode() {
        for (int at = 0; at < text.length; at++) {
            if (text[at] == '\n') {
                out.write('\n');
                column = 0;
            } else if (isPlain(at)) {
                makeRoom(1, at);
                out.write(text[at]);
                column++;
            } else {
                makeRoom(3, at);
                out.write('=');
                out.write(HEX[(text[at] >> 4) & 15]);
                out.write(HEX[text[at] & 15]);
                column += 3;
            }
        }
        return out.toByteArray();
    }

    private boolean isPlain(int at) {
        byte b = text[at];
        boolean endsLine = at + 1 == text.length || text[at + 1] == '\n';
        if (b == ' ' || b == '\t') {
            return !endsLine;
        }
        // Any "From " may come to stand at the start of a line, because lines are broken.
        return b > ' ' && b < 127 && b != '=' && !(b == 'F' && isFrom(text, at));
    }

    /// Breaks the line where the next letters would make it too long; the mark of a break needs a column, too.
    private void makeRoom(int columns, int at) {
        boolean endsLine = at + 1 == text.length || text[at + 1] == '\n';
        if (column + columns > LONGEST_LINE - (endsLine ? 0 : 1)) {
            out.write('=');
            out.write('\n');
            column = 0;
        }
    }
}
