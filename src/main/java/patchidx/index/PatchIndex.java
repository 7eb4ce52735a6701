package patchidx.index;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermStatistics;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;
import patchidx.field.Entry;
import patchidx.field.PatchField;
import patchidx.patch.Diff;
import patchidx.series.Standing;
import patchidx.source.Location;
import patchidx.source.Problem;

/// An index opened for reading: the state of its last commit, whatever a writer does meanwhile.
public final class PatchIndex implements Closeable {
    /// The field with a name for each mail that no other has; it begins with the id.
    static final String KEY = "_key";

    /// The field with a number for each mail, made from its key, that sorts mails of equal rank: numbers are compared
    /// faster than names.
    public static final String PLACE = "_place";

    private final Path folder;
    private final DirectoryReader reader;
    private final IndexSearcher searcher;

    private PatchIndex(Path folder, DirectoryReader reader) {
        this.folder = folder;
        this.reader = reader;
        this.searcher = new ParallelSearcher(reader);
    }

    /// Searches on as many threads as there are cores, which share the mails evenly whatever the parts of the index.
    static class ParallelSearcher extends IndexSearcher {
        /// Fewer mails are searched faster than they are shared out. Tests share out fewer.
        private static final int SMALLEST_SHARE = Integer.getInteger("patchidx.smallest-share", 10_000);

        ParallelSearcher(IndexReader reader) {
            super(reader, ForkJoinPool.commonPool());
        }

        @Override
        protected LeafSlice[] slices(List<LeafReaderContext> leaves) {
            int documents =
                    leaves.stream().mapToInt(leaf -> leaf.reader().maxDoc()).sum();
            int share = Math.ceilDiv(documents, Runtime.getRuntime().availableProcessors());
            return slices(leaves, Math.max(SMALLEST_SHARE, share), Integer.MAX_VALUE, true);
        }
    }

    /// Scores hits, and tells how common it took the words of a query to be.
    public static final class ScoringSearcher extends ParallelSearcher {
        private final @Nullable WordStatistics then;
        private final WordStatistics noted = WordStatistics.empty();

        private ScoringSearcher(IndexReader reader, @Nullable WordStatistics then) {
            super(reader);
            this.then = then;
        }

        /// How common words were taken to be, once a query was searched for.
        public WordStatistics statistics() {
            return then == null ? noted : then;
        }

        @Override
        public @Nullable CollectionStatistics collectionStatistics(String field) throws IOException {
            CollectionStatistics now = super.collectionStatistics(field);
            noted.note(now);
            return then == null ? now : then.then(now);
        }

        @Override
        public TermStatistics termStatistics(Term term, int docFreq, long totalTermFreq) throws IOException {
            TermStatistics now = super.termStatistics(term, docFreq, totalTermFreq);
            noted.note(term.field(), now);
            return then == null ? now : then.then(term.field(), now);
        }
    }

    /// Opens the index in a folder.
    ///
    /// @throws IndexProblem if there is none, or none that this version can read
    public static PatchIndex open(Path folder) throws IOException, IndexProblem {
        IndexFolder.checkHoldsIndex(folder);
        try {
            DirectoryReader reader = DirectoryReader.open(FSDirectory.open(folder));
            try {
                IndexFolder.checkTable(folder, reader.getIndexCommit().getUserData());
            } catch (IndexProblem e) {
                reader.close();
                throw e;
            }
            return new PatchIndex(folder, reader);
        } catch (IOException e) {
            throw IndexFolder.unusable(folder, e);
        }
    }

    public Path folder() {
        return folder;
    }

    public IndexSearcher searcher() {
        return searcher;
    }

    /// A searcher that scores hits.
    ///
    /// @param then how common words were on the day whose scores are asked for; null for today's
    public ScoringSearcher scoring(@Nullable WordStatistics then) {
        return new ScoringSearcher(reader, then);
    }

    /// Finds every mail, and nothing else that lies in the index.
    public static Query everyMail() {
        return new FieldExistsQuery(PatchField.ID.label());
    }

    /// How many mails there are.
    public int mails() throws IOException {
        return searcher.count(everyMail());
    }

    /// What an index holds, in numbers.
    ///
    /// @param mails how many mails there are
    /// @param bytesOfMail how large they are, with all their different copies
    /// @param files how many files were read to their end
    /// @param unreadable how many files, members of archives and folders could not be read to their end
    /// @param size how large the index is on disk, in bytes
    /// @param parts how many parts Lucene keeps it in
    /// @param deleted how many documents are only marked as deleted
    /// @param table tells tables apart that indexes are built from
    /// @param lucene version of Lucene that wrote it
    /// @param committed when it was written last
    public record Facts(
            long mails,
            long bytesOfMail,
            long files,
            long unreadable,
            long size,
            int parts,
            long deleted,
            String table,
            String lucene,
            String committed) {}

