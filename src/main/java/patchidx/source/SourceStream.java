package patchidx.source;

import java.io.IOException;
import java.io.InputStream;

/// A stream that counts its bytes and tells its own failures ([UnreadableException]) from those of whoever takes what
/// was read. Decompressors meet damage that they do not expect, and throw anything.
class SourceStream extends InputStream {
    private final InputStream in;
    private long count;

    SourceStream(InputStream in) {
        this.in = in;
    }

    /// How many bytes have been read.
    long count() {
        return count;
    }

    /// Asked by whoever has read all that came.
    ///
    /// @throws UnreadableException if that was not all there is
    void checkEnd() throws UnreadableException {}

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int read = readUncounted(bytes, from, length);
        count += Math.max(0, read);
        return read;
    }

    int readUncounted(byte[] bytes, int from, int length) throws UnreadableException {
        try {
            return in.read(bytes, from, length);
        } catch (IOException | RuntimeException e) {
            throw UnreadableException.of(e);
        }
    }

    /// Does nothing: whoever opened the archive closes it. Those who read a member of it don't know how far to go.
    @Override
    public void close() {}
}
