package patchidx.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import patchidx.Fixtures;
import patchidx.index.Ingest;
import patchidx.index.PatchIndex;

/// Trailers that have no field of their own are asked by their names.
class OtherTrailersTest {
    @TempDir
    private static Path folder;

    private static PatchIndex index;

    @BeforeAll
    static void ingest() throws Exception {
        mail("one", """
            Requested-by: Ada Winter <ada@example.org>
            Debugged-by: Bram Okafor <bram@example.net>
            BugLink: https://bugs.example.org/show?id=77
            """);
        mail("two", """
            Requested-by: Bram Okafor <bram@example.net>
            Reported-and-requested-by: Ada Winter <ada@example.org>
            Stable-dep-of: 1da177e4c3f4 ("owl: fix the timer")
            """);
        mail("three", """
            Nacked-by: Chiara Lindqvist
                <chiara@example.com>
            Suggested-by: Requested Ada <ada@example.org>
            """);
        Ingest.run(folder.resolve("index"), List.of(folder.resolve("mail")));
        index = PatchIndex.open(folder.resolve("index"));
    }

    private static void mail(String name, String trailers) throws Exception {
        Files.createDirectories(folder.resolve("mail"));
        String headers = "From: Esme <esme@example.org>\nSubject: [PATCH] owl: " + name + "\nMessage-Id: <" + name
                + "@example.org>\n\nFix it.\n\n";
        Files.writeString(folder.resolve("mail").resolve(name + ".eml"), headers + trailers);
    }

    @AfterAll
    static void close() throws Exception {
        index.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '§',
            value = {
                "requested-by:* → one two",
                "requested-by:ada → one two",
                "requested-by:winter → one two",
                "requested-by:ada@example.org → one two",
                "requested-by:*@example.net → two",
                "requested-by:bram → two",
                "Requested-By:\"okafor bram\" → two",
                "requested-by:\"bram ada\" → ''",
                "requested-by:(ada -bram) → one",
                "requested-by:(ada s:two) → two",
                "requested-by:ok*r → two",
                "requested-by:nobody → ''",
                "NOT requested-by:* → three",
                "reported-and-requested-by:ada → two",
                "reported-and-requested-by:bram → ''",
                "debugged-by:bram → one",
                "debugged-by:ada → ''",
                "debugged-by:id → ''",
                "nacked-by:chiara@example.com → three",
                "buglink:https://bugs.example.org/show?id=77 → one",
                "stable-dep-of:1da177e4c3f4 → two",
                "stable-dep-of:\"fix timer\" → two",
                "trailer:\"ada debugged\"~9 → ''",
                "trailer:\"requested-by ada\" → one two",
            })
    void areFoundByTheirNames(String query, String names) throws Exception {
        Search search = new Search(index, Fixtures.CLOCK);
        assertThat(search.all(search.parse(query)).stream()
                        .map(hit -> hit.entry().patch().id())
                        .map(id -> id.substring(0, id.indexOf('@')))
                        .sorted()
                        .collect(Collectors.joining(" ")))
                .isEqualTo(names.replace("''", ""));
    }
}
