package patchidx.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Predicate;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorInputStream;

/// Ways to compress a stream of bytes. Several compressed streams one after another are one, as for the programs that
/// write them.
final class Compressions {
    static final Layout GZIP = new Layout.Compressed(
            magic(0x1f, 0x8b, 8),
            in -> GzipCompressorInputStream.builder()
                    .setInputStream(in)
                    .setDecompressConcatenated(true)
                    .get());
    static final Layout BZIP2 =
            new Layout.Compressed(magic('B', 'Z', 'h'), in -> new BZip2CompressorInputStream(in, true));
    static final Layout XZ = new Layout.Compressed(magic(0xfd, '7', 'z', 'X', 'Z', 0), Compressions::xz);
    private static final Predicate<byte[]> ZSTD_FRAME = magic(0x28, 0xb5, 0x2f, 0xfd);
    static final Layout ZSTD = new Layout.Compressed(Compressions::beginsZstd, in -> new ZstdCompressorInputStream(in));

    /// `xz -9` needs 65 MiB; a header may ask for gigabytes.
    private static final int MOST_MEMORY_KIB = 256 << 10;

    private Compressions() {}

    private static InputStream xz(InputStream in) throws IOException {
        return XZCompressorInputStream.builder()
                .setInputStream(in)
                .setDecompressConcatenated(true)
                .setMemoryLimitKiB(MOST_MEMORY_KIB)
                .get();
    }

    /// Programs that compress on many threads put a frame in front that decompressors skip (RFC 8878, 3.1.2).
    private static boolean beginsZstd(byte[] head) {
        boolean isSkipped = head.length > 3 && (head[0] & 0xf0) == 0x50 && head[1] == 0x2a && head[2] == 0x4d;
        return ZSTD_FRAME.test(head) || (isSkipped && head[3] == 0x18);
    }

    private static Predicate<byte[]> magic(int... start) {
        byte[] bytes = new byte[start.length];
        for (int i = 0; i < start.length; i++) {
            bytes[i] = (byte) start[i];
        }
        return head -> Bytes.startsWith(head, 0, head.length, bytes);
    }
}
