package patchidx.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// A stream that can go back a little, to where somebody who read too far should have stopped.
final class RewindStream extends InputStream {
    private static final int KEPT = 1 << 16;

    private final InputStream in;
    private final byte[] kept = new byte[2 * KEPT];
    private long base;
    private int filled;
    private int at;

    RewindStream(InputStream in) {
        this.in = in;
    }

    /// How many bytes lie in front of the next one.
    long position() {
        return base + at;
    }

    /// Goes on at a position, which may be up to 64 KiB back.
    ///
    /// @return false if the stream ends before it
    boolean goTo(long position) throws IOException {
        at = Math.clamp(position - base, 0, filled);
        while (position() < position) {
            long missing = position - position();
            if (read(new byte[(int) Math.min(missing, KEPT)]) < 0) {
                return false;
            }
        }
        return true;
    }

    /// Goes on at the next place that has these bytes.
    ///
    /// @return false if there is none
    boolean goToNext(byte[] wanted) throws IOException {
        int found = 0;
        while (found < wanted.length) {
            int next = read();
            if (next < 0) {
                return false;
            }
            // No start of what is looked for comes again inside of it.
            found = next == wanted[found] ? found + 1 : next == wanted[0] ? 1 : 0;
        }
        return goTo(position() - wanted.length);
    }

    @Override
    public int read() throws IOException {
        if (at < filled) {
            return kept[at++] & 0xff;
        }
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (at == filled && !fill()) {
            return -1;
        }
        int read = Math.min(length, filled - at);
        System.arraycopy(kept, at, bytes, from, read);
        at += read;
        return read;
    }

    private boolean fill() throws IOException {
        if (filled > KEPT) {
            byte[] last = Arrays.copyOfRange(kept, filled - KEPT, filled);
            System.arraycopy(last, 0, kept, 0, KEPT);
            base += filled - KEPT;
            filled = KEPT;
            at = filled;
        }
        int read = in.read(kept, filled, kept.length - filled);
        filled += Math.max(0, read);
        return read > 0;
    }
}
