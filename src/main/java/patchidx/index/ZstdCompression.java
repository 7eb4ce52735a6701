package patchidx.index;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import org.apache.lucene.codecs.compressing.CompressionMode;
import org.apache.lucene.codecs.compressing.Compressor;
import org.apache.lucene.codecs.compressing.Decompressor;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.store.ByteBuffersDataInput;
import org.apache.lucene.store.DataInput;
import org.apache.lucene.store.DataOutput;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.BytesRef;

/// Compresses stored fields with zstd: the length of the frame, then the frame, with a checksum in it, so that what is
/// damaged is not taken for a mail.
final class ZstdCompression extends CompressionMode {
    /// A level less makes the index larger by a fiftieth; two more save as much and take twice the time.
    private static final int LEVEL = 3;

    @Override
    public Compressor newCompressor() {
        return new Packer();
    }

    @Override
    public Decompressor newDecompressor() {
        return new Unpacker();
    }

    private static final class Packer extends Compressor {
        private final ZstdCompressCtx context =
                new ZstdCompressCtx().setLevel(LEVEL).setChecksum(true);
        private byte[] plain = BytesRef.EMPTY_BYTES;
        private byte[] packed = BytesRef.EMPTY_BYTES;

        @Override
        public void compress(ByteBuffersDataInput in, DataOutput out) throws IOException {
            int length = Math.toIntExact(in.length());
            plain = ArrayUtil.growNoCopy(plain, length);
            in.readBytes(plain, 0, length);
            packed = ArrayUtil.growNoCopy(packed, Math.toIntExact(Zstd.compressBound(length)));
            int size = context.compressByteArray(packed, 0, packed.length, plain, 0, length);
            out.writeVInt(size);
            out.writeBytes(packed, size);
        }

        @Override
        public void close() {
            context.close();
        }
    }

    private static final class Unpacker extends Decompressor {
        /// Making one takes as long as unpacking a mail.
        private static final ThreadLocal<ZstdDecompressCtx> CONTEXT = ThreadLocal.withInitial(ZstdDecompressCtx::new);

        private byte[] packed = BytesRef.EMPTY_BYTES;

        @Override
        public void decompress(DataInput in, int plainLength, int offset, int length, BytesRef bytes)
                throws IOException {
            int size = in.readVInt();
            if (size < 0 || size > Zstd.compressBound(plainLength)) {
                throw new CorruptIndexException("packed mails cannot be " + size + " bytes long", in);
            }
            if (length == 0) {
                in.skipBytes(size);
                bytes.length = 0;
                return;
            }
            packed = ArrayUtil.growNoCopy(packed, size);
            in.readBytes(packed, 0, size);
            bytes.bytes = ArrayUtil.growNoCopy(bytes.bytes, plainLength);
            if (unpack(packed, size, bytes.bytes, plainLength, in) != plainLength) {
                throw new CorruptIndexException("stored mails are not as long as they were", in);
            }
            bytes.offset = offset;
            bytes.length = length;
        }

        private static long unpack(byte[] packed, int size, byte[] plain, int plainLength, DataInput in)
                throws CorruptIndexException {
            try {
                return CONTEXT.get().decompressByteArray(plain, 0, plainLength, packed, 0, size);
            } catch (ZstdException e) {
                throw new CorruptIndexException("stored mails cannot be unpacked", in, e);
            }
        }

        @Override
        @SuppressWarnings("MissingSuperClone") // what this holds is no state, so a new one will do
        public Decompressor clone() {
            return new Unpacker();
        }
    }
}
