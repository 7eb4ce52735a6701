package patchidx.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Reads mboxes: mails one after another, each behind a line that begins with `From ` (RFC 4155).
///
/// A `From ` line ends a mail only if it has a date and a header line follows; anything else is text of a mail. Behind
/// a blank line any date will do. Where no blank line stands, as in the archives of Mailman, it must be sender and date
/// and nothing else, and the headers of a mail must follow. A file may begin with a line that has no date; then others
/// that have none separate too, behind blank lines and in front of the headers of a mail.
final class MboxReader implements MailFileReader {
    private static final byte[] FROM = Bytes.ascii("From ");

    /// Scripts that test mail programs write mboxes.
    private static final byte[] SCRIPT = Bytes.ascii("#!");

    /// Enough for a separator and the name of the header below it.
    private static final int LOOK_AHEAD = 4096;

    /// A manual may show one mail as an example.
    private static final int MAILS_OF_REST = 2;

    private final boolean isRest;

    private MboxReader(boolean isRest) {
        this.isRest = isRest;
    }

    static MboxReader ofWhole() {
        return new MboxReader(false);
    }

    /// Reads mboxes that somebody cut off at the front.
    static MboxReader ofRest() {
        return new MboxReader(true);
    }

    @Override
    public boolean recognises(byte[] head) {
        return isRest ? recognisesRest(head) : recognisesWhole(head);
    }

    private static boolean recognisesRest(byte[] head) {
        return !Bytes.startsWith(head, 0, head.length, SCRIPT) && holdsMails(head, separator -> true);
    }

    /// Whether a file that begins with the headers of a mail goes on with others. Mails carry what git format-patch
    /// prints, too.
    static boolean goesOn(byte[] head) {
        return holdsMails(head, separator -> separator != Separator.GIT);
    }

    private static boolean holdsMails(byte[] head, Predicate<Separator> counts) {
        int mails = 0;
        boolean afterBlank = false;
        int at = 0;
        while (at < head.length) {
            int end = Bytes.endOfLine(head, at, head.length);
            boolean separates = (afterBlank || Separator.isWhole(head, at, end))
                    && Separator.of(head, at, end).filter(counts).isPresent();
            if (separates && Bytes.beginsWithHeaders(head, end, head.length)) {
                mails++;
            }
            afterBlank = Bytes.isBlank(head, at, end);
            at = end;
        }
        return mails >= MAILS_OF_REST;
    }

    private static boolean recognisesWhole(byte[] head) {
        int at = Bytes.start(head);
        if (isUndated(head, at)) {
            return true;
        }
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
        FromLines separators = new FromLines(lines.ahead(0, ArchiveFormat.HEAD));
        long mailStart = lines.skipByteOrderMark();
        boolean afterBlank = true;
        ContentLength length = new ContentLength();
        while (lines.advance()) {
            if (lines.lineStartsWith(FROM)) {
                Separator before = separators.first;
                if (separators.isNext(lines, afterBlank)) {
                    emit(lines, mailStart, lines.lineStart(), before, path, sink);
                    mailStart = lines.lineEnd();
                    lines.keepFrom(mailStart);
                    length = new ContentLength();
                    afterBlank = false;
                    continue;
                }
            }
            afterBlank = lines.lineIsBlank();
            if (separators.first == Separator.ANY && length.endsAtTheNextMail(lines, afterBlank)) {
                lines.jump(length.end());
                afterBlank = true;
            }
        }
        emit(lines, mailStart, lines.lineEnd(), separators.first, path, sink);
    }

    /// Whether there is a separator without a date: some programs write nothing behind `From `, or a sender.
    private static boolean isUndated(byte[] bytes, int from) {
        int end = Bytes.endOfLine(bytes, from, bytes.length);
        return Separator.isUndated(bytes, from, end) && Bytes.beginsWithHeaders(bytes, end, bytes.length);
    }

    private static boolean isHeader(byte[] bytes, int from, int to) {
        int end = Bytes.endOfLine(bytes, from, to);
        // Some programs repeat the separator, quoted, as the first line of the mail.
        return !Bytes.headerName(bytes, from, end).isEmpty()
                || Bytes.startsWith(bytes, from, end, Bytes.ascii(">From "));
    }

    private static void emit(LineWindow lines, long from, long to, @Nullable Separator kind, String path, MailSink sink)
            throws IOException {
        Location location = new Location(path, from, to - from);
        if (!lines.has(from)) {
            sink.problem(LineWindow.tooLong(location));
            return;
        }
        byte[] bytes = lines.copy(from, to);
        if (kind == null) {
            emitRest(bytes, from, path, sink);
            return;
        }
        byte[] mail = withoutClosingBlankLine(bytes);
        if (Bytes.isBlank(mail, 0, mail.length)) {
            sink.problem(new Problem(Problem.Kind.EMPTY_ENTRY, location, "nothing between two From lines"));
            return;
        }
        sink.mail(new RawMail(new Location(path, from, mail.length), unquoted(mail, kind), true, null));
    }

