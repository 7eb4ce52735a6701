package patchidx.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.FilterIndexOutput;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import patchidx.Archives;
import patchidx.Fixtures;
import patchidx.field.PatchField;
import patchidx.source.Location;
import patchidx.source.Problem;
import patchidx.source.RawMail;

/// What a commit promises, whatever happens to the ingest.
class CommitTest {
    private static final List<Path> ARCHIVES = List.of(Fixtures.BASE.resolve("testdata"));
    private static final IngestListener NOBODY = event -> {};

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    /// What an undisturbed ingest gives.
    private static String undisturbed = "";

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 4);
    }

    @BeforeAll
    static void ingestUndisturbed() throws Exception {
        Ingest.run(shared.resolve("undisturbed"), ARCHIVES);
        undisturbed = export(shared.resolve("undisturbed"));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whoIsStoppedAndGoesOnEndsWithTheSameAnswer(long seed) throws Exception {
        Random random = new Random(seed);
        Path index = folder.resolve("index");
        int stops = 0;
        while (true) {
            // Files that are in already are met again, so a later stop has to come later.
            AtomicInteger left = new AtomicInteger(stops * 150 + random.nextInt(300));
            Duration every = random.nextBoolean() ? Duration.ofMillis(100) : null;
            IngestTotals totals = Ingest.run(
                    index,
                    ARCHIVES,
                    new IngestSettings(Duration.ZERO, every, () -> left.decrementAndGet() < 0, NOBODY));
            if (!totals.stopped()) {
                break;
            }
            stops++;
        }
        assertThat(export(index)).isEqualTo(undisturbed);
        assertThat(stops).isPositive();
    }

    @Test
    void aFileThatWasReadInHalfAndHasChangedSinceIsReadAsItIsNow() throws Exception {
        Path mbox = folder.resolve("mbox");
        Path index = folder.resolve("index");
        Files.writeString(mbox, Archives.mbox(1, 400));
        AtomicInteger left = new AtomicInteger(300);
        IngestTotals totals = Ingest.run(
                index,
                List.of(mbox),
                new IngestSettings(Duration.ZERO, Duration.ofMillis(50), () -> left.decrementAndGet() < 0, NOBODY));
        assertThat(totals.stopped()).isTrue();
        assertThat(mails(index)).isBetween(250, 301);
        Files.writeString(mbox, Archives.mbox(200, 250));
        Ingest.run(index, List.of(mbox));
        Ingest.run(folder.resolve("new"), List.of(mbox));
        assertThat(export(index)).isEqualTo(export(folder.resolve("new")));
    }

    @Test
    void aFileThatIsPutBackAfterItsNextStateWasReadInHalfIsReadAgain() throws Exception {
        Path mbox = Files.writeString(folder.resolve("mbox"), Archives.mbox(1, 100));
        FileTime time = Files.getLastModifiedTime(mbox);
        Path index = folder.resolve("index");
        Ingest.run(index, List.of(mbox));
        Files.writeString(mbox, Archives.mbox(200, 400));
        AtomicInteger left = new AtomicInteger(100);
        Ingest.run(
                index,
                List.of(mbox),
                new IngestSettings(Duration.ZERO, null, () -> left.decrementAndGet() < 0, NOBODY));
        Files.writeString(mbox, Archives.mbox(1, 100));
        Files.setLastModifiedTime(mbox, time);
        Ingest.run(index, List.of(mbox));
        Ingest.run(folder.resolve("new"), List.of(mbox));
        assertThat(export(index)).isEqualTo(export(folder.resolve("new")));
    }

    @Test
    void readersSeeWhatIsInWhileAnIngestRuns() throws Exception {
        Path mbox = Files.writeString(folder.resolve("mbox"), Archives.mbox(1, 600));
        Path index = folder.resolve("index");
        AtomicInteger asked = new AtomicInteger();
        AtomicInteger seen = new AtomicInteger();
        Ingest.run(
                index,
                List.of(mbox),
                new IngestSettings(
                        Duration.ZERO,
                        Duration.ofMillis(1),
                        () -> {
                            if (asked.incrementAndGet() == 500) {
                                seen.set(mails(index));
                            }
                            return false;
                        },
                        NOBODY));
        assertThat(seen.get()).isBetween(1, 500);
    }

    @ParameterizedTest(name = "after {0} bytes")
    @MethodSource("fullDisks")
    void aFullDiskIsSaidAndLeavesTheLastCommit(long bytes) throws Exception {
        Path index = folder.resolve("index");
        Path first = Files.writeString(folder.resolve("first"), Archives.mbox(1, 10));
        Ingest.run(index, List.of(first));
        String before = export(index);
        List<String> files = files(index);
        Directory full = new FullDisk(FSDirectory.open(index), bytes);
        Throwable failure = catchThrowable(() -> Ingest.run(
                WritableIndex.open(index, full, Duration.ZERO, OpenMode.CREATE_OR_APPEND),
                index,
                ARCHIVES,
                IngestSettings.telling(NOBODY)));
        assertThat(failure).isInstanceOf(IndexProblem.class).hasMessageContaining("no space left on device");
        assertThat(((IndexProblem) failure).hint("")).contains("give the same command again");
        assertThat(export(index)).isEqualTo(before);
        assertThat(files(index)).isEqualTo(files);
        Ingest.run(index, Stream.concat(Stream.of(first), ARCHIVES.stream()).toList());
        Ingest.run(
                folder.resolve("new"),
                Stream.concat(Stream.of(first), ARCHIVES.stream()).toList());
        assertThat(export(index)).isEqualTo(export(folder.resolve("new")));
    }

    @ParameterizedTest(name = "after {0} bytes")
    @ValueSource(longs = {0, 100})
    void aDiskThatIsFullBeforeThereIsAnIndexIsSaid(long bytes) throws Exception {
        Path index = Files.createDirectory(folder.resolve("index"));
        Directory full = new FullDisk(FSDirectory.open(index), bytes);
        assertThatThrownBy(() -> WritableIndex.open(index, full, Duration.ZERO, OpenMode.CREATE_OR_APPEND))
                .isInstanceOf(IndexProblem.class)
                .hasMessage("cannot write the index in " + index + ": no space left on device");
        assertThat(files(index)).containsOnly(IndexWriter.WRITE_LOCK_NAME);
        Ingest.run(index, ARCHIVES);
        assertThat(Fixtures.findings(index)).isEmpty();
    }

    @ParameterizedTest(name = "after {0} bytes")
    @ValueSource(longs = {0, 1000, 20_000, 40_000})
    void aFullDiskLeavesNothingOfACompactionThatFailed(long bytes) throws Exception {
        Path index = folder.resolve("index");
        Ingest.run(index, List.of(Files.writeString(folder.resolve("box"), Archives.mbox(1, 600))));
        try (IndexWriter writer = new IndexWriter(FSDirectory.open(index), new IndexWriterConfig())) {
            writer.deleteDocuments(new Term(PatchField.ID.label(), "1@example.org"));
        }
        List<String> files = files(index);
        Directory full = new FullDisk(FSDirectory.open(index), bytes);
        try (WritableIndex writable = WritableIndex.open(index, full, Duration.ZERO, OpenMode.APPEND)) {
            assertThatThrownBy(writable::compact)
                    .isInstanceOf(IndexWriteException.class)
                    .hasMessage("no space left on device");
        }
        assertThat(files(index)).isEqualTo(files);
    }

    private static List<String> files(Path index) throws IOException {
        try (Stream<Path> files = Files.list(index)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    static LongStream fullDisks() {
        return LongStream.of(0, 1000, 20_000, 100_000);
    }

    @Test
    void theSecondWriterIsToldWhoTheFirstIs() throws Exception {
        Path index = folder.resolve("index");
        try (WritableIndex first = WritableIndex.open(index, Duration.ZERO)) {
            assertThat(first.settled().getIndexReader().numDocs()).isZero();
            assertThatThrownBy(() -> Ingest.run(index, ARCHIVES))
                    .isInstanceOf(IndexProblem.class)
                    .hasMessageStartingWith("another process is writing the index in " + index + ": process "
                            + ProcessHandle.current().pid() + " since 20");
        }
        assertThat(index.resolve("patchidx.writer")).doesNotExist();
    }

    @Test
    void whoIsPatientWritesWhenTheFirstIsDone() throws Exception {
        Path index = folder.resolve("index");
        WritableIndex first = WritableIndex.open(index, Duration.ZERO);
        CompletableFuture<IngestTotals> second = CompletableFuture.supplyAsync(() -> {
            try {
                return Ingest.run(
                        index, ARCHIVES, new IngestSettings(Duration.ofMinutes(1), null, () -> false, NOBODY));
            } catch (IOException | IndexProblem e) {
                throw new IllegalStateException(e);
            }
        });
        Thread.sleep(300);
        assertThat(second).isNotDone();
        first.close();
        second.get();
        assertThat(export(index)).isEqualTo(undisturbed);
    }

    @Test
    void anIndexOfAnotherProgramIsLeftAlone() throws Exception {
        Path index = folder.resolve("index");
        try (IndexWriter other = new IndexWriter(FSDirectory.open(index), new IndexWriterConfig())) {
            other.commit();
        }
        assertThatThrownBy(() -> Ingest.run(index, ARCHIVES))
                .isInstanceOf(IndexProblem.class)
                .hasMessage("the index in " + index + " is none of patchidx");
    }

    @Test
    void anIndexWithoutOneOfItsFilesIsDamaged() throws Exception {
        Path index = folder.resolve("index");
        Ingest.run(index, ARCHIVES);
        try (Stream<Path> files = Files.list(index)) {
            Files.delete(files.filter(file -> file.toString().endsWith(".cfs"))
                    .findFirst()
                    .orElseThrow());
        }
        assertThatThrownBy(() -> PatchIndex.open(index))
                .isInstanceOf(IndexProblem.class)
                .hasMessageContaining("is damaged");
        assertThatThrownBy(() -> Ingest.run(index, ARCHIVES))
                .isInstanceOf(IndexProblem.class)
                .hasMessageContaining("is damaged");
    }

    @Test
    void aFileThatCannotBeReadToItsEndStaysInTheLedgerUntilItCan() throws Exception {
        Path index = folder.resolve("index");
        Path mail = Files.writeString(folder.resolve("mail"), "From: a@example.org\nSubject: x\n\nx\n");
        try (MailWriter writer = MailWriter.open(index)) {
            Ledger.Failure failure = Ledger.Failure.ofFile(Problem.Kind.UNREADABLE, "input/output error");
            writer.endOfFile(() -> writer.ledger().write(new Ledger.Line(mail.toString(), null, failure, List.of())));
            writer.commit();
        }
        try (PatchIndex opened = PatchIndex.open(index)) {
            assertThat(opened.problemsOfFiles())
                    .extracting(problem -> problem.where().path() + ": " + problem.detail())
                    .containsExactly(mail + ": input/output error");
            assertThat(opened.facts().files()).isZero();
        }
        assertThat(Fixtures.run("problems", "--index", index.toString()).out())
                .isEqualTo(mail + ": unreadable: input/output error\n");
        Ingest.run(index, List.of(mail));
        try (PatchIndex opened = PatchIndex.open(index)) {
            assertThat(opened.problemsOfFiles()).isEmpty();
            assertThat(opened.facts().files()).isEqualTo(1);
        }
    }

    /// @param isIdentified whether the mails have Message-IDs; others go another way into the index
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void noMoreMailsWaitForTheirPlaceThanMemoryHasRoomFor(boolean isIdentified) throws Exception {
        int settled = 0;
        try (MailWriter writer =
                new MailWriter(WritableIndex.open(folder.resolve("index"), Duration.ZERO), NOBODY, 300)) {
            for (int i = 1; i <= 3000; i++) {
                byte[] mail = Archives.mbox(i, i)
                        .lines()
                        .skip(1)
                        .filter(line -> isIdentified || !line.startsWith("Message-ID"))
                        .collect(Collectors.joining("\n"))
                        .getBytes(UTF_8);
                writer.add(new RawMail(new Location("owl.mbox", i, mail.length), mail, true, null));
                if (writer.isFull()) {
                    writer.settle();
                    settled++;
                    assertThat(writer.isFull()).isFalse();
                }
            }
            writer.commit();
            assertThat(writer.mails()).isEqualTo(3000);
        }
        assertThat(settled).isBetween(1, 10);
    }

    private static int mails(Path index) {
        try (PatchIndex opened = PatchIndex.open(index)) {
            return opened.mails();
        } catch (IOException | IndexProblem e) {
            throw new IllegalStateException(e);
        }
    }

    private static String export(Path index) {
        return Fixtures.run("export", "--index", index.toString()).out();
    }

    /// Says so when more is written than there is room for.
    private static final class FullDisk extends FilterDirectory {
        private long left;

        FullDisk(Directory in, long left) {
            super(in);
            this.left = left;
        }

        @Override
        public IndexOutput createOutput(String name, IOContext context) throws IOException {
            return limited(super.createOutput(name, context));
        }

        @Override
        public IndexOutput createTempOutput(String prefix, String suffix, IOContext context) throws IOException {
            return limited(super.createTempOutput(prefix, suffix, context));
        }

        private synchronized void take(long bytes) throws IOException {
            left -= bytes;
            if (left < 0) {
                throw new IOException("No space left on device");
            }
        }

        private IndexOutput limited(IndexOutput output) {
            return new FilterIndexOutput("limited", output.getName(), output) {
                @Override
                public void writeByte(byte b) throws IOException {
                    take(1);
                    super.writeByte(b);
                }

                @Override
                public void writeBytes(byte[] bytes, int offset, int length) throws IOException {
                    take(length);
                    super.writeBytes(bytes, offset, length);
                }
            };
        }
    }
}
