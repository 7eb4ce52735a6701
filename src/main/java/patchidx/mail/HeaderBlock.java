package patchidx.mail;

import java.io.ByteArrayOutputStream;
import java.util.Locale;
import java.util.regex.Pattern;
import patchidx.source.Bytes;

/// Ends the headers of mails in which no empty line does (RFC 5322, 2.1): some have blanks in that line, or none.
///
/// The text begins with the first line that is no header, as for git and others. If a header that only mails have
/// follows before the next blank line, it is a damaged header instead; behind a line of blanks it never is.
final class HeaderBlock {
    private static final byte[] QUOTED_FROM = Bytes.ascii(">From ");

    /// What the parts of a mail begin with (RFC 2046, 5.1.1). Headers stand behind it, too.
    private static final byte[] BOUNDARY = Bytes.ascii("--");

    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]+=*");

    private final byte[] mail;

    /// Where the next header is that only mails have, if it was looked for.
    private int next;

    private HeaderBlock(byte[] mail) {
        this.mail = mail;
    }

    /// The mail with an empty line in front of its text; itself if it has one, or no text.
    static byte[] ended(byte[] mail) {
        int end = new HeaderBlock(mail).end();
        if (end == mail.length) {
            return mail;
        }
        ByteArrayOutputStream ended = new ByteArrayOutputStream(mail.length + 1);
        ended.write(mail, 0, end);
        ended.write('\n');
        ended.write(mail, end, mail.length - end);
        return ended.toByteArray();
    }

    /// Where an empty line is missing; the length of the mail if nowhere.
    private int end() {
        boolean afterBlanks = false;
        boolean isBase64 = false;
        for (int at = 0; at < mail.length && !isEmpty(at); at = endOfLine(at)) {
            boolean isFolded = mail[at] == ' ' || mail[at] == '\t';
            String name = isFolded ? "" : Bytes.headerName(mail, at, endOfLine(at));
            if (name.equals("content-transfer-encoding")) {
                isBase64 = line(at).toLowerCase(Locale.ROOT).contains("base64");
            }
            boolean isText = !isFolded && name.isEmpty() && at > 0 && !startsWith(at, QUOTED_FROM);
            if (isText
                    && (afterBlanks || !goesOn(at))
                    && (!isBase64 || BASE64.matcher(line(at)).matches())) {
                return at;
            }
            afterBlanks = isFolded && isBlank(at);
        }
        return mail.length;
    }

    /// Whether a header that only mails have stands behind the line, and no blank line or boundary before it.
    private boolean goesOn(int line) {
        if (next > line) {
            return true;
        }
        for (int at = line; at < mail.length && !isBlank(at) && !startsWith(at, BOUNDARY); at = endOfLine(at)) {
            if (Bytes.isOnlyOfMails(Bytes.headerName(mail, at, endOfLine(at)))) {
                next = at;
                return true;
            }
        }
        return false;
    }

    private boolean isEmpty(int line) {
        return mail[line] == '\n' || (mail[line] == '\r' && line + 1 < mail.length && mail[line + 1] == '\n');
    }

    private boolean isBlank(int line) {
        return Bytes.isBlank(mail, line, endOfLine(line));
    }

    private boolean startsWith(int line, byte[] prefix) {
        return Bytes.startsWith(mail, line, mail.length, prefix);
    }

    private String line(int line) {
        return Bytes.line(mail, line, endOfLine(line));
    }

    private int endOfLine(int line) {
        return Bytes.endOfLine(mail, line, mail.length);
    }
}
