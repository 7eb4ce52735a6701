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
    static final Layout ZSTD =
            new Layout.Compressed(magic(0x28, 0xb5, 0x2f, 0xfd), in -> new ZstdCompressorInputStream(in));

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

    private static Predicate<byte[]> magic(int... start) {
        byte[] bytes = new byte[start.length];
        for (int i = 0; i < start.length; i++) {
            bytes[i] = (byte) start[i];
        }
        return head -> Bytes.startsWith(head, 0, head.length, bytes);
    }
}
