package patchidx.source;

import static patchidx.source.Problem.Kind.EMPTY_ENTRY;
import static patchidx.source.Problem.Kind.HEADING_ONLY;
import static patchidx.source.Problem.Kind.OPEN_FENCE;
import static patchidx.source.Problem.Kind.STRAY_TEXT;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import patchidx.source.RawMail.Heading;

/// Reads patch dumps: text files with a heading and a fenced mail for each entry, as scripts write them from patchwork.
///
///     #### [PATCH 1/2] foo: bar
///     ##### From: Ada <ada@example.org>
///
///     ```c
///     a mail, or what the script left of it
///     ```
///
/// An entry reaches up to the heading of the next one, and its fence is closed by the last fence line before that, so
/// fences and heading marks inside a mail do no harm.
final class DumpReader implements MailFileReader {
    private static final byte[] SUBJECT_MARK = Bytes.ascii("####");
    private static final byte[] AUTHOR_MARK = Bytes.ascii("#####");
    private static final byte[] FENCE = Bytes.ascii("```");
    private static final byte[] SCRIPT = Bytes.ascii("#!");
    private static final byte[] PATCHWORK = Bytes.ascii("From patchwork ");

    /// Between the subject and the author of a heading there may stand a line that comes from a quoted mail.
    private static final int LINES_TO_AUTHOR = 2;

    /// Between the author and the fence there stand at most two further lines and a blank one.
    private static final int LINES_TO_FENCE = 5;

    /// More than these lines are long.
    private static final int LOOK_AHEAD = 1 << 16;

    /// Headers that the body of a mail does not begin with, not even one that repeats `From:` or begins with trailers.
    private static final Set<String> TRANSPORT_HEADERS = Set.of(
            "content-transfer-encoding",
            "content-type",
            "delivered-to",
            "dkim-signature",
            "in-reply-to",
            "list-id",
            "message-id",
            "mime-version",
            "precedence",
            "received",
            "references",
            "return-path",
            "sender",
            "user-agent",
            "x-mailer",
            "x-mailing-list",
            "x-patchwork-id",
            "x-patchwork-submitter",
            "x-virus-scanned");

    /// Those that a body may begin with too, but not before an id in angle brackets.
    private static final Set<String> ID_HEADERS = Set.of("in-reply-to", "message-id", "references");

