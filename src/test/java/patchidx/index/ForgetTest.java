package patchidx.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import patchidx.Fixtures;
import patchidx.source.RawMail;
import tools.jackson.databind.JsonNode;

/// What leaves an index: mails that are no longer where they were.
class ForgetTest {
    private static final String SEPARATOR = "From ada@example.org Tue Sep 24 06:41:37 2019\n";

    /// Later than any file of a test, so that a file with it has changed.
    private static long time = 1_700_000_000_000L;

    @TempDir
    private Path folder;

    private Path index;
    private Path mails;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 12);
    }

    @BeforeEach
    void layFolders() throws IOException {
        index = folder.resolve("index");
        mails = Files.createDirectory(folder.resolve("mails"));
    }

    @Test
    void aMailThatChangedInItsFileTakesThePlaceOfTheOldOne() throws Exception {
        write("one.eml", mail("a", "old text"));
        Ingest.run(index, List.of(mails));
        write("one.eml", mail("a", "new text"));
        IngestReport report = Ingest.run(index, List.of(mails));
        assertThat(found("text")).isEqualTo(1);
        assertThat(found("old")).isZero();
        assertThat(found("is:same-id")).isZero();
        assertThat(report.forgotten()).isEqualTo(1);
    }

    @Test
    void mailsThatWereCutFromAnMboxLeave() throws Exception {
        write("mbox", SEPARATOR + mail("a", "one") + "\n" + SEPARATOR + mail("b", "two"));
        Ingest.run(index, List.of(mails));
        write("mbox", SEPARATOR + mail("b", "two"));
        IngestReport report = Ingest.run(index, List.of(mails));
        assertThat(ids()).containsExactly("b@example.org");
        assertThat(sources()).containsExactly("mbox:46");
        assertThat(report.forgotten()).isEqualTo(1);
    }

    @Test
    void aMailThatLiesElsewhereTooStays() throws Exception {
        write("mbox", SEPARATOR + mail("a", "one"));
        write("one.eml", mail("a", "one"));
        Ingest.run(index, List.of(mails));
        write("mbox", SEPARATOR + mail("b", "two"));
        IngestReport report = Ingest.run(index, List.of(mails));
        assertThat(ids()).containsExactly("a@example.org", "b@example.org");
        assertThat(sources()).containsExactly("one.eml:0", "mbox:46");
        assertThat(report.forgotten()).isZero();
    }

    @Test
    void aFileThatIsEmptiedOrHoldsNoMailNowGivesUpItsMails() throws Exception {
        write("one.eml", mail("a", "one"));
        write("two.eml", mail("b", "two"));
        Ingest.run(index, List.of(mails));
        write("one.eml", "");
        write("two.eml", "echo no mail\n");
        assertThat(Ingest.run(index, List.of(mails)).forgotten()).isEqualTo(2);
        assertThat(ids()).isEmpty();
    }

    @Test
    void anMboxThatGrowsGivesUpNothing() throws Exception {
        write("mbox", SEPARATOR + mail("a", "one"));
        Ingest.run(index, List.of(mails));
        write("mbox", SEPARATOR + mail("a", "one") + "\n" + SEPARATOR + mail("b", "two"));
        IngestReport report = Ingest.run(index, List.of(mails));
        assertThat(ids()).containsExactly("a@example.org", "b@example.org");
        assertThat(report.forgotten()).isZero();
    }

    @Test
    void whatLiesBesideAForgottenPathStays() throws Exception {
        Path list = Files.createDirectory(mails.resolve("list"));
        Files.writeString(list.resolve("1.eml"), mail("a", "one"));
        Files.writeString(list.resolve("2.eml"), mail("b", "two"));
        write("list2", SEPARATOR + mail("c", "three"));
        Ingest.run(index, List.of(mails));
        try (MailWriter writer = MailWriter.open(index)) {
            writer.forget(list.toString());
            writer.commit();
            assertThat(writer.forgotten()).isEqualTo(2);
        }
        assertThat(ids()).containsExactly("c@example.org");
        // The ledger has forgotten the files too, so they are read again.
        assertThat(Ingest.run(index, List.of(mails)).added()).isEqualTo(2);
    }

    @Test
    void whatLiesBelowTheRootIsAllThatWasReadFromFiles() throws Exception {
        write("one.eml", mail("a", "one"));
        Ingest.run(index, List.of(mails));
        Fixtures.Run run = Fixtures.run("forget", "--index", index.toString(), "/");
        assertThat(run.err()).isEqualTo("patchidx: 1 file forgotten; 1 mail had no other place and left the index\n");
        assertThat(ids()).isEmpty();
    }

    @Test
    void aMailIsNoCoverLetterAnyMoreWhenItsPatchesHaveGone() throws Exception {
        writeLetterWithPatch();
        Ingest.run(index, List.of(mails));
        assertThat(found("series:0@example.org")).isEqualTo(2);
        try (MailWriter writer = MailWriter.open(index)) {
            writer.forget(mails.resolve("1.eml").toString());
            writer.commit();
        }
        assertThat(ids()).containsExactly("0@example.org");
        assertThat(found("series:0@example.org")).isZero();
        assertThat(found("is:latest OR reviews:0 OR stale:1d")).isZero();
        assertThat(check()).isZero();
    }

    @Test
    void aMailIsNoCoverLetterAnyMoreWhenItsPatchesGetOne() throws Exception {
        writeLetterWithPatch();
        Ingest.run(index, List.of(mails));
        write("cover.eml", posted("cover", "[PATCH 0/1] owl"));
        Ingest.run(index, List.of(mails));
        assertThat(found("series:cover@example.org")).isEqualTo(2);
        assertThat(found("series:0@example.org")).isZero();
        assertThat(check()).isZero();
    }

    private void writeLetterWithPatch() throws IOException {
        String diff = "In-Reply-To: <0@example.org>\n\n--- a/owl.c\n+++ b/owl.c\n@@ -1 +1 @@\n-a\n+b\n";
        write("0.eml", posted("0", "owl: a nap"));
        write("1.eml", posted("1", "[PATCH 1/1] owl: nap").stripTrailing() + "\n" + diff);
    }

    private static String posted(String id, String subject) {
        return "From: ada@example.org\nDate: Tue, 24 Sep 2019 06:41:37 +0000\nSubject: %s\nMessage-ID: <%s@example.org>\n\n"
                .formatted(subject, id);
    }

    private int check() {
        return Fixtures.run("check", "--index", index.toString()).status();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whateverChangesTheIndexIsAsIfItWereNew(long seed) throws Exception {
        Random random = new Random(seed);
        List<RawMail> pool = new ArrayList<>();
        for (Path file : Fixtures.mailFiles()) {
            pool.addAll(Fixtures.read(file).mails());
        }
        for (int round = 0; round < 4; round++) {
            for (int file = 0; file < 6; file++) {
                if (random.nextInt(3) > 0) {
                    writeSome(pool, "file" + file, random);
                }
            }
            Ingest.run(index, List.of(mails));
        }
        Ingest.run(folder.resolve("new"), List.of(mails));
        assertThat(export(index)).isEqualTo(export(folder.resolve("new")));
    }

    /// A file of mails of which many are in other files too; whole, or as the excerpts of a dump.
    private void writeSome(List<RawMail> pool, String name, Random random) throws IOException {
        StringBuilder text = new StringBuilder();
        boolean isDump = random.nextBoolean();
        Collections.shuffle(pool, new Random(random.nextInt(3)));
        for (RawMail mail : pool.subList(0, random.nextInt(8))) {
            String bytes = new String(mail.bytes(), StandardCharsets.ISO_8859_1);
            String separator = "From mboxrd@z Thu Jan  1 00:00:00 1970\n";
            text.append(
                    isDump
                            ? "#### [PATCH] kite\n##### From: Ada <ada@example.org>\n\n```c\n" + bytes + "\n```\n"
                            : separator + bytes + "\n\n");
        }
        write(name, text.toString());
    }

    private static String mail(String id, String text) {
        return "From: ada@example.org\nSubject: %s\nMessage-ID: <%s@example.org>\n\n%s\n".formatted(id, id, text);
    }

    private void write(String name, String text) throws IOException {
        Path file = Files.writeString(mails.resolve(name), text, StandardCharsets.ISO_8859_1);
        time += 1000;
        Files.setLastModifiedTime(file, FileTime.fromMillis(time));
    }

    private long found(String query) {
        return Long.parseLong(Fixtures.run("search", "--count", "--index", index.toString(), query)
                .out()
                .strip());
    }

    private List<String> ids() {
        return export(index).stream()
                .map(mail -> mail.get("id").asString())
                .sorted()
                .toList();
    }

    private List<String> sources() {
        return export(index).stream()
                .flatMap(mail -> mail.get("sources").valueStream())
                .map(source -> Path.of(source.get("path").asString()).getFileName() + ":" + source.get("offset"))
                .toList();
    }

    private static List<JsonNode> export(Path index) {
        return Fixtures.run("export", "--index", index.toString())
                .out()
                .lines()
                .map(Fixtures::json)
                .toList();
    }
}
