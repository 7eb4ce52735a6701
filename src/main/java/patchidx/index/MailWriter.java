package patchidx.index;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import patchidx.field.Entry;
import patchidx.field.PatchField;
import patchidx.source.Problem;
import patchidx.source.RawMail;

/// Writes mails into an index, on as many threads as there are cores.
///
/// A mail whose Message-ID nobody has seen goes straight in. One that may be a further copy of a known mail waits until
/// everything read so far is in, and then all copies are grouped anew ([Sightings]).
final class MailWriter implements Closeable {
    /// Key by which entries of dumps and whole mails find each other.
    static final String CONTENT = "_content";
    /// The same key again, of mails that have an entry without a Message-ID among their copies.
    static final String BARE = "_bare";

    private static final double BUFFER_MIB = 96;
    private static final int BATCH_MAILS = 128;
    private static final long BATCH_BYTES = 1 << 20;
    private static final int HUGE_MAIL = 8 << 20;
    private static final int WAITING_MAILS = 4096;
    private static final long WAITING_BYTES = 64 << 20;

    private final IndexWriter writer;
    private final DirectoryReader before;
    private final IndexSearcher searcher;
    private final Ledger ledger;
    private final int threads = Runtime.getRuntime().availableProcessors();
    private final ExecutorService pool = Executors.newFixedThreadPool(threads);
    private final Semaphore room = new Semaphore(2 * threads);

    private List<RawMail> batch = new ArrayList<>();
    private long batchBytes;
    private final Set<String> seenIds = ConcurrentHashMap.newKeySet();
    private final Set<String> bareKeys = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<MailCopy> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicLong waitingMails = new AtomicLong();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final List<EndOfFile> ends = new ArrayList<>();
    private final StalePlaces stale = new StalePlaces();
    private final ConcurrentLinkedQueue<Problem> problems = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final AtomicLong added = new AtomicLong();
    private long merged;
    private long known;
    private long forgotten;

    private MailWriter(IndexWriter writer, DirectoryReader before) {
        this.writer = writer;
        this.before = before;
        this.searcher = new IndexSearcher(before);
        this.ledger = new Ledger(searcher, writer);
    }

    /// What is done when all mails of a file are in.
    interface EndOfFile {
        void run() throws IOException;
    }

    static MailWriter open(Path folder) throws IOException, IndexProblem {
        IndexWriterConfig config = new IndexWriterConfig(CodeAnalyzer.forIndex());
        config.setCodec(new Lucene104Codec(Lucene104Codec.Mode.BEST_COMPRESSION));
        config.setRAMBufferSizeMB(BUFFER_MIB);
        config.setCommitOnClose(false);
        try {
            Files.createDirectories(folder);
            FSDirectory directory = FSDirectory.open(folder);
            if (DirectoryReader.indexExists(directory)) {
                PatchIndex.open(folder).close();
            }
            IndexWriter writer = new IndexWriter(directory, config);
            return new MailWriter(writer, DirectoryReader.open(writer));
        } catch (LockObtainFailedException e) {
            throw new IndexProblem(
                    "another process is writing the index in " + folder, "wait until it has finished, then try again");
        } catch (CorruptIndexException e) {
            throw PatchIndex.damaged(folder, e);
        } catch (FileSystemException e) {
            throw new IndexProblem(
                    "cannot write the index in " + folder + ": " + e.getMessage(),
                    "choose another folder: --index DIR");
        }
    }

    Ledger ledger() {
        return ledger;
    }

    long added() {
        return added.get();
    }

    long merged() {
        return merged;
    }

    long known() {
        return known;
    }

