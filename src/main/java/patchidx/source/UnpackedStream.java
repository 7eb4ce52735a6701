package patchidx.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What comes out of a compressed stream, as long as it is not out of all proportion to what goes in. A few kilobytes
/// can be made to unpack to terabytes.
final class UnpackedStream extends SourceStream {
    /// So much may come out of anything.
    static final long ALWAYS = 512L << 20;

    /// So much may come out of a file on disk with archives in archives.
    static final long ALWAYS_IN_ALL = 16L << 30;

    /// Beyond that, so many times what went in. Mail shrinks to a tenth, seldom to less than a fiftieth.
    static final long RATIO = 200;

    /// No text has such a byte.
    private static final byte UNWRITTEN = (byte) 0xff;

    /// So many bytes are marked as unwritten at a time.
    private static final int BLOCK = 8192;

    private final SourceStream packed;
    private final long packedBefore;
    private final Spent spent;
    private @Nullable UnreadableException damage;

    /// What was unpacked of a file on disk, all levels together.
    static final class Spent {
        private final SourceStream file;
        private long bytes;

        Spent(SourceStream file) {
            this.file = file;
        }

        private boolean isTooMuch() {
            return bytes > ALWAYS_IN_ALL && bytes > RATIO * file.count();
        }
    }

    /// @param packed the stream that `unpacked` reads from
    UnpackedStream(InputStream unpacked, SourceStream packed, Spent spent) {
        super(unpacked);
        this.packed = packed;
        this.packedBefore = packed.count();
        this.spent = spent;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int read = super.read(bytes, from, Math.min(length, BLOCK));
        spent.bytes += Math.max(0, read);
        if (spent.isTooMuch()) {
            throw UnreadableException.tooLarge("all in it together unpacks to more than " + spent.bytes, true);
        }
        if (count() > ALWAYS && count() > RATIO * (packed.count() - packedBefore)) {
            throw UnreadableException.tooLarge("unpacks to more than " + count() + " bytes", false);
        }
        return read;
    }

    /// Decompressors that meet damage, or the end of a cut file, don't say how much they had unpacked before that in
    /// the same call. It lies in the array already, so it is read, and the stream ends there.
    @Override
    int readUncounted(byte[] bytes, int from, int length) throws UnreadableException {
        if (damage != null) {
            return -1;
        }
        Arrays.fill(bytes, from, from + length, UNWRITTEN);
        try {
            return super.readUncounted(bytes, from, length);
        } catch (UnreadableException e) {
            int written = length;
            while (written > 0 && bytes[from + written - 1] == UNWRITTEN) {
                written--;
            }
            damage = e;
            return written == 0 ? -1 : written;
        }
    }

    @Override
    void checkEnd() throws UnreadableException {
        if (damage != null) {
            throw damage;
        }
    }
}
