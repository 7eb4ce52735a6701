package patchidx.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.BytesTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;

/// How long Lucene takes to index the terms of an index again, which lie ready in a file: no ingest can be faster,
/// since
/// it has to read mails and cut them into terms, and to keep values and the mails themselves, too.
///
///     LuceneAlone write INDEX FILE
///     LuceneAlone index FILE FOLDER
public final class LuceneAlone {
    private static final int THREADS = 2;
    private static final int BATCH = 128;

    /// As in an ingest.
    private static final double BUFFER_MIB = 96;

    private LuceneAlone() {}

    public static void main(String[] arguments) throws Exception {
        Path from = Path.of(arguments[1]);
        Path to = Path.of(arguments[2]);
        switch (arguments[0]) {
            case "write" -> write(from, to);
            case "index" -> index(from, to);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    /// What a document has in a field, in the order of the text.
    private record Text(String field, IndexOptions options, Map<Integer, List<BytesRef>> terms) {}

    private static void write(Path index, Path file) throws IOException {
        try (DirectoryReader reader = DirectoryReader.open(FSDirectory.open(index));
                DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            for (LeafReaderContext leaf : reader.leaves()) {
                for (byte[] document : documents(leaf.reader())) {
                    if (document.length > 0) {
                        out.writeInt(document.length);
                        out.write(document);
                    }
                }
            }
        }
    }

    private static List<byte[]> documents(LeafReader reader) throws IOException {
        List<ByteArrayOutputStream> documents = new ArrayList<>();
        for (int i = 0; i < reader.maxDoc(); i++) {
            documents.add(new ByteArrayOutputStream());
        }
        for (FieldInfo field : reader.getFieldInfos()) {
            Terms terms = reader.terms(field.name);
            if (terms != null) {
                Map<Integer, Text> texts = texts(field, terms.iterator());
                for (Map.Entry<Integer, Text> text : texts.entrySet()) {
                    if (reader.getLiveDocs() == null || reader.getLiveDocs().get(text.getKey())) {
                        write(text.getValue(), new DataOutputStream(documents.get(text.getKey())));
                    }
                }
            }
        }
        return documents.stream().map(ByteArrayOutputStream::toByteArray).toList();
    }

    /// By document.
    private static Map<Integer, Text> texts(FieldInfo field, TermsEnum terms) throws IOException {
        Map<Integer, Text> texts = new TreeMap<>();
        boolean hasPositions = field.getIndexOptions().compareTo(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS) >= 0;
        for (BytesRef term = terms.next(); term != null; term = terms.next()) {
            BytesRef kept = BytesRef.deepCopyOf(term);
            PostingsEnum postings = terms.postings(null, PostingsEnum.POSITIONS);
            while (postings.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
                Map<Integer, List<BytesRef>> text = texts.computeIfAbsent(
                                postings.docID(), any -> new Text(field.name, field.getIndexOptions(), new TreeMap<>()))
                        .terms();
                for (int i = 0; i < postings.freq(); i++) {
                    int position = hasPositions ? postings.nextPosition() : text.size();
                    text.computeIfAbsent(position, any -> new ArrayList<>(1)).add(kept);
                }
            }
        }
        return texts;
    }

    private static void write(Text text, DataOutputStream out) throws IOException {
        ByteArrayOutputStream terms = new ByteArrayOutputStream();
        DataOutputStream to = new DataOutputStream(terms);
        int before = -1;
        for (Map.Entry<Integer, List<BytesRef>> at : text.terms().entrySet()) {
            for (BytesRef term : at.getValue()) {
                to.writeShort(Math.min(at.getKey() - before, Short.MAX_VALUE));
                to.writeShort(term.length);
                to.write(term.bytes, term.offset, term.length);
                before = at.getKey();
            }
        }
        out.writeUTF(text.field());
        out.writeUTF(text.options().name());
        out.writeInt(terms.size());
        terms.writeTo(out);
    }

    private static void index(Path file, Path folder) throws Exception {
        long start = System.nanoTime();
        IndexWriterConfig config = new IndexWriterConfig().setRAMBufferSizeMB(BUFFER_MIB);
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)));
                IndexWriter writer = new IndexWriter(FSDirectory.open(folder), config);
                ExecutorService pool = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> tasks = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                tasks.add(pool.submit(() -> {
                    for (List<byte[]> batch = next(in); !batch.isEmpty(); batch = next(in)) {
                        for (byte[] document : batch) {
                            writer.addDocument(document(document));
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> task : tasks) {
                task.get();
            }
            writer.commit();
            System.out.printf("%d documents, %.1f s%n", writer.getDocStats().numDocs, seconds(start));
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static List<byte[]> next(DataInputStream in) throws IOException {
        List<byte[]> batch = new ArrayList<>();
        synchronized (in) {
            try {
                while (batch.size() < BATCH) {
                    batch.add(in.readNBytes(in.readInt()));
                }
            } catch (EOFException e) {
                return batch;
            }
        }
        return batch;
    }

    private static Document document(byte[] bytes) {
        Document document = new Document();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        while (in.hasRemaining()) {
            String name = text(in);
            FieldType type = new FieldType();
            type.setIndexOptions(IndexOptions.valueOf(text(in)));
            int length = in.getInt();
            document.add(new Field(name, new Stored(in.slice(in.position(), length)), type));
            in.position(in.position() + length);
        }
        return document;
    }

    private static String text(ByteBuffer in) {
        byte[] bytes = new byte[in.getShort()];
        in.get(bytes);
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    /// Terms as they were written.
    private static final class Stored extends TokenStream {
        private final BytesTermAttribute term = addAttribute(BytesTermAttribute.class);
        private final PositionIncrementAttribute step = addAttribute(PositionIncrementAttribute.class);
        private final ByteBuffer terms;

        Stored(ByteBuffer terms) {
            this.terms = terms;
        }

        @Override
        public boolean incrementToken() {
            if (!terms.hasRemaining()) {
                return false;
            }
            step.setPositionIncrement(terms.getShort());
            int length = terms.getShort();
            term.setBytesRef(new BytesRef(terms.array(), terms.arrayOffset() + terms.position(), length));
            terms.position(terms.position() + length);
            return true;
        }
    }
}
