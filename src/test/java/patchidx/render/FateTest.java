package patchidx.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import patchidx.Archives;
import patchidx.Fixtures;
import patchidx.index.PatchIndex;
import patchidx.query.Search;
import patchidx.source.RawMail;
import tools.jackson.databind.JsonNode;

/// Nothing is lost: every file and every mail that an ingest meets has a fate, and its bytes can be had back.
class FateTest {
    private static final Path TESTDATA = Fixtures.BASE.resolve("testdata").toAbsolutePath();

    @TempDir
    static Path folder;

    private static Path index;
    private static List<JsonNode> lines = List.of();
    private static Schema schema;

    @BeforeAll
    static void ingest() throws IOException {
        schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(Fixtures.BASE.resolve("docs/reference/ingest.schema.json")));
        index = folder.resolve("index");
        lines = Fixtures.run(
                        "ingest",
                        "--jsonl",
                        // A commit in between makes a mail of an excerpt whose whole mail comes later.
                        "--commit-every",
                        "3600",
                        "--index",
                        index.toString(),
                        TESTDATA.toString())
                .out()
                .lines()
                .map(Fixtures::json)
                .toList();
    }

    @Test
    void everyLineIsAsTheSchemaSays() {
        assertThat(lines).allSatisfy(FateTest::assertValid);
    }

    @Test
    void theDocumentHasTheSameEvents() {
        Fixtures.Run run = Fixtures.run(
                "ingest", "--json", "--index", folder.resolve("document").toString(), TESTDATA.toString());
        JsonNode document = Fixtures.json(run.out());
        assertValid(document);
        assertThat(document.get("events").size()).isEqualTo(lines.size() - 1);
        assertThat(run.err()).contains(" problems: ");
    }

    @Test
    void everyFileHasOneFate() throws IOException {
        List<String> files;
        try (var all = Files.walk(TESTDATA)) {
            files = all.filter(Files::isRegularFile)
                    .map(Path::toString)
                    .sorted()
                    .toList();
        }
        assertThat(events("file").map(event -> event.get("path").asString()).sorted())
                .containsExactlyElementsOf(files);
    }

    @Test
    void everyMailHasOneFate() {
        List<String> mails = new ArrayList<>();
        for (Path file : Fixtures.files("")) {
            for (RawMail mail : Fixtures.read(file).mails()) {
                mails.add(file.toAbsolutePath() + ":" + mail.location().offset() + "+"
                        + mail.location().length());
            }
        }
        assertThat(events("mail").map(FateTest::place)).containsExactlyInAnyOrderElementsOf(mails);
    }

    @Test
    void theTotalsCountTheEvents() {
        Map<String, Long> mails =
                events("mail").collect(Collectors.groupingBy(event -> fate(event), Collectors.counting()));
        Map<String, Long> files =
                events("file").collect(Collectors.groupingBy(event -> fate(event), Collectors.counting()));
        JsonNode totals = lines.getLast();
        assertThat(counts(totals.get("mails"))).containsAllEntriesOf(mails);
        assertThat(counts(totals.get("files"))).isEqualTo(new TreeMap<>(files));
        assertThat(mails).containsKeys("added", "merged");
    }

    @Test
    void theTotalsCountProblemsByTheirKind() {
        Map<String, Long> problems = events("problem")
                .collect(Collectors.groupingBy(event -> event.get("kind").asString(), Collectors.counting()));
        assertThat(counts(lines.getLast().get("problems")))
                .isEqualTo(new TreeMap<>(problems))
                .containsKeys("bad-date", "hunk-short");
    }

    @Test
    void problemsOfMailsAreCountedByTheirKindAndNotNamed() throws IOException {
        Path mails = Files.createDirectory(folder.resolve("damaged"));
        for (int i = 0; i < 3; i++) {
            Files.writeString(
                    mails.resolve(i + ".eml"),
                    "From: Ada <ada@example.org>\nSubject: [PATCH] kite: %d\nDate: never\n\ntext\n".formatted(i));
        }
        Files.writeString(mails.resolve("4.eml"), "From: Ada\nSubject: [PATCH] kite: 4\n\ntext\n");
        String other = folder.resolve("counted").toString();
        assertThat(Fixtures.run("ingest", "--index", other, mails.toString())
                        .err()
                        .lines())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("patchidx: 4 problems: 3 bad-date, 1 bad-address; 'patchidx problems --index " + other
                        + "' lists");
        Path again = folder.resolve("named");
        String all = Fixtures.run("ingest", "-v", "--index", again.toString(), mails.toString())
                .err();
        assertThat(all.lines().filter(line -> line.contains(".eml:0: bad-date: ")))
                .hasSize(3);
        assertThat(all).contains("patchidx: 4 problems: 3 bad-date, 1 bad-address\n");
    }

    @Test
    void whatIsLostIsNamedUpToALimit() throws IOException {
        Path broken = Files.createDirectory(folder.resolve("broken"));
        byte[] cut = Arrays.copyOf(Archives.compressed("gz", new byte[1000]), 15);
        for (int i = 0; i < 60; i++) {
            Files.write(broken.resolve(i + ".gz"), cut);
        }
        Fixtures.Run run = Fixtures.run(
                "ingest", "--quiet", "--index", folder.resolve("limited").toString(), broken.toString());
        assertThat(run.err())
                .hasLineCount(51)
                .endsWith("10 more could not be read or kept; --verbose names them all\n");
        assertThat(run.status()).isEqualTo(3);
    }

    @Test
    void theIdOfAMergedMailIsThatOfTheMailItIsASourceOf() {
        Map<String, List<String>> sources = new HashMap<>();
        for (String line : Fixtures.run("export", "--index", index.toString())
                .out()
                .lines()
                .toList()) {
            JsonNode mail = Fixtures.json(line);
            for (JsonNode source : mail.get("sources")) {
                sources.computeIfAbsent(place(source), any -> new ArrayList<>())
                        .add(mail.get("id").asString());
            }
        }
        assertThat(events("mail"))
                .allSatisfy(event -> assertThat(sources.get(place(event)))
                        .contains(event.get("id").asString()));
    }

    @Test
    void theBytesOfEverySourceCanBeHadBack() throws Exception {
        Map<String, String> ids = events("mail")
                .collect(Collectors.toMap(
                        FateTest::place, event -> event.get("id").asString()));
        try (PatchIndex opened = PatchIndex.open(index)) {
            Search search = new Search(opened, Fixtures.CLOCK);
            for (Path file : Fixtures.files("")) {
                String path = file.toAbsolutePath().toString();
                for (RawMail mail : Fixtures.read(file).mails()) {
                    long offset = mail.location().offset();
                    String id =
                            ids.get(path + ":" + offset + "+" + mail.location().length());
                    List<byte[]> there = new ArrayList<>();
                    for (Search.Hit hit : search.all(search.parse("id:\"" + id + "\""))) {
                        there.add(opened.bytesAt(hit.document(), path, offset));
                    }
                    assertThat(there).as("%s:%d", path, offset).contains(mail.bytes());
                }
            }
        }
    }

    @Test
    void showPrintsTheBytesThatLayAtASource() {
        Path file = TESTDATA.resolve("dump/06-bare-first-then-whole.md");
        List<RawMail> mails = Fixtures.read(file).mails();
        assertThat(mails).hasSizeGreaterThan(1);
        for (RawMail mail : mails) {
            String place = file + ":" + mail.location().offset();
            String id = events("mail")
                    .filter(event -> place(event).startsWith(place + "+"))
                    .map(event -> event.get("id").asString())
                    .findFirst()
                    .orElseThrow();
            assertThat(Fixtures.output("show", "--index", index.toString(), "--raw", "--source", place, id))
                    .isEqualTo(mail.bytes());
        }
        Fixtures.Run run =
                Fixtures.run("show", "--index", index.toString(), "--raw", "--source", "nowhere", "--", "x@y");
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void otherContentUnderAKnownMessageIdIsKeptBesideAndShownAsSuch() throws IOException {
        String mail = "From: a@example.org\nSubject: one\nMessage-ID: <same@example.org>\n\n";
        Path first = Files.writeString(folder.resolve("first.eml"), mail + "first\n");
        Path second = Files.writeString(folder.resolve("second.eml"), mail + "second\n");
        String other = folder.resolve("same").toString();
        assertThat(Fixtures.run("ingest", "--index", other, first.toString()).err())
                .contains("1 added");
        Fixtures.Run run = Fixtures.run("ingest", "--jsonl", "--index", other, second.toString());
        assertThat(run.out()).contains("\"fate\":\"beside\",\"id\":\"same@example.org\"");
        assertThat(run.err()).contains("1 added, 0 merged with known ones, 0 known, 1 beside others");
        assertThat(Fixtures.run("problems", "--index", other).out())
                .contains("same-id: ")
                .hasLineCount(2);
    }

    @Test
    void verboseNamesFilesWithoutMail() {
        Path other = folder.resolve("verbose");
        assertThat(Fixtures.run("ingest", "--verbose", "--index", other.toString(), TESTDATA.toString())
                        .err())
                .contains("subjects.tsv: not mail: no headers at its start");
        assertThat(Fixtures.run("ingest", "--quiet", "--index", other.toString(), TESTDATA.toString())
                        .err())
                .isEmpty();
    }

    @Test
    void problemsListsWhatIsOddAboutMails() {
        Fixtures.Run text = Fixtures.run("problems", "--index", index.toString());
        assertThat(text.out()).contains("bad-date: ").contains("hunk-short: ");
        assertThat(text.status()).isZero();
        List<JsonNode> json = Fixtures.run("problems", "--jsonl", "--index", index.toString())
                .out()
                .lines()
                .map(Fixtures::json)
                .toList();
        assertThat(json).hasSize((int) text.out().lines().count()).allSatisfy(FateTest::assertValid);
        JsonNode document =
                Fixtures.json(Fixtures.run("problems", "--json", "--index", index.toString(), "problem:bad-date")
                        .out());
        assertValid(document);
        assertThat(document.get("problems")).isNotEmpty();
        assertThat(Fixtures.run("problems", "--index", index.toString(), "subject:nowherefound")
                        .status())
                .isEqualTo(1);
    }

    @Test
    void problemsListsWhatBelongsToNoMailAsLongAsItLiesThere() throws IOException {
        Path dump = Files.copy(TESTDATA.resolve("dump/07-never-closed.md"), folder.resolve("dump.md"));
        Path mbox = Files.copy(TESTDATA.resolve("mbox/begins-in-the-middle.mbox"), folder.resolve("mbox"));
        Path tar = Files.write(
                folder.resolve("dump.tar"),
                Archives.tar(Map.of("a.md", Fixtures.bytes(TESTDATA.resolve("dump/04-only-empty-entries.md")))));
        String other = folder.resolve("of-files").toString();
        String told = Fixtures.run(
                        "ingest", "--verbose", "--index", other, dump.toString(), mbox.toString(), tar.toString())
                .err();
        List<String> problems = fileProblems(other);
        assertThat(problems)
                .anyMatch(line -> line.startsWith(dump + ":85: open-fence: "))
                .anyMatch(line -> line.startsWith(mbox + ":0: stray-text: "))
                .anyMatch(line -> line.startsWith(tar + "/a.md:19: empty-entry: "))
                .allMatch(line -> told.contains("patchidx: " + line + "\n"));
        Fixtures.run("ingest", "--index", other, dump.toString(), mbox.toString(), tar.toString());
        Fixtures.run("rebuild", "--index", other);
        assertThat(fileProblems(other)).isEqualTo(problems);
        Files.copy(TESTDATA.resolve("mbox/mboxrd.mbox"), mbox, StandardCopyOption.REPLACE_EXISTING);
        Fixtures.run("forget", "--index", other, dump.toString());
        Fixtures.run("ingest", "--index", other, mbox.toString());
        assertThat(fileProblems(other)).isNotEmpty().allMatch(line -> line.startsWith(tar.toString()));
    }

    @Test
    void namesOfMembersMayHaveNulsWhereSomethingIsOdd() throws IOException {
        byte[] mbox = Fixtures.bytes(TESTDATA.resolve("mbox/begins-in-the-middle.mbox"));
        Path zip = Files.write(folder.resolve("nul.zip"), Archives.zip(Map.of("a\0b.mbox", mbox)));
        String other = folder.resolve("of-nuls").toString();
        Fixtures.run("ingest", "--index", other, zip.toString());
        assertThat(fileProblems(other)).hasSize(1).first().asString().startsWith(zip + "/a\0b.mbox:0: stray-text: ");
        assertThat(Fixtures.run("check", "--index", other).status()).isZero();
    }

    @Test
    void oddPlacesOfAFileAreKeptUpToALimit() throws IOException {
        Path dump = folder.resolve("long.md");
        Files.writeString(dump, ("#### " + "x".repeat(5000) + "\n##### \n```\n```\n").repeat(300));
        String other = folder.resolve("of-odd-places").toString();
        Fixtures.run("ingest", "--index", other, dump.toString());
        assertThat(fileProblems(other)).hasSize(100).allMatch(problem -> problem.length() < 1200);
    }

    /// What `problems` lists of files, not of mails.
    private static List<String> fileProblems(String index) {
        return Fixtures.run("problems", "--jsonl", "--index", index)
                .out()
                .lines()
                .map(Fixtures::json)
                .filter(problem -> problem.get("id").isNull())
                .map(problem -> problem.at("/where/path").asString() + ":"
                        + problem.at("/where/offset").asLong() + ": "
                        + problem.get("kind").asString() + ": "
                        + problem.get("detail").asString())
                .toList();
    }

    @Test
    void everyFileOfAnArchiveHasAFateToo() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        files.put("list/1.eml", Archives.bytes("From: ada@example.org\nSubject: one\n\none\n"));
        files.put("list/2.mbox.gz", Archives.compressed("gz", Archives.bytes("""
            From ada@example.org Tue Sep 24 06:41:37 2019
            From: ada@example.org
            Subject: two

            two
            """)));
        files.put("list/3.gz", Arrays.copyOf(Archives.compressed("gz", new byte[1000]), 15));
        files.put("list/4", new byte[0]);
        files.put("list/5.png", new byte[] {(byte) 0x89, 'P', 'N', 'G'});
        Path tar = Files.write(folder.resolve("list.tar"), Archives.tar(files));
        Fixtures.Run run = Fixtures.run(
                "ingest", "--jsonl", "--index", folder.resolve("packed").toString(), tar.toString());
        List<JsonNode> events = run.out().lines().map(Fixtures::json).toList();
        assertThat(events).allSatisfy(FateTest::assertValid);
        assertThat(events.stream()
                        .filter(event -> event.get("event").asString().equals("member"))
                        .map(event -> event.get("path")
                                        .asString()
                                        .substring(tar.toString().length()) + " " + fate(event) + " "
                                + event.get("format") + " " + event.get("mails")))
                .containsExactly(
                        "/list/1.eml read \"mail\" 1",
                        "/list/2.mbox.gz read \"gzip\" 1",
                        "/list/3.gz unreadable null 0",
                        "/list/4 empty null null",
                        "/list/5.png not-mail null null");
        JsonNode totals = events.getLast();
        assertThat(counts(totals.get("files"))).isEqualTo(Map.of("read", 1L));
        assertThat(counts(totals.get("members")))
                .isEqualTo(Map.of("read", 2L, "unreadable", 1L, "empty", 1L, "not-mail", 1L));
        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err()).contains("1 file: 1 read; 5 packed files: 1 empty, 1 not mail, 2 read, 1 unreadable;");
    }

    @Test
    void whoNamesAFileWithoutMailHearsWhatItIs() throws IOException {
        Path script = Files.writeString(folder.resolve("run.sh"), "#!/bin/sh\n");
        Path index = folder.resolve("of-a-script");
        Fixtures.Run run = Fixtures.run("ingest", "--index", index.toString(), script.toString());
        assertThat(run.err()).startsWith("patchidx: " + script + ": not mail: a script\npatchidx: 0 mails: ");
        assertThat(run.status()).isZero();
        assertThat(Fixtures.run("ingest", "--quiet", "--index", index.toString(), script.toString())
                        .err())
                .isEmpty();
        Path around = Files.createDirectory(folder.resolve("around"));
        Files.move(script, around.resolve("run.sh"));
        assertThat(Fixtures.run("ingest", "--index", index.toString(), around.toString())
                        .err())
                .startsWith("patchidx: 0 mails: ");
    }

    @Test
    void aMailOfAMaildirWithOtherFlagsIsSaidToBeMoved() throws IOException {
        Path maildir = folder.resolve("maildir");
        for (String sub : List.of("cur", "new", "tmp")) {
            Files.createDirectories(maildir.resolve(sub));
        }
        Path fresh = maildir.resolve("new/1571000000.1_2.host");
        Path seen = maildir.resolve("cur/1571000000.1_2.host:2,S");
        Files.writeString(fresh, "From: ada@example.org\nMessage-ID: <one@example.org>\n\none\n");
        String[] ingest = {"ingest", "--index", folder.resolve("of-maildir").toString(), maildir.toString(), "--verbose"
        };
        Fixtures.run(ingest);
        Files.move(fresh, seen);
        Fixtures.Run verbose = Fixtures.run(ingest);
        assertThat(verbose.err()).contains(fresh + ": moved to " + seen).contains("1 moved");
        Files.move(seen, fresh);
        List<String> json = Fixtures.run(
                        "ingest",
                        "--jsonl",
                        "--index",
                        folder.resolve("of-maildir").toString(),
                        maildir.toString())
                .out()
                .lines()
                .toList();
        assertThat(json).extracting(Fixtures::json).allSatisfy(FateTest::assertValid);
        assertThat(json)
                .filteredOn(event -> event.contains("\"moved\","))
                .extracting(Fixtures::json)
                .extracting(event ->
                        event.get("path").asString() + " " + event.get("reason").asString())
                .containsExactly(seen + " " + fresh);
    }

    @Test
    void aStandardInputThatGivesNothingIsEmpty() {
        Fixtures.Run run = Fixtures.runWith(
                "", "ingest", "--index", folder.resolve("of-nothing").toString(), "-");
        assertThat(run.err()).startsWith("patchidx: 0 mails: ").contains("; 1 file: 1 empty; ");
    }

    private static Stream<JsonNode> events(String event) {
        return lines.stream().filter(line -> line.get("event").asString().equals(event));
    }

    private static String fate(JsonNode event) {
        return event.get("fate").asString();
    }

    private static String place(JsonNode where) {
        return where.get("path").asString() + ":" + where.get("offset") + "+" + where.get("length");
    }

    private static Map<String, Long> counts(JsonNode object) {
        Map<String, Long> counts = new TreeMap<>();
        object.properties()
                .forEach(count -> counts.put(count.getKey(), count.getValue().asLong()));
        return counts;
    }

    private static void assertValid(JsonNode json) {
        assertThat(schema.validate(json)).as(json.toString()).isEmpty();
    }
}
