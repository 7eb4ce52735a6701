package patchidx.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.compressing.Compressor;
import org.apache.lucene.codecs.compressing.Decompressor;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailCodecTest {
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void givesBackTheBytesOfEveryMailWhateverItsLength(long seed) throws IOException {
        Random random = new Random(seed);
        List<byte[]> mails = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            mails.add(mail(random, i % 50 == 0 ? 1 << 20 : 5000));
        }
        mails.add(new byte[0]);
        try (Directory directory = new ByteBuffersDirectory()) {
            write(mails, directory, random);
            try (DirectoryReader reader = DirectoryReader.open(directory);
                    CheckIndex check = new CheckIndex(directory)) {
                assertThat(check.checkIndex().clean).isTrue();
                for (int i : random.ints(1000, 0, mails.size()).toArray()) {
                    BytesRef read = reader.storedFields().document(i).getBinaryValue("mail");
                    assertThat(read.bytesEquals(new BytesRef(mails.get(i))))
                            .as("mail %s", i)
                            .isTrue();
                }
            }
        }
    }

    private static void write(List<byte[]> mails, Directory directory, Random random) throws IOException {
        IndexWriterConfig config =
                new IndexWriterConfig().setCodec(new MailCodec()).setMergePolicy(new LogDocMergePolicy());
        try (IndexWriter writer = new IndexWriter(directory, config)) {
            for (byte[] mail : mails) {
                Document document = new Document();
                document.add(new StoredField("mail", mail));
                writer.addDocument(document);
                if (random.nextInt(40) == 0) {
                    writer.flush();
                }
            }
            writer.forceMerge(1);
        }
    }

    /// Half of it the same again and again, as in real mail, and half noise.
    private static byte[] mail(Random random, int longest) {
        byte[] mail = new byte[random.nextInt(longest)];
        random.nextBytes(mail);
        for (int i = 0; i < mail.length; i++) {
            mail[i] = i / 100 % 2 == 0 ? mail[i] : (byte) ('a' + i % 20);
        }
        return mail;
    }

    /// Lucene packs anew what was not packed by the very same.
    @Test
    void whatAnEarlierProcessPackedIsPackedByTheSame() {
        assertThat(new MailCodec().storedFieldsFormat())
                .isSameAs(Codec.forName("patchidx").storedFieldsFormat());
    }

    @Test
    void saysThatAnAbsurdLengthIsDamage() {
        byte[] packed = {-1, -1, -1, -1, 7, 0};
        Decompressor decompressor = new ZstdCompression().newDecompressor();
        assertThatThrownBy(() -> decompressor.decompress(new ByteArrayDataInput(packed), 5000, 0, 5000, new BytesRef()))
                .isInstanceOf(CorruptIndexException.class);
    }

    @Test
    void saysThatDamagedMailsAreDamaged() throws IOException {
        byte[] plain = mail(new Random(1), 5000);
        ByteBuffersDataOutput out = new ByteBuffersDataOutput();
        try (Compressor compressor = new ZstdCompression().newCompressor()) {
            ByteBuffersDataOutput in = new ByteBuffersDataOutput();
            in.writeBytes(plain);
            compressor.compress(in.toDataInput(), out);
        }
        byte[] packed = out.toArrayCopy();
        packed[packed.length / 2] ^= 0x55;
        packed[6] ^= 0x55;
        Decompressor decompressor = new ZstdCompression().newDecompressor();
        assertThatThrownBy(() -> decompressor.decompress(
                        new ByteArrayDataInput(packed), plain.length, 0, plain.length, new BytesRef()))
                .isInstanceOf(CorruptIndexException.class);
    }
}