    @Override
    public boolean recognises(byte[] head) {
        if (Bytes.startsWith(head, 0, head.length, SCRIPT)) {
            return false; // it may be the one that writes dumps
        }
        for (int at = Bytes.start(head); at < head.length; at = Bytes.endOfLine(head, at, head.length)) {
            if (isMark(head, at, head.length, SUBJECT_MARK)
                    && beginsEntry(head, at, head.length)
                    && namesAuthor(head, at, head.length)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void read(InputStream in, String path, MailSink sink) throws IOException {
        LineWindow lines = new LineWindow(in);
        boolean inEntry = false;
        long start = lines.skipByteOrderMark();
        while (lines.advance()) {
            if (lines.lineStartsWith(SUBJECT_MARK) && beginsEntry(lines)) {
                emit(lines, start, lines.lineStart(), inEntry, path, sink);
                inEntry = true;
                start = lines.lineStart();
                lines.keepFrom(start);
            }
        }
        emit(lines, start, lines.lineEnd(), inEntry, path, sink);
    }

    private static boolean beginsEntry(LineWindow lines) throws IOException {
        byte[] ahead = lines.ahead(lines.lineStart(), LOOK_AHEAD);
        return isMark(ahead, 0, ahead.length, SUBJECT_MARK) && beginsEntry(ahead, 0, ahead.length);
    }

    /// Whether the subject line at `from` is followed by an author line and an opening fence.
    private static boolean beginsEntry(byte[] bytes, int from, int to) {
        int at = Bytes.endOfLine(bytes, from, to);
        int author = -1;
        for (int i = 0; i < LINES_TO_AUTHOR && author < 0; i++) {
            if (isMark(bytes, at, to, AUTHOR_MARK)) {
                author = at;
            }
            at = Bytes.endOfLine(bytes, at, to);
        }
        for (int i = 0; i < LINES_TO_FENCE && author >= 0; i++) {
            if (Bytes.startsWith(bytes, at, to, FENCE)) {
                return true;
            }
            at = Bytes.endOfLine(bytes, at, to);
        }
        return false;
    }

    /// Whether the heading is one of a mail. Headings of a manual have fenced text below them, too.
    private static boolean namesAuthor(byte[] bytes, int from, int to) {
        int at = Bytes.endOfLine(bytes, from, to);
        while (!isMark(bytes, at, to, AUTHOR_MARK)) {
            at = Bytes.endOfLine(bytes, at, to);
        }
        String author = Bytes.line(bytes, at + AUTHOR_MARK.length, Bytes.endOfLine(bytes, at, to))
                .strip();
        return author.isEmpty() || author.contains("From:") || author.contains("@");
    }

    private static boolean isMark(byte[] bytes, int from, int to, byte[] mark) {
        int behind = from + mark.length;
        return Bytes.startsWith(bytes, from, to, mark) && (behind == to || (bytes[behind] & 0xff) <= ' ');
    }

    private static void emit(LineWindow lines, long offset, long end, boolean isEntry, String path, MailSink sink)
            throws IOException {
        if (!lines.has(offset)) {
            sink.problem(LineWindow.tooLong(new Location(path, offset, end - offset)));
            return;
        }
        byte[] bytes = lines.copy(offset, end);
        if (isEntry) {
            new Entry(bytes, offset, path, sink).emit();
        } else if (!Bytes.isBlank(bytes, 0, bytes.length)) {
            Location location = new Location(path, offset, bytes.length);
            sink.problem(new Problem(STRAY_TEXT, location, "text in front of the first entry"));
        }
    }

    /// One entry, from its subject line up to the next entry.
    private static final class Entry {
        private final byte[] bytes;
        private final long offset;
        private final String path;
        private final MailSink sink;

        Entry(byte[] bytes, long offset, String path, MailSink sink) {
            this.bytes = bytes;
            this.offset = offset;
            this.path = path;
            this.sink = sink;
        }

        void emit() throws IOException {
            String subject = "";
            String author = "";
            List<String> more = new ArrayList<>();
            int at = 0;
            while (at < bytes.length && !Bytes.startsWith(bytes, at, bytes.length, FENCE)) {
                int end = Bytes.endOfLine(bytes, at, bytes.length);
                String line = Bytes.line(bytes, at, end);
                if (at == 0) {
                    subject = line.substring(SUBJECT_MARK.length).strip();
                } else if (author.isEmpty() && isMark(bytes, at, bytes.length, AUTHOR_MARK)) {
                    author = line.substring(AUTHOR_MARK.length).strip();
                } else if (!line.isBlank()) {
                    more.add(line.strip());
                }
                at = end;
            }
            int content = Bytes.endOfLine(bytes, at, bytes.length);
            emitContent(new Heading(subject, author, more), content, closingFence(content));
        }

        /// Where the last fence line begins; the end of the entry if there is none behind the opening one.
        private int closingFence(int content) {
            int fence = -1;
            for (int at = content; at < bytes.length; at = Bytes.endOfLine(bytes, at, bytes.length)) {
                int end = Bytes.endOfLine(bytes, at, bytes.length);
                if (Bytes.startsWith(bytes, at, end, FENCE) && Bytes.isBlank(bytes, at + FENCE.length, end)) {
                    fence = at;
                }
            }
            if (fence < 0) {
                sink.problem(new Problem(OPEN_FENCE, location(content, bytes.length), "no closing fence"));
                return bytes.length;
            }
            int behind = Bytes.endOfLine(bytes, fence, bytes.length);
            if (!Bytes.isBlank(bytes, behind, bytes.length)) {
                sink.problem(new Problem(STRAY_TEXT, location(behind, bytes.length), "text behind a closing fence"));
            }
            return fence;
        }

        private void emitContent(Heading heading, int from, int to) throws IOException {
            if (Bytes.isBlank(bytes, from, to)) {
                if (heading.subject().isEmpty() && heading.author().isEmpty()) {
                    sink.problem(new Problem(EMPTY_ENTRY, location(from, to), "no heading and no text"));
                    return;
                }
                sink.problem(new Problem(HEADING_ONLY, location(from, to), "no text below " + heading.subject()));
            }
            int start = from;
            Heading own = heading;
            boolean whole = false;
            for (int at = from; at < to; at = Bytes.endOfLine(bytes, at, to)) {
                if (isPatchworkLine(at, to)) {
                    if (!Bytes.isBlank(bytes, start, at)) {
                        emitMail(own, start, at, whole);
                        own = null;
                    }
                    start = Bytes.endOfLine(bytes, at, to);
                    whole = true;
                }
            }
            emitMail(own, start, to, whole);
        }

        private boolean isPatchworkLine(int from, int to) {
            if (!Bytes.startsWith(bytes, from, to, PATCHWORK)) {
                return false;
            }
            int end = Bytes.endOfLine(bytes, from, to);
            boolean headerFollows = !Bytes.headerName(bytes, end, Bytes.endOfLine(bytes, end, to))
                    .isEmpty();
            return headerFollows && Separator.of(bytes, from, end).isPresent();
        }

        /// @param whole whether the mail follows a `From patchwork` line, so nothing of it was cut off
        private void emitMail(@Nullable Heading heading, int from, int to, boolean whole) throws IOException {
            int start = skipBlankLines(from, to);
            boolean hasHeaders = whole || hasTransportHeader(start, to);
            int begin = hasHeaders ? start : from;
            byte[] mail = Arrays.copyOfRange(bytes, begin, to);
            sink.mail(new RawMail(location(begin, to), mail, hasHeaders, heading));
        }

        private int skipBlankLines(int from, int to) {
            int at = from;
            while (at < to) {
                int end = Bytes.endOfLine(bytes, at, to);
                if (!Bytes.isBlank(bytes, at, end)) {
                    return at;
                }
                at = end;
            }
            return from;
        }

        private boolean hasTransportHeader(int from, int to) {
            for (int at = from; at < to; ) {
                int end = Bytes.endOfLine(bytes, at, to);
                boolean folded = bytes[at] == ' ' || bytes[at] == '\t';
                if (!folded) {
                    String name = Bytes.headerName(bytes, at, end);
                    if (name.isEmpty()) {
                        return false;
                    }
                    boolean needsId = ID_HEADERS.contains(name)
                            && !Bytes.line(bytes, at, end).contains("<");
                    if (TRANSPORT_HEADERS.contains(name) && !needsId) {
                        return true;
                    }
                }
                at = end;
            }
            return false;
        }

        private Location location(int from, int to) {
            return new Location(path, offset + from, to - from);
        }
    }
}
