package patchidx.source;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What bytes at the start of a line or file look like.
public final class Bytes {
    /// What some editors begin a file in UTF-8 with; it is none of the text.
    static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

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
            "x-mailing-list",
            "bcc",
            "autocrypt",
            "content-disposition",
            "envelope-to",
            "list-post",
            "mail-followup-to",
            "newsgroups",
            "organization",
            "resent-date",
            "resent-from",
            "resent-to",
            "status",
            "thread-topic",
            "x-original-to");

    /// Without any of these there is nobody who sent it, and nobody who got it.
    private static final Set<String> PEOPLE = Set.of(
            "from",
            "to",
            "cc",
            "bcc",
            "sender",
            "reply-to",
            "return-path",
            "resent-from",
            "delivered-to",
            "list-id",
            "received");

    /// Those that a mail gets on its way. Lists and notes have the others too.
    private static final Set<String> TRACES = Set.of(
            "date",
            "received",
            "return-path",
            "delivered-to",
            "message-id",
            "mime-version",
            "in-reply-to",
            "references",
            "dkim-signature",
            "x-patchwork-id");

    private static final Set<String> ESSENTIAL = Set.of("from", "subject", "date", "message-id");

    /// What stands in front of headers in formats of many mails, and in front of scripts.
    private static final List<byte[]> NO_HEADERS = List.of(ascii("From "), ascii("\001\001\001\001"), ascii("#!"));

    /// What a mail has that is put together from parts; with one of the essential ones it is a mail of nobody.
    private static final String MIME_VERSION = "mime-version";

    private Bytes() {}

    public static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /// Where the first line that is not blank begins, behind a byte order mark; 0 if there is none.
    static int start(byte[] bytes) {
        boolean marked = startsWith(bytes, 0, bytes.length, BYTE_ORDER_MARK);
        for (int at = marked ? BYTE_ORDER_MARK.length : 0; at < bytes.length; ) {
            int end = endOfLine(bytes, at, bytes.length);
            if (!isBlank(bytes, at, end)) {
                return at;
            }
            at = end;
        }
        return 0;
    }

    /// Where the line at `from` ends, its line feed included.
    public static int endOfLine(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            if (bytes[at] == '\n') {
                return at + 1;
            }
        }
        return to;
    }

    public static boolean startsWith(byte[] bytes, int from, int to, byte[] prefix) {
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

    public static boolean isBlank(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            if (bytes[at] != ' ' && bytes[at] != '\t' && bytes[at] != '\r' && bytes[at] != '\n') {
                return false;
            }
        }
        return true;
    }

    /// A line as text, without its end. It says no charset, so what isn't UTF-8 is read as Latin-1.
    public static String line(byte[] bytes, int from, int to) {
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

    /// The name of the header that the line is, in lower case; empty if the line is no header (RFC 5322, 2.2). In old
    /// mails, blanks may stand behind it (4.5).
    public static String headerName(byte[] bytes, int from, int to) {
        int end = from;
        while (end < to && bytes[end] > ' ' && bytes[end] < 127 && bytes[end] != ':') {
            end++;
        }
        int colon = end;
        while (colon < to && (bytes[colon] == ' ' || bytes[colon] == '\t')) {
            colon++;
        }
        if (end == from || colon == to || bytes[colon] != ':') {
            return "";
        }
        return new String(bytes, from, end - from, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
    }

    /// Whether a header of that name is one of mails, and no trailer of commits.
    public static boolean isOnlyOfMails(String name) {
        return MAIL_HEADERS.contains(name) && !name.equals("cc");
    }

    /// Whether the bytes begin with the header block of a mail: two different headers that mails have, one of them
    /// about people, or MIME-Version with one that a mail must have.
    ///
    /// What no blank line ends may be a list of such lines from many mails. It needs a trace that stands there
    /// once. One damaged line may be among them if little else is missing.
    static boolean beginsWithHeaders(byte[] bytes, int from, int to) {
        Set<String> known = new HashSet<>();
        Set<String> repeated = new HashSet<>();
        boolean isDamaged = false;
        boolean isEnded = false;
        int at = from;
        while (at < to && !isEnded) {
            int end = endOfLine(bytes, at, to);
            boolean folded = bytes[at] == ' ' || bytes[at] == '\t';
            isEnded = !folded && isBlank(bytes, at, end);
            String name = folded ? "" : headerName(bytes, at, end);
            if (MAIL_HEADERS.contains(name) && !known.add(name)) {
                repeated.add(name);
            }
            if (name.isEmpty() && !folded && end >= ArchiveFormat.HEAD && bytes[end - 1] != '\n') {
                break; // it may be half a name
            }
            boolean isOdd = at == from ? folded || name.isEmpty() : !folded && name.isEmpty() && !isEnded;
            if (isOdd) {
                if (isMail(known, repeated, false)) {
                    return true;
                }
                int start = at;
                if (isDamaged || NO_HEADERS.stream().anyMatch(prefix -> startsWith(bytes, start, end, prefix))) {
                    return false;
                }
                isDamaged = true;
            }
            at = end;
        }
        if (to >= ArchiveFormat.HEAD && !isEnded && !isDamaged && isWay(known, repeated)) {
            return true; // they go on behind what is looked at
        }
        return isDamaged
                ? isEnded && known.stream().filter(ESSENTIAL::contains).count() >= 3
                : isMail(known, repeated, isEnded);
    }

    /// Whether there are headers of the way that a mail went, and none stands there twice that does not in a mail.
    private static boolean isWay(Set<String> known, Set<String> repeated) {
        return !Collections.disjoint(known, TRACES) && Set.of("received").containsAll(repeated);
    }

    private static boolean isMail(Set<String> known, Set<String> repeated, boolean isEnded) {
        boolean wasSent = TRACES.stream().anyMatch(name -> known.contains(name) && !repeated.contains(name));
        boolean isOfPeople = known.size() >= 2 && !Collections.disjoint(known, PEOPLE) && (isEnded || wasSent);
        return isOfPeople || (isEnded && known.contains(MIME_VERSION) && !Collections.disjoint(known, ESSENTIAL));
    }
}
