package patchidx.source;

import java.io.ByteArrayOutputStream;

/// The `>` that mboxes put in front of lines that would look like a separator.
public final class FromQuoting {
    private static final byte[] FROM = Bytes.ascii("From ");

    private FromQuoting() {}

    /// The mail as mboxrd keeps it: one more `>` in front of every line that begins with `From `, quoted or not.
    public static byte[] quote(byte[] mail) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(mail.length + 16);
        for (int at = 0; at < mail.length; ) {
            int end = Bytes.endOfLine(mail, at, mail.length);
            if (isFromBehindMarks(mail, at, end)) {
                out.write('>');
            }
            out.write(mail, at, end - at);
            at = end;
        }
        return out.toByteArray();
    }

    /// The mail without the quoting: one `>` less in front of `>From `, and if `nested` of `>>From ` and so on.
    static byte[] unquote(byte[] mail, boolean nested) {
        ByteArrayOutputStream out = null;
        int copied = 0;
        for (int at = 0; at < mail.length; at = Bytes.endOfLine(mail, at, mail.length)) {
            boolean quoted = mail[at] == '>'
                    && (nested
                            ? isFromBehindMarks(mail, at, mail.length)
                            : Bytes.startsWith(mail, at + 1, mail.length, FROM));
            if (quoted) {
                if (out == null) {
                    out = new ByteArrayOutputStream(mail.length);
                }
                out.write(mail, copied, at - copied);
                copied = at + 1;
            }
        }
        if (out == null) {
            return mail;
        }
        out.write(mail, copied, mail.length - copied);
        return out.toByteArray();
    }

    /// Whether a line of the mail begins with `From ` without any quoting.
    static boolean hasBareFrom(byte[] mail) {
        for (int at = 0; at < mail.length; at = Bytes.endOfLine(mail, at, mail.length)) {
            if (Bytes.startsWith(mail, at, mail.length, FROM)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isFromBehindMarks(byte[] mail, int from, int to) {
        int at = from;
        while (at < to && mail[at] == '>') {
            at++;
        }
        return Bytes.startsWith(mail, at, to, FROM);
    }
}
