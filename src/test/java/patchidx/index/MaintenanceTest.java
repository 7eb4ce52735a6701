package patchidx.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SegmentInfo;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
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
    void anotherByteInTheIndexIsFound() throws Exception {
        Path data = data();
        damage(data, (int) (Files.size(data) / 2));
        assertThat(Fixtures.findings(index)).hasSize(1);
        Fixtures.Run run = Fixtures.run("check", "--index", index.toString());
        assertThat(run.err()).contains("hint: 'patchidx rebuild --index " + index + "'");
        assertThat(run.status()).isEqualTo(4);
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
    void rebuildingLeavesOutWhatIsDamagedOnlyIfItIsToldTo() throws Exception {
        // The first mails that were packed together: behind the magic number of zstd, and some bytes on.
        String data = Files.readString(data(), StandardCharsets.ISO_8859_1);
        damage(data(), data.indexOf("(\u00b5/\u00fd") + 200);
        Fixtures.Run run = Fixtures.run("rebuild", "--index", index.toString());
        assertThat(run.err())
                .containsPattern("the mail \\S+@\\S+ cannot be read any more\n")
                .contains(
                        "the index in " + index + " is damaged, and stays as it is\n  hint: 'patchidx rebuild --index "
                                + index + " --without-damaged'");
        assertThat(run.status()).isEqualTo(4);
        assertThat(Fixtures.findings(index)).hasSize(1);
        run = Fixtures.run("rebuild", "--index", index.toString(), "--without-damaged");
        assertThat(run.status()).isEqualTo(3);
        List<String> whole = before.lines().toList();
        List<String> left = export().lines().toList();
        long lost =
                run.err().lines().filter(line -> line.contains(" cannot be ")).count();
        assertThat(left).hasSize(whole.size() - (int) lost).isNotEmpty();
        assertThat(ids(whole)).containsAll(ids(left));
        Ingest.run(index, List.of(TESTDATA));
        assertThat(export()).isEqualTo(before);
        assertThat(Fixtures.findings(index)).isEmpty();
    }

    @Test
    void damageThatNoMailShowsIsFoundByChecksumsAndTheNextIngestBringsBackWhatItHid() throws Exception {
        damageAChecksumOfWhatIsKept();
        Fixtures.Run run = Fixtures.run("rebuild", "--index", index.toString());
        assertThat(run.err())
                .containsPattern("^patchidx: something in the part _\\w+ cannot be read any more\n")
                .contains("is damaged, and stays as it is\n")
                .doesNotContain("the mail");
        assertThat(run.status()).isEqualTo(4);
        run = Fixtures.run("rebuild", "--index", index.toString(), "--without-damaged");
        assertThat(run.err()).contains(" mails, read anew\n  hint: ingest the archives again; ");
        assertThat(run.status()).isEqualTo(3);
        assertThat(export()).isEqualTo(before);
        assertThat(Ingest.run(index, List.of(TESTDATA)).fates()).doesNotContainKey("unchanged");
        assertThat(export()).isEqualTo(before);
        assertThat(Fixtures.findings(index)).isEmpty();
    }

    /// Changes the last byte of the file that holds the mails of a part, which is of its checksum.
    private void damageAChecksumOfWhatIsKept() throws IOException {
        try (Directory directory = FSDirectory.open(index)) {
            SegmentInfo part = SegmentInfos.readLatestCommit(directory).info(0).info;
            byte[] kept;
            try (Directory files = part.getCodec().compoundFormat().getCompoundReader(directory, part);
                    IndexInput file = files.openInput(part.name + ".fdt", IOContext.READONCE)) {
                kept = new byte[(int) file.length()];
                file.readBytes(kept, 0, kept.length);
            }
            Path all = index.resolve(part.name + ".cfs");
            int start = Files.readString(all, StandardCharsets.ISO_8859_1)
                    .indexOf(new String(kept, StandardCharsets.ISO_8859_1));
            damage(all, start + kept.length - 1);
        }
    }

    @Test
    void whoMeetsDamageWhileWritingIsNotToldToMakeRoom() throws Exception {
        damageAChecksumOfWhatIsKept();
        Fixtures.Run run = Fixtures.run("compact", "--index", index.toString());
        assertThat(run.err())
                .startsWith("patchidx: the index in " + index + " is damaged: the file _")
                .contains(" is not as it was written\n  hint: 'patchidx rebuild --index " + index + "'");
        assertThat(run.status()).isEqualTo(4);
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
    void anIndexWithoutItsListOfPartsIsDamagedAndNobodyMakesANewOneInItsPlace() throws Exception {
        Files.delete(file("segments_"));
        List<Path> left = files();
        for (String command : List.of("check", "rebuild", "compact", "info", "ingest")) {
            String[] line = {command, "--index", index.toString(), TESTDATA.toString()};
            Fixtures.Run run = Fixtures.run(command.equals("ingest") ? line : Arrays.copyOf(line, 3));
            assertThat(run.err())
                    .isEqualTo("patchidx: the index in " + index + " is damaged: the list of its parts is gone,"
                            + " segments_N\n  hint: ingest the archives again into a new folder: --index DIR\n");
            assertThat(run.status()).isEqualTo(4);
            assertThat(files()).isEqualTo(left);
        }
    }

    @Test
    void whoIsKilledBeforeTheFirstCommitOfMailsLeavesAnEmptyIndex(@TempDir Path killed) throws Exception {
        WritableIndex.open(killed, Duration.ZERO).close();
        assertThat(Fixtures.run("check", "--index", killed.toString()).err())
                .isEqualTo("patchidx: 0 mails and 0 files, all well\n");
    }

    @Test
    void rebuildingNeedsNothingThatMailsAreSearchedBy() throws Exception {
        Path mail = TESTDATA.resolve("mail/0042-from-in-encoded-words.eml");
        // Where mails stand among others lies in files of its own as soon as it changes.
        Maintenance.forget(index, List.of(mail), Duration.ZERO);
        Ingest.run(index, List.of(mail));
        Path values = file(".dvd");
        Files.delete(values);
        Fixtures.Run search = Fixtures.run("search", "--index", index.toString(), "x");
        assertThat(search.err())
                .isEqualTo("patchidx: the index in " + index + " is damaged: there is no file " + values.getFileName()
                        + "\n  hint: 'patchidx rebuild --index " + index
                        + "' makes it anew from the mails in it, and says which ones cannot be read any more\n");
        assertThat(Fixtures.run("rebuild", "--index", index.toString()).status())
                .isZero();
        assertThat(export()).isEqualTo(before);
        assertThat(Fixtures.findings(index)).isEmpty();
        assertThat(Ingest.run(index, List.of(TESTDATA)).mails()).isZero();
    }

    @Test
    void whereItCannotBeToldWhatWasForgottenItIsSaidAndIsThereAgain() throws Exception {
        Path mail = TESTDATA.resolve("mail/0042-from-in-encoded-words.eml");
        Maintenance.forget(index, List.of(mail), Duration.ZERO);
        assertThat(export()).isNotEqualTo(before);
        for (Path deleted : files(".liv")) {
            Files.write(deleted, new byte[0]);
        }
        Fixtures.Run run = Fixtures.run("rebuild", "--index", index.toString());
        assertThat(run.err())
                .containsPattern(
                        "patchidx: which mails in the part _\\w+ were forgotten or replaced cannot be read any more\n")
                .contains("is damaged, and stays as it is\n");
        assertThat(run.status()).isEqualTo(4);
        assertThat(Fixtures.run("rebuild", "--index", index.toString(), "--without-damaged")
                        .status())
                .isEqualTo(3);
        assertThat(ids(export().lines().toList()))
                .containsAll(ids(before.lines().toList()));
        Ingest.run(index, List.of(TESTDATA));
        assertThat(export()).isEqualTo(before);
        assertThat(Fixtures.findings(index)).isEmpty();
    }

    @Test
    void whereNothingCanBeMadeOfAnIndexCheckHintsAtANewOne() throws Exception {
        Path list = file("segments_");
        Files.write(list, new byte[1]);
        for (String command : List.of("check", "info", "rebuild", "ingest")) {
            String[] line = {command, "--index", index.toString(), TESTDATA.toString()};
            Fixtures.Run run = Fixtures.run(command.equals("ingest") ? line : Arrays.copyOf(line, 3));
            assertThat(run.err())
                    .contains(
                            "the index in " + index + " is damaged: "
                                    + (command.equals("check") ? "ERROR: " : "the file " + list.getFileName()),
                            "\n  hint: ingest the archives again into a new folder: --index DIR\n");
            assertThat(run.status()).isEqualTo(4);
        }
    }

    @Test
    void anIndexWithPartsOfAnotherKindIsOfAnotherLucene() throws Exception {
        Path list = file("segments_");
        String text = Files.readString(list, StandardCharsets.ISO_8859_1);
        byte[] other = text.replace("\bpatchidx", "\bmatchidx").getBytes(StandardCharsets.ISO_8859_1);
        int end = other.length - Long.BYTES;
        CRC32 checksum = new CRC32();
        checksum.update(other, 0, end);
        Files.write(
                list, ByteBuffer.wrap(other).putLong(end, checksum.getValue()).array());
        for (String command : List.of("check", "info", "rebuild", "ingest")) {
            String[] line = {command, "--index", index.toString(), TESTDATA.toString()};
            Fixtures.Run run = Fixtures.run(command.equals("ingest") ? line : Arrays.copyOf(line, 3));
            assertThat(run.err())
                    .isEqualTo("patchidx: the index in " + index + " was written by another version of Lucene\n"
                            + "  hint: ingest the archives again into a new folder: --index DIR\n");
            assertThat(run.status()).isEqualTo(4);
        }
    }

    @Test
    void anIndexOfWhichNoMailCanBeReadIsEmptyWithoutThem() throws Exception {
        for (Path data : files(".cfs")) {
            Files.write(data, new byte[0]);
        }
        Fixtures.Run run = Fixtures.run("rebuild", "--index", index.toString());
        assertThat(run.err())
                .containsPattern("patchidx: mails in the part _\\w+, at most \\d+, cannot be read any more\n");
        assertThat(run.status()).isEqualTo(4);
        run = Fixtures.run("rebuild", "--index", index.toString(), "--without-damaged");
        assertThat(run.err()).contains("patchidx: 0 mails, read anew\n");
        Ingest.run(index, List.of(TESTDATA));
        assertThat(export()).isEqualTo(before);
        assertThat(Fixtures.findings(index)).isEmpty();
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

    /// The file with the largest part of the index.
    private Path data() throws IOException {
        try (Stream<Path> files = Files.list(index)) {
            return files.filter(file -> file.toString().endsWith(".cfs"))
                    .max(Comparator.comparingLong(file -> file.toFile().length()))
                    .orElseThrow();
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(index)) {
            return files.sorted().toList();
        }
    }

    /// The first file with a word in its name.
    private Path file(String word) throws IOException {
        return files(word).getFirst();
    }

    private List<Path> files(String word) throws IOException {
        return files().stream()
                .filter(file -> file.getFileName().toString().contains(word))
                .toList();
    }

    private static void damage(Path file, int offset) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[offset] ^= 1;
        Files.write(file, bytes);
    }

    private static List<String> ids(List<String> mails) {
        return mails.stream()
                .map(mail -> Fixtures.json(mail).get("id").asString())
                .toList();
    }

    private String export() {
        return Fixtures.run("export", "--index", index.toString()).out();
    }
}
