package patchidx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import patchidx.Fixtures.Contents;
import patchidx.field.Entry;
import patchidx.patch.Subject;
import patchidx.source.Location;
import patchidx.source.Problem;
import patchidx.source.RawMail;
import tools.jackson.databind.JsonNode;

/// Compares what is read of each fixture with the `.json` beside it.
class GoldenTest {

    static Stream<String> mails() {
        return Fixtures.files("mail").stream().map(Fixtures::relative);
    }

    static Stream<String> archives() {
        return Stream.of("dump", "mbox")
                .flatMap(folder -> Fixtures.files(folder).stream())
                .map(Fixtures::relative);
    }

    /// Each line: a subject, and the tags, version, number, total and title in it.
    static Stream<String> subjects() throws IOException {
        return Files.readAllLines(Fixtures.BASE.resolve("testdata/subjects.tsv")).stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mails")
    void readsTheMail(String path) throws IOException {
        Path file = Fixtures.BASE.resolve(path);
        List<Entry> entries = Fixtures.entries(file);
        assertThat(entries).hasSizeLessThanOrEqualTo(1);
        JsonNode json = entries.isEmpty() ? Fixtures.json("null") : Fixtures.json(entries.getFirst());
        Fixtures.assertGolden(golden(file), Fixtures.pretty(json));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("archives")
    void findsTheMailsOfTheArchive(String path) throws IOException {
        Path file = Fixtures.BASE.resolve(path);
        Contents contents = Fixtures.read(file);
        List<Map<String, Object>> mails = new ArrayList<>();
        for (RawMail mail : contents.mails()) {
            mails.add(facts(Fixtures.entry(mail)));
        }
        Map<String, Object> listing = new LinkedHashMap<>();
        listing.put(
                "format", contents.format() == null ? null : contents.format().label());
        listing.put("mails", mails);
        listing.put("problems", problems(contents.problems()));
        Fixtures.assertGolden(golden(file), Fixtures.pretty(Fixtures.json(listing)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("subjects")
    void readsTheSubject(String line) {
        byte[] mail = ("Subject: " + line.split("\t", -1)[0] + "\n\n").getBytes(StandardCharsets.UTF_8);
        Subject subject = Fixtures.entry(new RawMail(new Location("", 0, mail.length), mail, true, null))
                .patch()
                .subject();
        String read = Stream.of(
                        String.join(" ", subject.tags()),
                        subject.version(),
                        Objects.toString(subject.number(), ""),
                        Objects.toString(subject.total(), ""),
                        subject.title())
                .map(Object::toString)
                .collect(Collectors.joining("\t"));
        assertThat(read).isEqualTo(line.substring(line.indexOf('\t') + 1));
    }

    private static Path golden(Path file) {
        String name = file.getFileName().toString().replaceFirst("\\.eml$", "");
        return file.resolveSibling(name + ".json");
    }

    private static Map<String, Object> facts(Entry entry) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("subject", entry.mail().subject());
        facts.put("id", entry.patch().id());
        facts.put("from", entry.mail().from().toString());
        facts.put("author", entry.patch().author().toString());
        facts.put("patchwork_id", entry.mail().patchworkId());
        facts.put("date", Objects.toString(entry.mail().date(), null));
        facts.put("kind", entry.patch().kind().label());
        var stat = entry.patch().diffstat();
        facts.put("diffstat", stat == null ? null : stat.files() + "/" + stat.insertions() + "/" + stat.deletions());
        facts.put("offset", entry.sources().getFirst().offset());
        facts.put("length", entry.sources().getFirst().length());
        facts.put("problems", problems(entry.problems()));
        return facts;
    }

    private static List<String> problems(List<Problem> problems) {
        return problems.stream()
                .map(problem -> problem.where().offset() + "+" + problem.where().length() + ": "
                        + problem.kind().label() + ": " + problem.detail())
                .toList();
    }
}
