package patchidx.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import patchidx.patch.Git;
import patchidx.patch.Trailer;

class MessageTrailersTest {
    private static final List<String> LINES = List.of(
            "",
            "",
            "Some text.",
            "Note: this is text",
            "[ada: changed a word]",
            " a folded line",
            "Fixes: 0123456789ab (\"kite: title\")",
            "Cc: stable@example.org",
            "Reviewed-by: Bram <bram@example.net>",
            "Signed-off-by: Ada <ada@example.org>",
            "(cherry picked from commit 0123456789abcdef)");

    private static final List<Trailer> MORE = List.of(
            new Trailer("Reviewed-by", "Bram <bram@example.net>"),
            new Trailer("Acked-by", "Esme <esme@example.net>"),
            new Trailer("acked-by", "esme <ESME@example.net>"));

    @TempDir
    private Path folder;

    @Test
    void standBelowThoseThatAreThere() {
        List<String> message = List.of("Text.", "", "Signed-off-by: Ada <ada@example.org>", "");
        assertThat(MessageTrailers.add(message, 0, MORE))
                .containsExactly(
                        "Text.",
                        "",
                        "Signed-off-by: Ada <ada@example.org>",
                        "Reviewed-by: Bram <bram@example.net>",
                        "Acked-by: Esme <esme@example.net>",
                        "");
    }

    @Test
    void areAParagraphOfTheirOwnWhereThereAreNone() {
        assertThat(MessageTrailers.add(List.of("Text."), 0, MORE.subList(0, 1)))
                .containsExactly("Text.", "", "Reviewed-by: Bram <bram@example.net>");
    }

    @Test
    void areAllThereIsInAnEmptyMessage() {
        assertThat(MessageTrailers.add(List.of(), 0, MORE.subList(0, 1)))
                .containsExactly("Reviewed-by: Bram <bram@example.net>");
    }

    @Test
    void leaveAMessageThatHasThemAsItIs() {
        List<String> message = List.of("Text.", "", "Reviewed-by:  Bram <bram@example.net>", "Acked-by: Esme", "");
        assertThat(MessageTrailers.add(message, 0, MORE.subList(0, 1))).isEqualTo(message);
    }

    @Test
    void areNotMixedWithTheHeadersOfABody() {
        assertThat(MessageTrailers.add(List.of("From: Ada <ada@example.org>", ""), 2, MORE.subList(0, 1)))
                .containsExactly("From: Ada <ada@example.org>", "", "Reviewed-by: Bram <bram@example.net>");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(ints = {1, 2, 3})
    void standWhereGitPutsThem(int seed) throws IOException {
        assumeTrue(Git.isInstalled(), "no git on the PATH to compare with");
        Git git = new Git(folder.resolve("tree"));
        Random random = new Random(seed);
        for (int round = 0; round < 15; round++) {
            List<String> body = new ArrayList<>(List.of("First line."));
            for (int left = random.nextInt(12); left > 0; left--) {
                body.add(LINES.get(random.nextInt(LINES.size())));
            }
            while (body.getLast().isEmpty()) {
                body.removeLast();
            }
            List<String> command = new ArrayList<>(
                    List.of("git", "interpret-trailers", "--no-divider", "--if-exists", "addIfDifferent"));
            MORE.forEach(trailer -> command.addAll(List.of("--trailer", trailer.name() + ": " + trailer.value())));
            String expected = git.tryRun("title\n\n" + String.join("\n", body) + "\n", command.toArray(String[]::new))
                    .output();
            String message = String.join("\n", MessageTrailers.add(body, 0, MORE));
            assertThat("title\n\n" + message + "\n").as("%s", body).isEqualTo(expected);
        }
    }
}