    /// How many mails left the index, since the last place they were at holds them no longer.
    long forgotten() {
        return forgotten;
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    void add(RawMail mail) throws IOException {
        batch.add(mail);
        batchBytes += mail.bytes().length;
        if (batch.size() >= BATCH_MAILS || batchBytes >= BATCH_BYTES) {
            submitBatch();
        }
    }

    /// Has `end` run once all mails given so far are in.
    void endOfFile(EndOfFile end) {
        ends.add(end);
    }

    /// Whether the index had mails at the path, or below it, when it was opened.
    boolean hasMailsAt(String path) throws IOException {
        return StalePlaces.areMailsAt(path, searcher);
    }

    /// Takes the path, and everything below it, out of the index and out of the ledger, with the next commit. A mail
    /// stays as long as another place has it.
    void forget(String path) throws IOException {
        forgetAllBut(path, List.of());
        ledger.forget(path);
    }

    /// Takes what is no longer there out of the index, with the next commit. A mail stays as long as another place has
    /// it.
    ///
    /// @param path of what was read to its end: a file, or an archive with all in it
    /// @param read every place that a mail was read from there
    void forgetAllBut(String path, Collection<StalePlaces.Place> read) {
        stale.add(path, read);
    }

    void commit() throws IOException {
        settle();
        sweep();
        for (EndOfFile end : ends) {
            end.run();
        }
        ends.clear();
        if (writer.hasUncommittedChanges() || !DirectoryReader.indexExists(writer.getDirectory())) {
            writer.setLiveCommitData(
                    Map.of(Fingerprint.KEY, Fingerprint.current()).entrySet());
            writer.commit();
        }
    }

    @Override
    public void close() throws IOException {
        pool.shutdownNow();
        before.close();
        writer.close();
        writer.getDirectory().close();
    }

    private void submitBatch() throws IOException {
        List<RawMail> mails = batch;
        batch = new ArrayList<>();
        batchBytes = 0;
        if (waitingMails.get() > WAITING_MAILS || waitingBytes.get() > WAITING_BYTES) {
            mergeWaiting();
        }
        // A mail of many megabytes takes several times its size in memory, so it has the room for itself.
        int share = mails.stream().anyMatch(mail -> mail.bytes().length > HUGE_MAIL) ? 2 * threads : 1;
        room.acquireUninterruptibly(share);
        pool.execute(() -> {
            try {
                for (RawMail mail : mails) {
                    MailCopy copy = new MailCopy(mail);
                    if (isReadable(copy)) {
                        take(copy);
                    }
                }
            } catch (Throwable e) {
                failure.compareAndSet(null, e);
            } finally {
                room.release(share);
            }
        });
        throwFailure();
    }

    private void throwFailure() throws IOException {
        switch (failure.get()) {
            case null -> {}
            case IOException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException("reading a mail failed", e);
        }
    }

    /// Reads the mail. One that cannot be read must not stop the others.
    private boolean isReadable(MailCopy copy) {
        try {
            copy.patch();
            return true;
        } catch (RuntimeException | StackOverflowError e) {
            problems.add(new Problem(Problem.Kind.BROKEN_MAIL, copy.raw().location(), e.toString()));
            return false;
        }
    }

    /// Called on many threads at once.
    private void take(MailCopy copy) throws IOException {
        problems.addAll(copy.patch().problems());
        if (mayBeKnown(copy)) {
            waiting.add(copy);
            waitingMails.incrementAndGet();
            waitingBytes.addAndGet(copy.raw().bytes().length);
        } else {
            write(new StoredMail(List.of(copy), false));
            added.incrementAndGet();
        }
    }

    private boolean mayBeKnown(MailCopy copy) throws IOException {
        boolean firstOfId = seenIds.add(FieldCodec.term(copy.patch().id()));
        String key = MatchKeys.of(copy);
        if (!copy.isIdentified()) {
            bareKeys.add(key);
            return true;
        }
        return !firstOfId
                || bareKeys.contains(key)
                || before.docFreq(idTerm(copy.patch().id())) > 0
                || before.docFreq(new Term(BARE, key)) > 0;
    }

    static Term idTerm(String id) {
        return new Term(PatchField.ID.label(), FieldCodec.term(id));
    }

    /// Waits until every mail given so far is in the index.
    private void settle() throws IOException {
        if (!batch.isEmpty()) {
            submitBatch();
        }
        mergeWaiting();
    }

    private void mergeWaiting() throws IOException {
        room.acquireUninterruptibly(2 * threads);
        room.release(2 * threads);
        throwFailure();
        List<MailCopy> copies = new ArrayList<>(waiting);
        waiting.clear();
        waitingMails.set(0);
        waitingBytes.set(0);
        if (!copies.isEmpty()) {
            try (DirectoryReader now = DirectoryReader.open(writer)) {
                merge(copies, new IndexSearcher(now));
            }
        }
    }

    private void merge(List<MailCopy> copies, IndexSearcher now) throws IOException {
        for (Family family : Family.of(copies, now)) {
            replace(family);
            added.addAndGet(family.added());
            known += family.known();
            merged += family.merged();
        }
    }

    private void sweep() throws IOException {
        if (stale.isEmpty()) {
            return;
        }
        try (DirectoryReader now = DirectoryReader.open(writer)) {
            Family.without(stale, new IndexSearcher(now), family -> {
                replace(family);
                forgotten += family.forgotten();
            });
        }
        stale.clear();
    }

    private void replace(Family family) throws IOException {
        for (StoredMail old : family.outdated()) {
            writer.deleteDocuments(new Term(PatchIndex.KEY, old.key()));
        }
        for (StoredMail mail : family.changed()) {
            write(mail);
        }
    }

    private void write(StoredMail mail) throws IOException {
        writer.addDocument(document(mail));
    }

    private static Document document(StoredMail mail) {
        Document document = new Document();
        Entry entry = mail.entry();
        for (PatchField field : PatchField.asked()) {
            FieldCodec.write(field, entry, document);
        }
        mail.store(document);
        document.add(new StringField(PatchIndex.KEY, mail.key(), Field.Store.NO));
        document.add(new SortedDocValuesField(PatchIndex.KEY, new BytesRef(mail.key())));
        for (MailCopy copy : mail.copies()) {
            String key = MatchKeys.of(copy);
            document.add(new StringField(CONTENT, key, Field.Store.NO));
            if (!copy.isIdentified()) {
                document.add(new StringField(BARE, key, Field.Store.NO));
            }
        }
        return document;
    }
}
