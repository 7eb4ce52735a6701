package patchidx.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads mboxes: mails one after another, each behind a line that begins with `From ` (RFC 4155).
///
/// A `From ` line ends a mail only if it stands at the start of the file or behind a blank line, has a date, and a
/// header line follows; anything else is text of a mail.
final class MboxReader implements MailFileReader {
    private static final byte[] FROM = Bytes.ascii("From ");

    @Override
    public boolean recognises(byte[] head) {
        int at = Bytes.start(head);
        if (Separator.of(head, at, Bytes.endOfLine(head, at, head.length)).isEmpty()) {
            return false;
        }
        // The first mail may be empty or without headers; one that is whole is enough.
        while (at < head.length) {
            int end = Bytes.endOfLine(head, at, head.length);
            if (Separator.of(head, at, end).isPresent() && isHeader(head, end, head.length)) {
                return true;
            }
            at = end;
        }
        return false;
    }

    @Override
    public void read(InputStream in, String path, MailSink sink) throws IOException {
        LineWindow lines = new LineWindow(in);
        Separator first = null;
        long mailStart = 0;
        boolean afterBlank = true;
        while (lines.advance()) {
            if (lines.lineStartsWith(FROM)) {
                Optional<Separator> found = separator(lines, first);
                if (found.isPresent() && (afterBlank || found.get().isUnmistakable())) {
                    emit(lines, mailStart, lines.lineStart(), first, path, sink);
                    first = first == null ? found.get() : first;
                    mailStart = lines.lineEnd();
                    lines.keepFrom(mailStart);
                }
            }
            afterBlank = lines.isBlank(lines.lineStart(), lines.lineEnd());
        }
        emit(lines, mailStart, lines.lineEnd(), first, path, sink);
    }

    private static Optional<Separator> separator(LineWindow lines, @Nullable Separator first) throws IOException {
        long next = lines.endOfLine(lines.lineEnd());
        byte[] both = lines.copy(lines.lineStart(), next);
        int end = (int) (lines.lineEnd() - lines.lineStart());
        return Separator.of(both, 0, end)
                .filter(found -> found.separatesIn(first == null ? found : first))
                .filter(found -> isHeader(both, end, both.length));
    }

    private static boolean isHeader(byte[] bytes, int from, int to) {
        int end = Bytes.endOfLine(bytes, from, to);
        // Some programs repeat the separator, quoted, as the first line of the mail.
        return !Bytes.headerName(bytes, from, end).isEmpty()
                || Bytes.startsWith(bytes, from, end, Bytes.ascii(">From "));
    }

    private static void emit(LineWindow lines, long from, long to, @Nullable Separator kind, String path, MailSink sink)
            throws IOException {
        byte[] bytes = lines.copy(from, to);
        Location location = new Location(path, from, to - from);
        if (kind == null) {
            if (!Bytes.isBlank(bytes, 0, bytes.length)) {
                sink.problem(new Problem(Problem.Kind.STRAY_TEXT, location, "no headers behind the first From line"));
            }
            return;
        }
        byte[] mail = withoutClosingBlankLine(bytes);
        if (Bytes.isBlank(mail, 0, mail.length)) {
            sink.problem(new Problem(Problem.Kind.EMPTY_ENTRY, location, "nothing between two From lines"));
            return;
        }
        sink.mail(new RawMail(new Location(path, from, mail.length), kind.unquote(mail), true, null));
    }

    private static byte[] withoutClosingBlankLine(byte[] bytes) {
        int end = bytes.length;
        if (end >= 2 && bytes[end - 1] == '\n') {
            if (bytes[end - 2] == '\n') {
                return Arrays.copyOf(bytes, end - 1);
            }
            if (end >= 4 && bytes[end - 2] == '\r' && bytes[end - 3] == '\n') {
                return Arrays.copyOf(bytes, end - 2);
            }
        }
        return bytes;
    }
}
