package patchidx.source;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/// What bytes at the start of a line or file look like.
final class Bytes {
    private static final Set<String> MAIL_HEADERS = Set.of(
            "from",
            "to",
            "cc",
            "subject",
            "date",
            "message-id",
            "received",
            "return-path",
            "delivered-to",
            "mime-version",
            "content-type",
            "content-transfer-encoding",
            "in-reply-to",
            "references",
            "reply-to",
            "sender",
            "list-id",
            "precedence",
            "x-mailer",
            "user-agent",
            "dkim-signature",
            "x-patchwork-id",
            "x-patchwork-submitter",
            "x-mailing-list");

    private Bytes() {}

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /// Where the first line that is not blank begins, behind a byte order mark; 0 if there is none.
    static int start(byte[] bytes) {
        boolean marked =
                bytes.length > 2 && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb && bytes[2] == (byte) 0xbf;
        for (int at = marked ? 3 : 0; at < bytes.length; ) {
            int end = endOfLine(bytes, at, bytes.length);
            if (!isBlank(bytes, at, end)) {
                return at;
            }
            at = end;
        }
        return 0;
    }

    /// Where the line at `from` ends, its line feed included.
    static int endOfLine(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            if (bytes[at] == '\n') {
                return at + 1;
            }
        }
        return to;
    }

    static boolean startsWith(byte[] bytes, int from, int to, byte[] prefix) {
        if (to - from < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if (bytes[from + i] != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    static boolean isBlank(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            if (bytes[at] != ' ' && bytes[at] != '\t' && bytes[at] != '\r' && bytes[at] != '\n') {
                return false;
            }
        }
        return true;
    }

    /// A line as text, without its end. It says no charset, so what isn't UTF-8 is read as Latin-1.
    static String line(byte[] bytes, int from, int to) {
        int end = to;
        while (end > from && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) {
            end--;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, end - from))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
        }
    }

    /// The name of the header that the line is, in lower case; empty if the line is no header (RFC 5322, 2.2).
    static String headerName(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] > ' ' && bytes[at] < 127 && bytes[at] != ':') {
            at++;
        }
        if (at == from || at == to || bytes[at] != ':') {
            return "";
        }
        return new String(bytes, from, at - from, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
    }

    /// Whether the bytes begin with the header block of a mail: header lines, two of them with names that mails have.
    static boolean beginsWithHeaders(byte[] bytes, int from, int to) {
        int known = 0;
        int at = from;
        while (at < to) {
            int end = endOfLine(bytes, at, to);
            if (isBlank(bytes, at, end)) {
                break;
            }
            boolean folded = at > from && (bytes[at] == ' ' || bytes[at] == '\t');
            if (!folded) {
                String name = headerName(bytes, at, end);
                if (name.isEmpty()) {
                    break;
                }
                if (MAIL_HEADERS.contains(name)) {
                    known++;
                }
            }
            at = end;
        }
        return known >= 2;
    }
}
