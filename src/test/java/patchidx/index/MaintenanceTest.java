package patchidx.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import patchidx.Fixtures;
import patchidx.series.MailSummary;
import patchidx.source.RawMail;

/// What is done to an index as a whole: check, rebuild, compact, forget.
class MaintenanceTest {
    private static final Path TESTDATA = Fixtures.BASE.resolve("testdata").toAbsolutePath();

    @TempDir
    private Path folder;

    private Path index;
    private String before = "";

    @BeforeEach
    void ingest() throws Exception {
        index = folder.resolve("index");
        Ingest.run(index, List.of(TESTDATA));
        before = export();
    }

    @Test
    void anIndexOfAllFixturesIsWhole() throws Exception {
        assertThat(Fixtures.findings(index)).isEmpty();
        assertThat(Fixtures.run("check", "--index", index.toString()).err()).contains("all well");
    }

    @Test
    void aMailThatIsFoundByWhatItDoesNotSayIsFound() throws Exception {
        RawMail mail = Fixtures.read(TESTDATA.resolve("mail/0042-from-in-encoded-words.eml"))
                .mails()
                .getFirst();
        try (WritableIndex opened = WritableIndex.open(index, Duration.ZERO)) {
            Document document = new Document();
            StoredMail stored = new StoredMail(List.of(new MailCopy(mail)), null);
            stored.store(document);
            document.add(new StringField(PatchIndex.KEY, "another key", Field.Store.NO));
            opened.replace(new Term(PatchIndex.KEY, stored.key()), document);
            opened.commit();
        }
        assertThat(Fixtures.findings(index))
                .anyMatch(finding -> finding.startsWith("not one mail has the key"))
                .anyMatch(finding -> finding.contains("is not found by id"))
                .anyMatch(finding -> finding.contains("is sorted by date"));
    }

    @Test
    void rebuildingChangesNothing() throws Exception {
        List<String> lost = new ArrayList<>();
        Rebuild.run(index, Duration.ZERO, false, lost::add);
        assertThat(lost).isEmpty();
        assertThat(export()).isEqualTo(before);
        assertThat(Fixtures.findings(index)).isEmpty();
        // The ledger is there too: nothing is read again.
        assertThat(Ingest.run(index, List.of(TESTDATA)).mails()).isZero();
    }

    @Test
    void anIndexOfAnotherTableIsRefusedAndCanBeRebuilt() throws Exception {
        commit(Map.of(Fingerprint.KEY, "of another table"));
        assertThatThrownBy(() -> PatchIndex.open(index))
                .isInstanceOf(IndexProblem.class)
                .hasMessageContaining("was built by another version of patchidx");
        assertThat(Fixtures.run("search", "--index", index.toString(), "x").err())
                .contains("hint: 'patchidx rebuild --index " + index + "'");
        assertThat(Fixtures.run("rebuild", "--index", index.toString()).status())
                .isZero();
        assertThat(export()).isEqualTo(before);
    }

    @Test
    void whoReadsWhileAnIndexIsRebuiltSeesTheOldOne() throws Exception {
        try (PatchIndex old = PatchIndex.open(index)) {
            int mails = old.mails();
            Rebuild.run(index, Duration.ZERO, false, id -> {});
            assertThat(old.mails()).isEqualTo(mails);
            assertThat(old.bytes(0)).isNotEmpty();
        }
    }

    @Test
    void compactingLeavesOnePartAndAllMails() throws Exception {
        Path mail = TESTDATA.resolve("mail/0042-from-in-encoded-words.eml");
        Maintenance.forget(index, List.of(mail), Duration.ZERO);
        Ingest.run(index, List.of(mail));
        assertThat(Fixtures.run("compact", "--index", index.toString()).status())
                .isZero();
        try (PatchIndex opened = PatchIndex.open(index)) {
            assertThat(opened.facts().parts()).isEqualTo(1);
            assertThat(opened.facts().deleted()).isZero();
        }
        assertThat(export()).isEqualTo(before);
    }

    @Test
    void forgettingAFolderIsAsIfItHadNeverBeenRead() throws Exception {
        Fixtures.Run run = Fixtures.run(
                "forget",
                "--index",
                index.toString(),
                TESTDATA.resolve("dump").toString(),
                TESTDATA.resolve("archive").toString());
        assertThat(run.err()).contains("files forgotten; ");
        assertThat(run.status()).isZero();
        assertThat(export()).isEqualTo(exportWithout("dump", "archive"));
        assertThat(Fixtures.findings(index)).isEmpty();
    }

    @Test
    void mailsThatGoAreLetGoOfOneAfterAnother() throws Exception {
        List<MailSummary> gone = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        try (WritableIndex writable = WritableIndex.open(index, Duration.ZERO);
                Workers workers = new Workers()) {
            Merger merger = new Merger(writable, workers, gone::add);
            merger.forgetAllBut(TESTDATA.resolve("archive").toString(), List.of());
            merger.sweep(() -> {
                sizes.add(gone.size());
                gone.clear();
            });
            assertThat(sizes).hasSizeGreaterThan(5).allMatch(size -> size <= merger.forgotten() / 2);
        }
        assertThat(gone).isEmpty();
    }

