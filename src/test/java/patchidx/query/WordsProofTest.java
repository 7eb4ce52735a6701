package patchidx.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import patchidx.index.CodeAnalyzer;

/// Words of random texts, made in the fast way and in the obvious one.
class WordsProofTest {
    private static final List<String> PIECES = List.of(
            "owl",
            "Kite",
            "VFIO",
            "vmcsCacheVMEntry",
            "irqFD",
            "x86",
            "0x1fUL",
            "leaking",
            "Zürich",
            "Pähl",
            "STRASSE",
            "Straße",
            "ÅNGSTRÖM",
            "naïve",
            "e\u0301",
            "Øre",
            "Łódź",
            "ﬁne",
            "漢",
            "字",
            "かな",
            "한국",
            "𠀀",
            "привет",
            "Ёлка",
            "ÉtéÀ",
            "😀",
            "👍🏽",
            "²",
            "½",
            "١٢",
            "_",
            "-",
            " ",
            " ",
            "  ",
            "\n",
            "\t",
            ".",
            ",",
            "(",
            ")",
            "->",
            "'",
            "\"",
            "/",
            "\u00a0",
            "\u2019",
            "\u200b",
            "…",
            "€");

    static IntStream seeds() {
        return IntStream.range(0, 300);
    }

    private static String text(int seed) {
        Random random = new Random(seed);
        return IntStream.range(0, 1 + random.nextInt(60))
                .mapToObj(any -> PIECES.get(random.nextInt(PIECES.size())))
                .collect(Collectors.joining());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void areRunsOfLettersAndDigits(int seed) {
        String text = text(seed);
        assertThat(CodeAnalyzer.words(text)).as(text).isEqualTo(SlowWords.words(text));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void haveTheirPartsBesideThem(int seed) {
        String text = text(seed);
        Set<String> words =
                CodeAnalyzer.tokens(text).stream().map(CodeAnalyzer.Token::word).collect(Collectors.toSet());
        assertThat(words)
                .as(text)
                .isEqualTo(SlowWords.places(text).stream().flatMap(Set::stream).collect(Collectors.toSet()));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void haveAStemInProseOnly(int seed) {
        String text = text(seed);
        for (String part : text.split("(?<=[ \n])", -1)) {
            boolean isOneWord = SlowWords.words(part).size() == 1;
            assertThat(CodeAnalyzer.stem(part).stream())
                    .as(part)
                    .containsExactlyElementsOf(isOneWord ? SlowWords.stems(part) : Set.of());
        }
    }
}