    public Facts facts() throws IOException {
        Ledger.Count lines = Ledger.Count.of(searcher);
        Map<String, String> userData = reader.getIndexCommit().getUserData();
        return new Facts(
                mails(),
                bytesOfMail(),
                lines.files(),
                lines.unreadable(),
                size(),
                reader.leaves().size(),
                reader.numDeletedDocs(),
                Fingerprint.current(),
                String.valueOf(SegmentInfos.readLatestCommit(reader.directory()).getCommitLuceneVersion()),
                userData.getOrDefault(WritableIndex.COMMITTED, ""));
    }

    private long bytesOfMail() throws IOException {
        long bytes = 0;
        for (LeafReaderContext leaf : reader.leaves()) {
            NumericDocValues values = leaf.reader().getNumericDocValues(MailDocument.BYTES);
            Bits live = leaf.reader().getLiveDocs();
            while (values != null && values.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
                bytes += live == null || live.get(values.docID()) ? values.longValue() : 0;
            }
        }
        return bytes;
    }

    private long size() throws IOException {
        long bytes = 0;
        for (String file : reader.getIndexCommit().getFileNames()) {
            bytes += reader.directory().fileLength(file);
        }
        return bytes;
    }

    /// What is odd about files, when they were read last: which of them, of the members of archives and of the folders
    /// could not be read to their end, and what lies in them and belongs to no mail.
    public List<Problem> problemsOfFiles() throws IOException {
        List<Problem> problems = new ArrayList<>();
        for (int found : Documents.with(Ledger.oddLines(), searcher)) {
            Ledger.Line line = Ledger.Line.from(searcher.storedFields().document(found));
            if (line != null) {
                problems.addAll(line.problems());
            }
        }
        problems.sort(Comparator.comparing(Problem::where));
        return problems;
    }

    /// What is known of the mail in a Lucene document.
    public Entry entry(int document) throws IOException {
        return stored(document).entry().withStanding(standing(document));
    }

    private @Nullable Standing standing(int document) throws IOException {
        LeafReaderContext leaf = reader.leaves().get(ReaderUtil.subIndex(document, reader.leaves()));
        return standing(leaf.reader(), document - leaf.docBase);
    }

    /// Whether another mail with the same Message-ID stands for the one in a Lucene document.
    public boolean isBeside(int document) throws IOException {
        LeafReaderContext leaf = reader.leaves().get(ReaderUtil.subIndex(document, reader.leaves()));
        BinaryDocValues summaries = leaf.reader().getBinaryDocValues(Summaries.SUMMARY);
        return summaries == null || !summaries.advanceExact(document - leaf.docBase);
    }

    /// Id of the series that the mail in a Lucene document belongs to; null if it belongs to none.
    public @Nullable String seriesOf(int document) throws IOException {
        Standing standing = standing(document);
        return standing == null ? null : standing.series();
    }

    /// Where a mail stands among others; null if it belongs to no series.
    static @Nullable Standing standing(LeafReader part, int document) throws IOException {
        BinaryDocValues standings = part.getBinaryDocValues(Relations.STANDING);
        return standings != null && standings.advanceExact(document)
                ? SummaryCodec.decodeStanding(standings.binaryValue())
                : null;
    }

    /// Which mails belong together.
    public Relations relations() {
        return new Relations(reader);
    }

    /// The diff of the mail in a document, without reading the rest of what the mail says.
    ///
    /// @param mails what one part of the index keeps; documents that are asked in their order are read faster
    public static Diff diff(StoredFields mails, int document) throws IOException {
        return StoredMail.from(mails.document(document)).first().diff();
    }

    /// What is known of the mails in Lucene documents, in their order.
    public List<Entry> entries(int[] documents) throws IOException {
        List<Callable<Entry>> tasks = new ArrayList<>();
        for (int document : documents) {
            tasks.add(() -> entry(document));
        }
        return searcher.getTaskExecutor().invokeAll(tasks);
    }

    /// The mails of one part of the index; null if it has none.
    public static @Nullable DocIdSetIterator mailsOf(LeafReaderContext leaf) throws IOException {
        return leaf.reader().getSortedDocValues(PatchField.ID.label());
    }

    /// The bytes of the mail in a Lucene document, one array a copy, the one that stands for the mail first.
    public List<byte[]> bytes(int document) throws IOException {
        List<byte[]> bytes = new ArrayList<>();
        for (MailCopy copy : stored(document).copies()) {
            bytes.add(copy.raw().bytes());
        }
        return bytes;
    }

    /// The bytes of the copy of a mail that lies at a place, without what the archive did to them; null if none does.
    ///
    /// @param offset where it begins in the file; null for the first one in it
    public byte @Nullable [] bytesAt(int document, String path, @Nullable Long offset) throws IOException {
        for (MailCopy copy : stored(document).copies()) {
            for (Location place : copy.sources()) {
                if (place.path().equals(path) && (offset == null || offset == place.offset())) {
                    return copy.raw().bytes();
                }
            }
        }
        return null;
    }

    private StoredMail stored(int document) throws IOException {
        Document stored = searcher.storedFields().document(document);
        return StoredMail.from(stored);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
