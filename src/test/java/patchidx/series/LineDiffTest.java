package patchidx.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import patchidx.series.LineDiff.Change;

class LineDiffTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "a b c | a b c | ''",
                "a b c | a x c | 1 1 1 1",
                "a b c | a c | 1 1 1 0",
                "a c | a b c | 1 0 1 1",
                "a b | '' | 0 2 0 0",
                "'' | a b | 0 0 0 2",
                "a b c d | x b c y | 0 1 0 1,3 1 3 1"
            })
    void findsTheLinesThatDiffer(String before, String after, String expected) {
        List<Change> changes = LineDiff.of(lines(before), lines(after), true);
        assertThat(String.join(
                        ",",
                        changes.stream()
                                .map(change -> change.before() + " " + change.removed() + " " + change.after() + " "
                                        + change.added())
                                .toList()))
                .isEqualTo(expected);
    }

    @Test
    void aFunctionIsAddedWithItsOwnBrace() {
        List<String> before = List.of("int a()", "{", "}", "", "int c()", "{", "}");
        List<String> after = List.of("int a()", "{", "}", "", "int b()", "{", "}", "", "int c()", "{", "}");
        assertThat(LineDiff.of(before, after, true)).containsExactly(new Change(4, 0, 4, 4));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void theChangesTurnOneTextIntoTheOther(int seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 100; round++) {
            List<String> before = randomLines(random, 60);
            List<String> after = randomLines(random, 60);
            List<String> made = new ArrayList<>();
            int at = 0;
            for (Change change : LineDiff.of(before, after, random.nextBoolean())) {
                made.addAll(before.subList(at, change.before()));
                made.addAll(after.subList(change.after(), change.endAfter()));
                at = change.endBefore();
            }
            made.addAll(before.subList(at, before.size()));
            assertThat(made).isEqualTo(after);
        }
    }

    @Test
    void textsWithNothingInCommonTakeNoTime() {
        List<String> before = new ArrayList<>();
        List<String> after = new ArrayList<>();
        for (int i = 0; i < 60_000; i++) {
            before.add("line " + i);
            after.add("line " + (60_000 - i));
        }
        long start = System.nanoTime();
        assertThat(LineDiff.of(before, after, true)).isNotEmpty();
        assertThat(System.nanoTime() - start).isLessThan(20_000_000_000L);
    }

    private static List<String> lines(String words) {
        return words.isEmpty() ? List.of() : List.of(words.split(" "));
    }

    private static List<String> randomLines(Random random, int most) {
        List<String> lines = new ArrayList<>();
        for (int left = random.nextInt(most); left > 0; left--) {
            lines.add("\t".repeat(random.nextInt(3)) + (char) ('a' + random.nextInt(6)));
        }
        return lines;
    }
}
