package patchidx.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import patchidx.Fixtures;

/// What becomes of lines that a terminal has no room for.
class NarrowTerminalTest {
    @TempDir
    static Path index;

    @BeforeAll
    static void ingest() {
        Path thread = Fixtures.BASE.resolve("testdata/thread");
        assertThat(Fixtures.run("ingest", "--index", index.toString(), thread.toString())
                        .status())
                .isZero();
    }

    @Test
    void namesGetShorterSoThatSubjectsHaveRoom() {
        assertThat(print(40, "search", "id:one@example.org")).isEqualTo("""
            2024-03-04  Ada Winter  [PATCH v2 1/2] …
                        one@example.org
            """);
    }

    @Test
    void namesGoWhereNothingElseHelps() {
        assertThat(print(30, "search", "id:one@example.org")).isEqualTo("""
            2024-03-04  [PATCH v2 1/2] ki…
                        one@example.org
            """);
    }

    @Test
    void daysGoAfterThem() {
        assertThat(print(24, "search", "id:one@example.org")).isEqualTo("""
              [PATCH v2 1/2] kite: …
              one@example.org
            """);
    }

    @Test
    void aTreeKeepsItsSubjects() {
        assertThat(print(30, "thread", "answer@example.org")).isEqualTo("""
            2024-03-04  [PATCH v2 0/2] ki…
            2024-03-04  ├─> [PATCH v2 1/2…
            2024-03-05  ‥└─> …
            2024-03-05 *‥└─> …
            2024-03-04  ├─> [PATCH v2 2/2…
            2024-03-05  ‥└─> Re: [PATCH v…
            2024-03-05  └─> …
            """);
    }

    @Test
    void aSeriesHasALineMore() {
        assertThat(print(80, "series", "id:cover@example.org")).isEqualTo("""
            2024-03-04  v2     2/2  kite: Count the tail
                        Ada Winter  (2 reviews, 4 answers)  latest
                        cover@example.org
            """);
        assertThat(print(30, "series", "id:cover@example.org")).isEqualTo("""
              v2     2/2  kite: Count the…
              Ada Winter  (2 reviews, 4 a…
              cover@example.org
            """);
        assertThat(print(200, "series", "id:cover@example.org")).isEqualTo("""
            2024-03-04  v2     2/2  kite: Count the tail  Ada Winter  (2 reviews, 4 answers)  latest
                        cover@example.org
            """);
    }

    @ParameterizedTest(name = "{0} columns")
    @ValueSource(ints = {28, 30, 36, 40, 50, 80, 139, 140, 200})
    void linesAreNoWiderThanTheTerminal(int columns) {
        for (String[] command : new String[][] {{"search", "*"}, {"search", "--thread", "*"}, {"series", "*"}}) {
            assertThat(print(columns, command).lines())
                    .filteredOn(line -> !line.endsWith("@example.org") && !line.endsWith("@example.net"))
                    .isNotEmpty()
                    .allMatch(line -> line.length() <= columns);
        }
    }

    private static String print(int columns, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(1, List.of("--index", index.toString()));
        return Fixtures.run(
                        Map.of("PATCHIDX_TERMINAL", String.valueOf(columns), "NO_COLOR", "1"),
                        all.toArray(String[]::new))
                .out();
    }
}
