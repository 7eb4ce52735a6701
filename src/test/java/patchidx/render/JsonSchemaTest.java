package patchidx.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    void aComparisonOfTwoVersionsIsADocument() {
        String diff = run(
                "diff",
                "--json",
                "20190924064137.4101-1-ada.winter@example.org",
                "20191002081500.7302-1-ada.winter@example.org");
        assertValid(diff);
        assertThat(Fixtures.json(diff).get("pairs").size()).isEqualTo(4);
    }

    @Test
    void theSchemaHasTheKeysOfTheTableInItsOrder() throws IOException {
        JsonNode mail = Fixtures.json(Files.readString(SCHEMA)).get("$defs").get("mail");
        List<String> keys =
                PatchField.printed().stream().map(PatchField::jsonKey).toList();
        assertThat(mail.get("properties").propertyNames()).containsExactlyElementsOf(keys);
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
