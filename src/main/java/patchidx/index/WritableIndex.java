package patchidx.index;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.FSLockFactory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.LockFactory;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.store.NoLockFactory;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;

/// The index in a folder, opened for writing by this process and no other.
///
/// What is written is seen by nobody else until [#commit], and lost if the process ends before.
final class WritableIndex implements Closeable {
    /// User data of a commit: when it was made.
    static final String COMMITTED = "patchidx.committed";

    private static final double BUFFER_MIB = 96;

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final Path folder;
    private final Directory directory;
    private final IndexWriter writer;
    private DirectoryReader reader;
    private IndexSearcher settled;
    private volatile boolean hasFailed;

    private WritableIndex(Path folder, Directory directory, IndexWriter writer, DirectoryReader reader) {
        this.folder = folder;
        this.directory = directory;
        this.writer = writer;
        this.reader = reader;
        this.settled = new IndexSearcher(reader);
    }

    /// Opens the index in a folder, or makes a new one there.
    ///
    /// @param patience how long to wait for another process that writes it
    /// @throws IndexProblem if it cannot be written, or was built from another table
    static WritableIndex open(Path folder, Duration patience) throws IOException, IndexProblem {
        return open(folder, patience, OpenMode.CREATE_OR_APPEND);
    }

    /// Opens the folder for an index that takes the place of the one in it, at the first commit. Until then, readers
    /// see the old one.
    static WritableIndex replace(Path folder, Duration patience) throws IOException, IndexProblem {
        return open(folder, patience, OpenMode.CREATE);
    }

    private static WritableIndex open(Path folder, Duration patience, OpenMode mode) throws IOException, IndexProblem {
        try {
            IndexFolder.prepare(folder);
        } catch (IOException e) {
            throw IndexFolder.unusable(folder, e);
        }
        Directory directory = FSDirectory.open(folder);
        return open(folder, mode == OpenMode.CREATE ? new Replaced(directory) : directory, patience, mode);
    }

    /// Lucene takes the files of an old index away, and would fail if one is gone already.
    private static final class Replaced extends FilterDirectory {
        Replaced(Directory directory) {
            super(directory);
        }

        @Override
        public void deleteFile(String name) throws IOException {
            try {
                super.deleteFile(name);
            } catch (NoSuchFileException e) {
                // that is what it was to come to
            }
        }
    }

