package patchidx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import patchidx.index.Ingest;
import patchidx.index.IngestReport;
import patchidx.index.PatchIndex;
import patchidx.patch.MailIds;
import patchidx.source.Problem;
import tools.jackson.databind.JsonNode;

/// Real mail, which does not lie in the repository: looked for in `-Dpatchidx.shared=DIR`, or beside the project.
class SharedArchiveTest {
    private static final Path SHARED = Path.of(System.getProperty(
            "patchidx.shared", Fixtures.BASE.resolve("../shared").toString()));

    @TempDir
    Path index;

    @BeforeEach
    void skipWithoutRealMail() {
        assumeTrue(
                Files.isDirectory(SHARED.resolve("seeds")) && Files.isDirectory(SHARED.resolve("archive")),
                "no real mail in " + SHARED + "; -Dpatchidx.shared=DIR says where there is some");
    }

    @Test
    void readsEverySeedAsAPersonDoes() throws Exception {
        List<Map<String, JsonNode>> read = new ArrayList<>();
        List<Map<String, JsonNode>> expected = new ArrayList<>();
        String file = "";
        List<JsonNode> mails = new ArrayList<>();
        for (String line : Files.readAllLines(SHARED.resolve("seeds/expected.jsonl"))) {
            JsonNode seed = Fixtures.json(line);
            if (!file.equals(seed.get("file").asString())) {
                assertThat(mails).as("mails in %s that nobody expects", file).isEmpty();
                file = seed.get("file").asString();
                Fixtures.entries(SHARED.resolve("seeds").resolve(file))
                        .forEach(entry -> mails.add(Fixtures.json(entry)));
            }
            expected.add(facts(seed, seed));
            read.add(facts(seed, mails.removeFirst()));
        }
        assertThat(read).hasSize(24).isEqualTo(expected);
        assertThat(mails).isEmpty();
    }

    @Test
    void everyEntryOfADumpIsASourceOfTheWholeMailBesideIt() throws Exception {
        IngestReport report = Ingest.run(index, List.of(SHARED.resolve("archive")));
        assertThat(report.problems())
                .filteredOn(problem -> problem.kind().effect() == Problem.Effect.LOST)
                .isEmpty();
        assertThat(report.fates()).doesNotContainKeys("not mail", "unreadable");
        try (PatchIndex opened = PatchIndex.open(index)) {
            assertThat(opened.mails()).isEqualTo(1146);
        }
        assertThat(Fixtures.run("search", "--jsonl", "--index", index.toString(), "is:bare")
                        .out())
                .isEmpty();
    }

    /// The values of a mail for the keys that a seed names; an id that was made up is none.
    private static Map<String, JsonNode> facts(JsonNode seed, JsonNode mail) {
        Map<String, JsonNode> facts = new LinkedHashMap<>();
        for (String key : seed.propertyNames()) {
            if (!key.equals("file")) {
                boolean madeUp = key.equals("id") && mail.get(key).asString("").endsWith(MailIds.DOMAIN);
                facts.put(key, madeUp ? Fixtures.json("null") : mail.get(key));
            }
        }
        return facts;
    }
}
