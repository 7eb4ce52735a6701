package patchidx.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/// Ends the headers of mails in which no empty line does (RFC 5322, 2.1): some have blanks in that line, or none.
///
/// The text begins with the first line that is no header, as for git and others. If a header that only mails have
/// follows before the next blank line, it is a damaged header instead.
final class HeaderBlock {
    private static final Set<String> OF_MAILS = Set.of(
            "from",
            "to",
            "subject",
            "date",
            "message-id",
            "in-reply-to",
            "references",
            "received",
            "return-path",
            "mime-version",
            "content-type",
            "content-transfer-encoding",
            "list-id",
            "user-agent",
            "x-mailer");

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
        int at = 0;
        while (at < mail.length && !isEmpty(at)) {
            boolean isFolded = mail[at] == ' ' || mail[at] == '\t';
            if (at > 0 && !isFolded && colon(at) < 0 && !goesOn(at)) {
                return at;
            }
            at = endOfLine(at);
        }
        return mail.length;
    }

    /// Whether a header that only mails have stands behind the line, and no blank line before it. Behind the boundary
    /// of
    /// a part (RFC 2046, 5.1.1) stand headers, too.
    private boolean goesOn(int line) {
        if (next > line) {
            return true;
        }
        if (mail[line] == '-' && line + 1 < mail.length && mail[line + 1] == '-') {
            return false;
        }
        for (int at = endOfLine(line); at < mail.length && !isBlank(at); at = endOfLine(at)) {
            int colon = colon(at);
            if (colon > 0 && OF_MAILS.contains(name(at, colon))) {
                next = at;
                return true;
            }
        }
        return false;
    }

    /// Where the colon of the header is that the line is; -1 if it is none. Blanks may stand in front of it, as in old
    /// mails (RFC 5322, 4.5).
    private int colon(int line) {
        int at = line;
        while (at < mail.length && mail[at] > ' ' && mail[at] < 127 && mail[at] != ':') {
            at++;
        }
        boolean isNamed = at > line;
        while (at < mail.length && (mail[at] == ' ' || mail[at] == '\t')) {
            at++;
        }
        return isNamed && at < mail.length && mail[at] == ':' ? at : -1;
    }

    private String name(int line, int colon) {
        return new String(mail, line, colon - line, StandardCharsets.US_ASCII)
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    private boolean isEmpty(int line) {
        return mail[line] == '\n' || (mail[line] == '\r' && line + 1 < mail.length && mail[line + 1] == '\n');
    }

    private boolean isBlank(int line) {
        int at = line;
        while (at < mail.length && (mail[at] == ' ' || mail[at] == '\t' || mail[at] == '\r')) {
            at++;
        }
        return at == mail.length || mail[at] == '\n';
    }

    private int endOfLine(int line) {
        int at = line;
        while (at < mail.length && mail[at] != '\n') {
            at++;
        }
        return Math.min(mail.length, at + 1);
    }
}
