package patchidx.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// A window that moves over a stream line by line and keeps the bytes of the mail at hand.
///
/// Positions are offsets from the start of the stream, so files may be larger than memory and than 2 GiB; the window
/// holds just the bytes from [#keepFrom] on.
final class LineWindow {
    /// No mail is longer. What is must be something else, and would fill the memory.
    static final int LONGEST_MAIL = 1 << 28;

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

    /// The bytes from `from`, which were kept, up to `to`, which lies at most behind the last line looked at.
    byte[] copy(long from, long to) {
        return Arrays.copyOfRange(buffer, (int) (from - base), (int) (to - base));
    }

    boolean lineStartsWith(byte[] prefix) {
        return startsWith(lineStart, lineEnd, prefix);
    }

    boolean startsWith(long from, long to, byte[] prefix) {
        int start = (int) (from - base);
        return to - from >= prefix.length
                && Arrays.equals(buffer, start, start + prefix.length, prefix, 0, prefix.length);
    }

    boolean isBlank(long from, long to) {
        for (long at = from; at < to; at++) {
            byte b = buffer[(int) (at - base)];
            if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
                return false;
            }
        }
        return true;
    }

    /// Where the line that begins at `from` ends, its line feed included; `from` itself at the end of the stream.
    long endOfLine(long from) throws IOException {
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
            fill();
            at = (int) (position - base);
        }
    }

    private void fill() throws IOException {
        if (filled == buffer.length) {
            int drop = (int) (keep - base);
            if (drop > buffer.length / 2) {
                System.arraycopy(buffer, drop, buffer, 0, filled - drop);
                base = keep;
                filled -= drop;
            } else {
                if (buffer.length >= LONGEST_MAIL) {
                    throw new IOException("more than " + LONGEST_MAIL + " bytes without the end of a mail");
                }
                buffer = Arrays.copyOf(buffer, buffer.length * 2);
            }
        }
        int read = in.read(buffer, filled, buffer.length - filled);
        if (read < 0) {
            ended = true;
        } else {
            filled += read;
        }
    }
}
