package patchidx.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import patchidx.Fixtures;
import patchidx.Fixtures.Run;
import patchidx.source.Problem;
import tools.jackson.databind.JsonNode;

/// What is in an index after an ingest, whatever the order, and after a way out and in again.
class IngestTest {
    private static final Path ARCHIVE = Fixtures.BASE.resolve("testdata/archive");

    @TempDir
    Path folder;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 8);
    }

    @Test
    void findsEveryMailOfTheArchiveOnceWithAllItsSources() throws Exception {
        IngestReport report = Ingest.run(folder, List.of(ARCHIVE));
        assertThat(report.fates()).containsEntry("empty", 2L).containsEntry("not mail", 2L);
        assertThat(report.problems())
                .extracting(Problem::kind)
                .containsExactly(Problem.Kind.EMPTY_ENTRY, Problem.Kind.EMPTY_ENTRY);
        Map<String, Object> mails = new TreeMap<>();
        for (JsonNode mail : export(folder)) {
            Map<String, Object> facts = new LinkedHashMap<>();
            for (String key : List.of("kind", "subject", "date", "patchwork_id", "diffstat")) {
                facts.put(key, mail.get(key));
            }
            facts.put("author", mail.get("author").get("email"));
            facts.put("sources", sources(mail));
            mails.put(mail.get("id").asString(), facts);
        }
        Fixtures.assertGolden(Fixtures.BASE.resolve("testdata/archive.json"), Fixtures.pretty(Fixtures.json(mails)));
    }

    @Test
    void anExcerptUnderACutHeadingIsASourceOfTheWholeMail() throws Exception {
        Ingest.run(
                folder,
                Fixtures.files("dump").stream()
                        .filter(file -> file.getFileName().toString().startsWith("15-same-"))
                        .toList());
        assertThat(export(folder))
                .extracting(
                        mail -> mail.get("id").asString(), mail -> sources(mail).size())
                .contains(tuple("20191016.dump.30@example.org", 3), tuple("20191016.dump.31@example.org", 2))
                .hasSize(3);
    }

    @Test
    void theSameBodyUnderOtherHeadingsIsAnotherMail() throws Exception {
        Ingest.run(folder, List.of(Fixtures.BASE.resolve("testdata/dump/15-stable-trees.md")));
        assertThat(export(folder)).hasSize(3);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void neitherTheOrderNorTheNumberOfIngestsMatters(long seed) throws Exception {
        Random random = new Random(seed);
        Ingest.run(folder.resolve("at once"), List.of(Fixtures.BASE.resolve("testdata")));
        List<Path> files = new ArrayList<>(Fixtures.files(""));
        Collections.shuffle(files, random);
        while (!files.isEmpty()) {
            List<Path> some = files.subList(0, Math.min(files.size(), 1 + random.nextInt(60)));
            Ingest.run(folder.resolve("in pieces"), some);
            some.clear();
        }
        assertThat(export(folder.resolve("in pieces"))).isEqualTo(export(folder.resolve("at once")));
    }

    @Test
    void ingestingTwiceChangesNothing() throws Exception {
        Path testdata = Fixtures.BASE.resolve("testdata");
        Ingest.run(folder, List.of(testdata));
        Map<String, FileTime> before = filesOf(folder);
        IngestReport again = Ingest.run(folder, List.of(testdata));
        assertThat(again.mails()).isZero();
        assertThat(again.fates()).doesNotContainKey("read");
        assertThat(filesOf(folder)).isEqualTo(before);
    }

    @Test
    void aFileThatWasTouchedIsReadAgainAndChangesNoMail() throws Exception {
        Path copy = folder.resolve("box");
        Files.copy(Fixtures.BASE.resolve("testdata/mbox/patchwork.mbox"), copy);
        Ingest.run(folder.resolve("index"), List.of(copy));
        List<JsonNode> before = export(folder.resolve("index"));
        Files.setLastModifiedTime(copy, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
        IngestReport again = Ingest.run(folder.resolve("index"), List.of(copy));
        assertThat(again.known()).isEqualTo(3);
        assertThat(again.added() + again.merged()).isZero();
        assertThat(export(folder.resolve("index"))).isEqualTo(before);
    }

    @Test
    void sameMessageIdWithOtherContentIsKeptBesideAndMarked() throws Exception {
        String mail = "Subject: [PATCH] one\nMessage-ID: <same@example.org>\nFrom: a@example.org\n\n";
        Files.writeString(folder.resolve("one.eml"), mail + "first text\n");
        Files.writeString(folder.resolve("two.eml"), mail + "second text\n");
        Ingest.run(folder.resolve("index"), List.of(folder.resolve("one.eml"), folder.resolve("two.eml")));
        assertThat(Fixtures.run(
                                "search",
                                "--jsonl",
                                "--index",
                                folder.resolve("index").toString(),
                                "is:same-id")
                        .out()
                        .lines())
                .hasSize(2);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"dump", "mbox"})
    void whatIsExportedAndIngestedAgainIsTheSame(String format) throws Exception {
        Ingest.run(folder.resolve("index"), List.of(Fixtures.BASE.resolve("testdata")));
        Path exported = folder.resolve("exported");
        Files.write(
                exported,
                Fixtures.output("export", "--index", folder.resolve("index").toString(), "--format", format));
        Ingest.run(folder.resolve("again"), List.of(exported));
        assertThat(whatIsPromised(folder.resolve("again")))
                .containsExactlyElementsOf(whatIsPromised(folder.resolve("index")));
    }

    private static List<String> whatIsPromised(Path index) {
        return export(index).stream()
                .map(mail -> Stream.of("id", "subject", "from", "date", "kind", "diffstat")
                        .map(key -> mail.get(key).toString())
                        .toList()
                        .toString())
                .sorted()
                .toList();
    }

    /// All mails of an index, with the paths of their sources from the folder of the project, in the order of ids.
    private static List<JsonNode> export(Path index) {
        Run run = Fixtures.run("export", "--index", index.toString());
        assertThat(run.err()).isEmpty();
        return run.out().lines().map(Fixtures::json).toList();
    }

    private static List<String> sources(JsonNode mail) {
        return mail.get("sources")
                .valueStream()
                .map(source -> Path.of(source.get("path").asString()))
                .map(path -> ARCHIVE.toAbsolutePath().relativize(path).toString())
                .toList();
    }

    private static Map<String, FileTime> filesOf(Path folder) throws IOException {
        Map<String, FileTime> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.toList()) {
                files.put(file.getFileName().toString(), Files.getLastModifiedTime(file));
            }
        }
        return files;
    }
}
