package patchidx.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import patchidx.Fixtures;
import patchidx.Fixtures.Run;
import patchidx.field.PatchField;
import tools.jackson.databind.JsonNode;

/// Validates what commands print against docs/reference/json.schema.json.
class JsonSchemaTest {
    private static final Path SCHEMA = Fixtures.BASE.resolve("docs/reference/json.schema.json");

    @TempDir
    static Path index;

    private static Schema schema;

    @BeforeAll
    static void ingestAllFixtures() throws IOException {
        schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(SCHEMA));
        Fixtures.run(
                "ingest",
                "--index",
                index.toString(),
                Fixtures.BASE.resolve("testdata").toString());
    }

    @Test
    void everyLineOfAnExportIsAMail() {
        List<String> lines = run("export", "--jsonl").lines().toList();
        assertThat(lines).hasSizeGreaterThan(200).allSatisfy(JsonSchemaTest::assertValid);
    }

    @Test
    void everyHitOfASearchHasAScore() {
        List<String> lines = run("search", "--jsonl", "owl").lines().toList();
        assertThat(lines).hasSize(20).allSatisfy(line -> {
            assertValid(line);
            assertThat(Fixtures.json(line).get("score").isNumber()).isTrue();
        });
    }

    @Test
    void anExportIsOneDocumentWithAllMails() {
        String export = run("export", "--json");
        assertValid(export);
        JsonNode document = Fixtures.json(export);
        assertThat(document.get("hits").size()).isEqualTo(document.get("total").asInt());
    }

    @Test
    void aSearchRepeatsItsQueryAndCountsTheHitsOfAllPages() {
        String search = run("search", "--json", "--limit", "2", "subject:owl", "is:patch");
        assertValid(search);
        JsonNode document = Fixtures.json(search);
        assertThat(document.get("query").asString()).isEqualTo("subject:owl is:patch");
        assertThat(document.get("total").asInt()).isGreaterThan(2);
        assertThat(document.get("hits").size()).isEqualTo(2);
    }

    @Test
    void anAnswerWithoutHitsIsADocumentTooAndNoLines() {
        Run none = Fixtures.run("search", "--json", "--index", index.toString(), "nowherefound");
        assertValid(none.out());
        assertThat(none.status()).isEqualTo(1);
        assertThat(Fixtures.run("search", "--jsonl", "--index", index.toString(), "nowherefound")
                        .out())
                .isEmpty();
    }

    @Test
    void everyMailOfAThreadSaysWhereItStands() {
        for (String[] command :
                new String[][] {{"thread", "reply-one@example.org"}, {"search", "--thread", "from:lin"}}) {
            String[] arguments = Arrays.copyOfRange(command, 1, command.length + 1);
            arguments[command.length - 1] = "--jsonl";
            List<String> lines = run(command[0], arguments).lines().toList();
            assertThat(lines).hasSizeGreaterThan(5).allSatisfy(line -> {
                assertValid(line);
                assertThat(Fixtures.json(line).has("branch")).isTrue();
            });
            arguments[command.length - 1] = "--json";
            assertValid(run(command[0], arguments));
        }
    }

    @Test
    void reviewsAreADocumentOrALineForEachPatch() {
        String document = run("reviews", "--json", "cover@example.org");
        assertValid(document);
        assertThat(document).contains("\"old_line\":null").contains("\"fits\":false");
        assertThat(Fixtures.json(document).get("patches").size()).isEqualTo(3);
        assertThat(run("reviews", "--jsonl", "cover@example.org").lines())
                .hasSize(3)
                .allSatisfy(JsonSchemaTest::assertValid);
    }

    @Test
    void countsAreOneDocumentAndTheirRowsAreLines() {
        String document = run("search", "*", "--by", "date:year,kind", "--json", "--limit", "2", "--offset", "1");
        assertValid(document);
        JsonNode counts = Fixtures.json(document);
        List<String> lines =
                run("search", "*", "--by", "date:year,kind", "--jsonl").lines().toList();
        assertThat(lines)
                .hasSize(counts.get("rows").asInt())
                .hasSizeGreaterThan(3)
                .allSatisfy(JsonSchemaTest::assertValid);
        assertThat(counts.get("counts").values())
                .containsExactly(Fixtures.json(lines.get(1)), Fixtures.json(lines.get(2)));
    }

    @Test
    void rowsOfCountsAreLimitedInEveryFormat() {
        for (String format : List.of("list", "table", "tsv", "csv")) {
            List<String> all = run("search", "*", "--by", "author", "--format", format)
                    .lines()
                    .toList();
            int heading = format.endsWith("sv") ? 1 : 0;
            List<String> some = run(
                            "search", "*", "--by", "author", "--format", format, "--limit", "3", "--offset", "2")
                    .lines()
                    .toList();
            assertThat(some.stream().skip(heading).map(String::strip))
                    .as(format)
                    .hasSize(3)
                    .isEqualTo(all.stream()
                            .skip(heading + 2)
                            .limit(3)
                            .map(String::strip)
                            .toList());
        }
    }

    @Test
    void aNumberIsADocumentToo() {
        String number = run("search", "is:patch", "--count", "--json");
        assertValid(number);
        assertThat(Fixtures.json(number).get("total").asInt())
                .isEqualTo(Integer.parseInt(run("search", "is:patch", "--count").strip()));
        assertThat(run("search", "is:patch", "--count", "--jsonl")).isEqualTo(number);
    }

    @Test
    void answersToManyQueriesStayInStepWithThem() {
        String queries = "is:patch\nis:big\n\nowl (\nis:cover\n";
        Run numbers = Fixtures.runWith(queries, "search", "--index", index.toString(), "-", "--count");
        assertThat(numbers.status()).isEqualTo(2);
        assertThat(numbers.err()).contains("'big' is no value of 'is'").contains("something is missing here");
        List<String> lines = numbers.out().lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).matches("\\d+");
        assertThat(lines.subList(1, 3)).containsExactly("", "");
        assertThat(lines.get(3)).matches("\\d+");

        for (List<String> options :
                List.of(List.of("--json"), List.of("--json", "--count"), List.of("--json", "--by", "kind"))) {
            List<String> arguments = new ArrayList<>(List.of("search", "--index", index.toString(), "-"));
            arguments.addAll(options);
            Run documents = Fixtures.runWith(queries, arguments.toArray(String[]::new));
            assertThat(documents.out().lines())
                    .as("%s", options)
                    .allSatisfy(JsonSchemaTest::assertValid)
                    .extracting(line -> Fixtures.json(line).get("query").asString())
                    .containsExactly("is:patch", "is:big", "owl (", "is:cover");
        }
    }

    @Test
    void eachOfManyQueriesIsExplained() {
        Run run = Fixtures.runWith("s:irq\n-is:reply\n", "search", "--index", index.toString(), "-", "--explain");
        assertThat(run.out()).contains("query   subject:irq\n").contains("query   NOT is:reply\n");
    }

    @Test
    void aComparisonOfTwoVersionsIsADocument() {
        String diff = run(
                "diff",
                "--json",
                "20190924064137.4101-1-ada.winter@example.org",
                "20191002081500.7302-1-ada.winter@example.org");
        assertValid(diff);
        assertThat(Fixtures.json(diff).get("pairs").size()).isEqualTo(4);
        assertThat(run(
                                "diff",
                                "--jsonl",
                                "--stat",
                                "20190924064137.4101-1-ada.winter@example.org",
                                "20191002081500.7302-1-ada.winter@example.org")
                        .lines())
                .hasSize(4)
                .allSatisfy(JsonSchemaTest::assertValid);
    }

    @Test
    void infoIsADocumentWithASchemaOfItsOwn() throws IOException {
        String info = run("info", "--json");
        Schema own = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(SCHEMA.resolveSibling("info.schema.json")));
        assertThat(own.validate(info, InputFormat.JSON)).as(info).isEmpty();
        JsonNode document = Fixtures.json(info);
        assertThat(document.get("mails").asInt())
                .isEqualTo(Integer.parseInt(run("search", "*", "--count").strip()));
        assertThat(document.get("index").asString()).isEqualTo(index.toString());
        long ofKinds = document.get("kinds")
                .valueStream()
                .mapToLong(kind -> kind.get("count").asLong())
                .sum();
        assertThat(ofKinds).isEqualTo(document.get("mails").asLong());
        assertThat(document.get("lists").get(0).get("list").asString()).isEqualTo("virt.lists.example.org");
    }

    @Test
    void theSchemaHasTheKeysOfTheTableInItsOrder() throws IOException {
        JsonNode mail = Fixtures.json(Files.readString(SCHEMA)).get("$defs").get("mail");
        List<String> keys =
                PatchField.printed().stream().map(PatchField::jsonKey).toList();
        assertThat(mail.get("properties").propertyNames()).startsWith(keys.toArray(String[]::new));
        assertThat(mail.get("properties").propertyNames())
                .hasSize(keys.size() + 1)
                .last()
                .isEqualTo("branch"); // only where threads are printed
        assertThat(mail.get("required").values()).extracting(JsonNode::asString).containsExactlyElementsOf(keys);
    }

    private static String run(String command, String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = command;
        all[1] = "--index";
        all[2] = index.toString();
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        Run run = Fixtures.run(all);
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        return run.out();
    }

    private static void assertValid(String json) {
        assertThat(schema.validate(json, InputFormat.JSON)).as(json).isEmpty();
    }
}