    /// What stands in front of the first separator may be a mail that was cut off among its headers.
    private static void emitRest(byte[] bytes, long from, String path, MailSink sink) throws IOException {
        int mail = Bytes.beginsWithHeaders(bytes, 0, bytes.length) ? firstHeader(bytes) : bytes.length;
        if (!Bytes.isBlank(bytes, 0, mail)) {
            sink.problem(new Problem(
                    Problem.Kind.STRAY_TEXT,
                    new Location(path, from, mail),
                    "no mail: it stands in front of the first "
                            + (mail < bytes.length ? "header" : "From line with headers")));
        }
        if (mail < bytes.length) {
            byte[] rest = Arrays.copyOfRange(bytes, mail, bytes.length);
            sink.mail(new RawMail(new Location(path, from + mail, rest.length), rest, true, null));
        }
    }

    private static int firstHeader(byte[] bytes) {
        int at = 0;
        while (at < bytes.length && !isHeader(bytes, at, bytes.length)) {
            at = Bytes.endOfLine(bytes, at, bytes.length);
        }
        return at;
    }

    private static byte[] unquoted(byte[] mail, Separator kind) {
        // In an mboxcl2 nothing is quoted, and lines may begin with "From ".
        boolean isBare = kind == Separator.ANY && FromQuoting.hasBareFrom(mail);
        return isBare ? mail : kind.unquote(mail);
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

    /// What the Content-Length header of a mail says of its end, in an mboxcl or mboxcl2. Mails carry such headers from
    /// elsewhere too, so it counts only if another mail or the end of the file is where it leads to.
    private static final class ContentLength {
        private static final String NAME = "content-length";
        private static final int LONGEST_LINE = 100;

        private boolean inHeaders = true;
        private long stated = -1;
        private long end;

        long end() {
            return end;
        }

        /// Called for every line of a mail; tells at the end of the headers.
        boolean endsAtTheNextMail(LineWindow lines, boolean isBlank) throws IOException {
            if (!inHeaders) {
                return false;
            }
            if (!isBlank) {
                note(lines);
                return false;
            }
            inHeaders = false;
            end = lines.lineEnd() + stated;
            return stated > 0 && stated < LineWindow.LONGEST_MAIL / 2 && isEnd(lines);
        }

        private void note(LineWindow lines) {
            if (lines.lineEnd() - lines.lineStart() > LONGEST_LINE || !lines.has(lines.lineStart())) {
                return;
            }
            byte[] line = lines.copy(lines.lineStart(), lines.lineEnd());
            if (Bytes.headerName(line, 0, line.length).equals(NAME)) {
                String value = Bytes.line(line, NAME.length() + 1, line.length).strip();
                stated = value.matches("\\d{1,9}") ? Long.parseLong(value) : -1;
            }
        }

        private boolean isEnd(LineWindow lines) throws IOException {
            lines.require(end + LOOK_AHEAD);
            if (lines.isBehindEnd(end)) {
                return false;
            }
            byte[] behind = lines.ahead(end, LOOK_AHEAD);
            int at = 0;
            while (at < behind.length && (behind[at] == '\n' || behind[at] == '\r')) {
                at++;
            }
            int next = Bytes.endOfLine(behind, at, behind.length);
            return lines.isAtEnd(end + at)
                    || (Separator.of(behind, at, next).isPresent() && isHeader(behind, next, behind.length));
        }
    }

    /// The lines between the mails of one mbox; the first tells which of them separate.
    private static final class FromLines {
        private final boolean hasUndated;
        private @Nullable Separator first;

        FromLines(byte[] head) {
            hasUndated = isUndated(head, Bytes.start(head));
        }

        /// Whether the line that the window is at separates.
        boolean isNext(LineWindow lines, boolean afterBlank) throws IOException {
            byte[] both = lines.ahead(lines.lineStart(), LOOK_AHEAD);
            if (afterBlank && hasUndated && isUndated(both, 0)) {
                first = Separator.ANY;
                return true;
            }
            int end = Bytes.endOfLine(both, 0, both.length);
            Optional<Separator> kind = Separator.of(both, 0, end)
                    .filter(found -> found.separatesIn(first == null ? found : first))
                    .filter(found -> follows(both, end, afterBlank));
            first = first == null ? kind.orElse(null) : first;
            return kind.isPresent();
        }

        private static boolean follows(byte[] both, int end, boolean afterBlank) {
            return afterBlank
                    ? isHeader(both, end, both.length)
                    : Separator.isWhole(both, 0, end) && Bytes.beginsWithHeaders(both, end, both.length);
        }
    }
}