    /// @param directory where Lucene writes; closed with the index
    static WritableIndex open(Path folder, Directory directory, Duration patience, OpenMode mode)
            throws IOException, IndexProblem {
        try {
            // A writer takes old commits away as soon as it is made, also those of another program.
            if (DirectoryReader.indexExists(directory)) {
                checkCommit(folder, directory, mode);
            }
            IndexWriter writer = patiently(folder, patience, () -> new IndexWriter(directory, config(mode)));
            try {
                if (!DirectoryReader.indexExists(directory)) {
                    begin(writer);
                }
                WriterNote.ofThisProcess().leave(folder);
                return new WritableIndex(folder, directory, writer, DirectoryReader.open(writer));
            } catch (IOException | RuntimeException e) {
                WriterNote.remove(folder);
                IOUtils.closeWhileHandlingException(writer::rollback);
                throw e;
            }
        } catch (IndexWriteException e) {
            directory.close();
            throw e.problem(folder);
        } catch (IOException e) {
            directory.close();
            throw IndexFolder.unusable(folder, e);
        } catch (IndexProblem | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    /// Commits an empty index. From here on, parts without a list of them are what is left of an index, and not a
    /// beginning.
    private static void begin(IndexWriter writer) throws IndexWriteException {
        try {
            commit(writer);
        } catch (IOException e) {
            throw new IndexWriteException(e);
        }
    }

    private static void checkCommit(Path folder, Directory directory, OpenMode mode) throws IOException, IndexProblem {
        Map<String, String> userData = SegmentInfos.readLatestCommit(directory).getUserData();
        if (mode == OpenMode.CREATE) {
            IndexFolder.checkProgram(folder, userData);
        } else {
            IndexFolder.checkTable(folder, userData);
        }
    }

    private static <T> T patiently(Path folder, Duration patience, Work<T> work) throws IOException, IndexProblem {
        long start = System.nanoTime();
        while (true) {
            try {
                return work.run();
            } catch (LockObtainFailedException e) {
                if (System.nanoTime() - start >= patience.toNanos()) {
                    throw locked(folder);
                }
                pause();
            }
        }
    }

    private static IndexWriterConfig config(OpenMode mode) {
        IndexWriterConfig config = new IndexWriterConfig(CodeAnalyzer.forIndex());
        config.setOpenMode(mode);
        config.setCodec(new MailCodec());
        config.setRAMBufferSizeMB(BUFFER_MIB);
        config.setCommitOnClose(false);
        config.setMergeScheduler(new Merges());
        return config;
    }

    /// What goes wrong when parts are merged is said by whoever waits for that, and not by a trace of the thread.
    private static final class Merges extends ConcurrentMergeScheduler {
        @Override
        protected void handleMergeException(Throwable failure) {
            // Lucene keeps it for those who wait, and the parts as they were.
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_AGAIN);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts", e);
        }
    }

    private static IndexProblem locked(Path folder) {
        String who = WriterNote.in(folder).map(note -> ": " + note).orElse("");
        return new IndexProblem(
                "another process is writing the index in " + folder + who,
                "wait until it has finished, or let patchidx wait: --wait SECONDS");
    }

    /// The index in a folder, kept as it is: nobody writes it as long as this is open. Who may not write the folder can
    /// make no lock there; others may write meanwhile.
    record Guard(Directory directory, Lock lock) implements Closeable {
        @Override
        public void close() throws IOException {
            try (directory) {
                lock.close();
            }
        }
    }

    static Guard guard(Path folder, Duration patience) throws IOException, IndexProblem {
        LockFactory locks = Files.isWritable(folder) ? FSLockFactory.getDefault() : NoLockFactory.INSTANCE;
        Directory directory = FSDirectory.open(folder, locks);
        try {
            Lock lock = patiently(folder, patience, () -> directory.obtainLock(IndexWriter.WRITE_LOCK_NAME));
            return new Guard(directory, lock);
        } catch (IOException e) {
            directory.close();
            throw IndexFolder.unusable(folder, e);
        } catch (IndexProblem | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    /// The index as of the last [#settle]; before the first one, as it was found.
    IndexSearcher settled() {
        return settled;
    }

    /// The index with everything that was written.
    DirectoryReader now() throws IndexWriteException {
        return writing(() -> DirectoryReader.open(writer));
    }

    void add(Document document) throws IndexWriteException {
        writing(() -> writer.addDocument(document));
    }

    void replace(Term old, Document document) throws IndexWriteException {
        writing(() -> writer.updateDocument(old, document));
    }

    /// Changes values that lie beside a document.
    void update(Term document, List<Field> values) throws IndexWriteException {
        writing(() -> writer.updateDocValues(document, values.toArray(Field[]::new)));
    }

    void delete(Term term) throws IndexWriteException {
        writing(() -> writer.deleteDocuments(term));
    }

    void delete(Query... queries) throws IndexWriteException {
        writing(() -> writer.deleteDocuments(queries));
    }

    /// The files, as the last commit left them, whatever table the index was built from.
    Directory directory() {
        return directory;
    }

    /// Puts everything into one part, and leaves out what was deleted.
    void compact() throws IndexWriteException {
        writing(() -> {
            writer.forceMerge(1);
            return null;
        });
    }

    /// Writes the largest part that lies in memory to disk, on the calling thread.
    void flush() throws IndexWriteException {
        writing(writer::flushNextBuffer);
    }

    /// Lets readers see everything that was written, and keeps it whatever happens from here on.
    void commit() throws IndexWriteException {
        writing(() -> {
            if (writer.hasUncommittedChanges()) {
                commit(writer);
            }
            return null;
        });
    }

    private static void commit(IndexWriter writer) throws IOException {
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        writer.setLiveCommitData(
                Map.of(Fingerprint.KEY, Fingerprint.current(), COMMITTED, now).entrySet());
        writer.commit();
    }

    /// Lets [#settled] see everything that was written.
    void settle() throws IndexWriteException {
        writing(() -> {
            DirectoryReader newer = DirectoryReader.openIfChanged(reader, writer);
            if (newer != null) {
                reader.close();
                reader = newer;
                settled = new IndexSearcher(newer);
            }
            return null;
        });
    }

    /// What Lucene does for us, which may fail because of the disk.
    private interface Work<T extends @Nullable Object> {
        T run() throws IOException;
    }

    private <T extends @Nullable Object> T writing(Work<T> work) throws IndexWriteException {
        try {
            return work.run();
        } catch (IOException e) {
            hasFailed = true;
            throw new IndexWriteException(e);
        } catch (IllegalStateException e) {
            // Lucene closed itself when a thread of its own met what is wrong.
            Throwable tragedy = writer.getTragicException();
            if (tragedy == null) {
                throw e;
            }
            hasFailed = true;
            throw new IndexWriteException(tragedy);
        }
    }

    @Override
    public void close() throws IOException {
        DirectoryReader last = reader;
        try (directory) {
            try (writer;
                    last) {
                WriterNote.remove(folder);
            }
            if (hasFailed) {
                clearAway();
            }
        }
    }

    /// Takes away what was written and not committed. Lucene leaves it to the next writer if it met a full disk.
    private void clearAway() {
        try {
            new IndexWriter(directory, config(OpenMode.APPEND)).rollback();
        } catch (IOException | RuntimeException e) {
            // the next writer will do it
        }
    }
}