    @Test
    void forgettingInPortionsIsAsIfItHadNeverBeenReadToo() throws Exception {
        long forgotten;
        try (MailWriter writer = new MailWriter(WritableIndex.open(index, Duration.ZERO), event -> {}, 10)) {
            writer.forget(TESTDATA.resolve("dump").toString());
            writer.forget(TESTDATA.resolve("archive").toString());
            writer.commit();
            forgotten = writer.forgotten();
        }
        assertThat(forgotten).isGreaterThan(20);
        assertThat(export()).isEqualTo(exportWithout("dump", "archive"));
        assertThat(Fixtures.findings(index)).isEmpty();
    }

    /// What is exported of all fixtures but for two folders.
    private String exportWithout(String one, String other) throws Exception {
        Path without = folder.resolve("without");
        try (Stream<Path> all = Files.list(TESTDATA)) {
            Ingest.run(
                    without,
                    all.filter(path -> !path.endsWith(one) && !path.endsWith(other))
                            .sorted()
                            .toList());
        }
        return Fixtures.run("export", "--index", without.toString()).out();
    }

    @Test
    void aSourceThatNobodyKnowsIsNamed() {
        Path nowhere = Path.of("nowhere").toAbsolutePath();
        String unknown = "patchidx: nothing was read from " + nowhere + "\n  hint: patchidx search --index " + index
                + " '*' --by source says what mails were read from\n";
        Fixtures.Run run = Fixtures.run("forget", "--index", index.toString(), "nowhere");
        assertThat(run.err()).isEqualTo(unknown);
        assertThat(run.status()).isEqualTo(1);
        Fixtures.Run one = Fixtures.run(
                "forget",
                "--index",
                index.toString(),
                "nowhere",
                TESTDATA.resolve("mail/0042-from-in-encoded-words.eml").toString());
        assertThat(one.err())
                .isEqualTo(unknown + "patchidx: 1 file forgotten; 1 mail had no other place and left the index\n");
        assertThat(one.status()).isEqualTo(1);
    }

    @Test
    void whatIsDoneToAnIndexNeedsOne() {
        for (String command : List.of("check", "rebuild", "compact", "problems", "info")) {
            Fixtures.Run run = Fixtures.run(command, "--index", "nowhere");
            assertThat(run.err()).contains("there is no index in nowhere");
            assertThat(run.status()).isEqualTo(4);
        }
    }

    @Test
    void whatIsDoneToAnIndexLeavesNothingInAFolderWithoutOne(@TempDir Path empty) throws Exception {
        for (String command : List.of("check", "rebuild", "compact", "problems", "info", "forget")) {
            String[] line = {command, "--index", empty.toString(), "nowhere"};
            Fixtures.Run run = Fixtures.run(command.equals("forget") ? line : Arrays.copyOf(line, 3));
            assertThat(run.err()).contains("there is no index in " + empty);
            assertThat(run.status()).isEqualTo(4);
            assertThat(empty).isEmptyDirectory();
        }
    }

    @Test
    void aFileIsNoIndex(@TempDir Path folder) throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        for (String command : List.of("search", "ingest", "check")) {
            String[] line = {command, "--index", file.toString(), "x"};
            Fixtures.Run run = Fixtures.run(command.equals("check") ? Arrays.copyOf(line, 3) : line);
            assertThat(run.err())
                    .isEqualTo("patchidx: cannot use the index in " + file
                            + ": it is no folder\n  hint: name another folder: --index DIR\n");
            assertThat(run.status()).isEqualTo(4);
        }
    }

    @Test
    void aFolderWithOtherFilesIsNoDamagedIndex(@TempDir Path other) throws Exception {
        Path file = Files.createFile(other.resolve("_notes.txt"));
        for (String command : List.of("info", "ingest", "compact")) {
            String[] line = {command, "--index", other.toString(), TESTDATA.toString()};
            Fixtures.Run run = Fixtures.run(command.equals("ingest") ? line : Arrays.copyOf(line, 3));
            assertThat(run.err())
                    .startsWith("patchidx: there is no index in " + other + ", but other files, such as _notes.txt\n");
            assertThat(run.status()).isEqualTo(4);
            assertThat(other).isDirectoryContaining(file::equals);
        }
    }

    @Test
    void whoIsKilledBeforeTheFirstCommitOfMailsLeavesAnEmptyIndex(@TempDir Path killed) throws Exception {
        WritableIndex.open(killed, Duration.ZERO).close();
        assertThat(Fixtures.run("check", "--index", killed.toString()).err())
                .isEqualTo("patchidx: 0 mails and 0 files, all well\n");
    }

    @Test
    void anIndexOfAnotherProgramIsNotRebuilt() throws Exception {
        commit(Map.of("of", "another program"));
        List<Path> files = files();
        Fixtures.Run run = Fixtures.run("rebuild", "--index", index.toString(), "--without-damaged");
        assertThat(run.err()).startsWith("patchidx: the index in " + index + " is none of patchidx\n  hint: ");
        assertThat(run.status()).isEqualTo(4);
        assertThat(files()).isEqualTo(files);
    }

    private void commit(Map<String, String> userData) throws IOException {
        try (FSDirectory directory = FSDirectory.open(index);
                IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
            writer.setLiveCommitData(userData.entrySet());
            writer.commit();
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(index)) {
            return files.sorted().toList();
        }
    }

    private String export() {
        return Fixtures.run("export", "--index", index.toString()).out();
    }
}
