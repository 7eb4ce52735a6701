package patchidx.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// A window that moves over a stream line by line and keeps the bytes of the mail at hand.
///
/// Positions are offsets from the start of the stream, so files may be larger than memory and than 2 GiB; the window
/// holds just the bytes from [#keepFrom] on, and lets go of these too when they get too many.
final class LineWindow {
    /// No mail is longer. What is must be something else, and would fill the memory.
    static final int LONGEST_MAIL = 1 << 26;

    private final InputStream in;
    private byte[] buffer = new byte[1 << 16];
    private long base;
    private int filled;
    private boolean ended;
    private long keep;
    private long lineStart;
    private long lineEnd;

    LineWindow(InputStream in) {
        this.in = in;
    }

    /// What to say of a mail whose bytes the window let go of.
    static Problem tooLong(Location where) {
        return new Problem(Problem.Kind.TOO_LARGE, where, "a mail of more than " + LONGEST_MAIL + " bytes");
    }

    /// Leaves aside a byte order mark that the stream begins with, and gives where the text begins.
    long skipByteOrderMark() throws IOException {
        if (Arrays.equals(ahead(0, Bytes.BYTE_ORDER_MARK.length), Bytes.BYTE_ORDER_MARK)) {
            jump(Bytes.BYTE_ORDER_MARK.length);
        }
        return lineEnd;
    }

    /// Moves to the next line; false at the end of the stream.
    boolean advance() throws IOException {
        lineStart = lineEnd;
        long end = endOfLine(lineEnd);
        if (end == lineEnd) {
            return false;
        }
        lineEnd = end;
        return true;
    }

    /// Where the current line begins.
    long lineStart() {
        return lineStart;
    }

    /// Where the line behind the current one begins.
    long lineEnd() {
        return lineEnd;
    }

    /// Lets go of all bytes in front of `offset`, which is not behind the current line.
    void keepFrom(long offset) {
        keep = offset;
    }

    /// Whether the bytes from `from` on are still there. Those of a mail that is too long are not.
    boolean has(long from) {
        return from >= base;
    }

    /// The bytes from `from`, which were kept, up to `to`, which lies at most behind the last line looked at.
    byte[] copy(long from, long to) {
        return Arrays.copyOfRange(buffer, (int) (from - base), (int) (to - base));
    }

    /// The bytes from `from`, which were kept, up to `limit` of them, fewer only at the end of the stream.
    byte[] ahead(long from, int limit) throws IOException {
        require(from + limit);
        return isBehindEnd(from) ? new byte[0] : copy(from, Math.min(from + limit, base + filled));
    }

    /// Reads on until the window has everything up to `to`, or up to the end of the stream.
    void require(long to) throws IOException {
        while (base + filled < to && !ended) {
            fill(keep);
        }
    }

    /// Whether the stream ends at `offset` or before; everything up to there was looked at.
    boolean isAtEnd(long offset) {
        return ended && offset >= base + filled;
    }

    /// Whether the stream ends before `offset`; everything up to there was looked at.
    boolean isBehindEnd(long offset) {
        return ended && offset > base + filled;
    }

    /// Goes on with the line that begins at `offset`, which was looked at.
    void jump(long offset) {
        lineStart = offset;
        lineEnd = offset;
    }

    boolean lineStartsWith(byte[] prefix) {
        int start = (int) (lineStart - base);
        return has(lineStart)
                && lineEnd - lineStart >= prefix.length
                && Arrays.equals(buffer, start, start + prefix.length, prefix, 0, prefix.length);
    }

    boolean lineIsBlank() {
        return has(lineStart) && Bytes.isBlank(buffer, (int) (lineStart - base), (int) (lineEnd - base));
    }

    /// Where the line that begins at `from` ends, its line feed included; `from` itself at the end of the stream.
    private long endOfLine(long from) throws IOException {
        int at = (int) (from - base);
        while (true) {
            for (; at < filled; at++) {
                if (buffer[at] == '\n') {
                    return base + at + 1;
                }
            }
            if (ended) {
                return base + filled;
            }
            long position = base + at;
            fill(from);
            at = (int) (position - base);
        }
    }

    /// @param line where the line begins that is being looked for
    private void fill(long line) throws IOException {
        if (filled == buffer.length) {
            if (keep - base > buffer.length / 2) {
                drop(keep);
            } else if (buffer.length < LONGEST_MAIL) {
                buffer = Arrays.copyOf(buffer, buffer.length * 2);
            } else {
                // The line may separate the mail from the next one, but then it is short.
                drop(line - base > buffer.length / 2 ? line : base + filled);
            }
        }
        int read = in.read(buffer, filled, buffer.length - filled);
        if (read < 0) {
            ended = true;
        } else {
            filled += read;
        }
    }

    private void drop(long to) {
        int dropped = (int) (to - base);
        System.arraycopy(buffer, dropped, buffer, 0, filled - dropped);
        base = to;
        filled -= dropped;
        keep = Math.max(keep, base);
    }
}
