package patchidx.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.apache.lucene.index.SegmentInfo;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import patchidx.Fixtures;

/// What is said of an index that is damaged, and what is saved of it.
class DamagedIndexTest {
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
    void anotherByteInTheIndexIsFound() throws Exception {
        Path data = data();
        damage(data, (int) (Files.size(data) / 2));
        assertThat(Fixtures.findings(index)).hasSize(1);
        Fixtures.Run run = Fixtures.run("check", "--index", index.toString());
        assertThat(run.err()).contains("hint: 'patchidx rebuild --index " + index + "'");
        assertThat(run.status()).isEqualTo(4);
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
