package patchidx.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import patchidx.field.Column;
import patchidx.field.PatchField;
import patchidx.index.Ingest;
import patchidx.index.PatchIndex;

/// Expressions on lines of diffs, some odd.
class LineRegexQueryTest {
    private static final List<String> LINES = List.of(
            "\tspin_lock_irqsave(&owl->lock, flags);",
            "\tspin_unlock_irqrestore(&owl->lock, flags);",
            "#define OWL_MAX_IRQ 0x1f",
            "struct owlTimerState *owlNewTimer(void)",
            "\treturn -EINVAL; /* größe, naïve, Ｋelvin */",
            "时钟irq时钟 e\u0301irq irq\u0301",
            "key = \"" + "0123456789abcdef".repeat(20) + "irqtail\"",
            "a".repeat(255) + "irq",
            "irq" + "b".repeat(252),
            "x",
            "",
            "\u017ftrange i\u0307rq \u0131rq \u212aey",
            "irq\u200dirq irq\u00adirq ﬁeld ²irq");

    @TempDir
    private static Path folder;

    private static PatchIndex index;

    static IntStream seeds() {
        return IntStream.range(0, Integer.getInteger("patchidx.seeds", 6));
    }

    @BeforeAll
    static void ingest() throws Exception {
        for (int i = 0; i < LINES.size(); i++) {
            mail(i, LINES.get(i), LINES.get((i + 5) % LINES.size()));
        }
        Ingest.run(folder.resolve("index"), List.of(folder.resolve("mail")));
        index = PatchIndex.open(folder.resolve("index"));
    }

    private static void mail(int number, String removed, String added) throws IOException {
        Files.createDirectories(folder.resolve("mail"));
        Files.writeString(
                folder.resolve("mail").resolve(number + ".eml"), """
                    From: ada@example.org
                    Subject: [PATCH] owl: number %d
                    Message-ID: <%d@example.org>
                    MIME-Version: 1.0
                    Content-Type: text/plain; charset=utf-8
                    Content-Transfer-Encoding: 8bit

                    ---
                    diff --git a/owl.c b/owl.c
                    --- a/owl.c
                    +++ b/owl.c
                    @@ -1 +1 @@
                    -%s
                    +%s
                    """.formatted(number, number, removed, added));
    }

    @AfterAll
    static void close() throws IOException {
        index.close();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void findsTheSameWithTheWordsOfTheIndexAndWithout(int seed) throws Exception {
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            PatchField field = random.nextBoolean() ? PatchField.ADDED : PatchField.REMOVED;
            assertSame(field, expression(random));
        }
    }

    @Test
    void findsPartsOfWordsThatAreTooLongForTheIndex() throws Exception {
        for (String regex :
                List.of("irqtail", "fedcba|efirq", "cdefirqtail\\\"", "a{255}irq", "airq", "irqbb", "bb$")) {
            assertSame(PatchField.REMOVED, regex);
            assertThat(find(compiled(PatchField.REMOVED, regex))).as(regex).isNotEmpty();
        }
    }

    private static void assertSame(PatchField field, String regex) throws Exception {
        Column.Code lines = (Column.Code) field.column();
        assertThat(find(compiled(field, regex)))
                .as("%s:/%s/", field, regex)
                .isEqualTo(find(new LineRegexQuery(field.label(), lines.get(), regex)));
    }

    private static Query compiled(PatchField field, String regex) {
        return LineRegexQuery.narrowed(field, ((Column.Code) field.column()).get(), regex);
    }

    private static Set<Integer> find(Query query) throws IOException {
        Set<Integer> documents = new TreeSet<>();
        for (ScoreDoc hit : index.searcher().search(query, 100).scoreDocs) {
            documents.add(hit.doc);
        }
        return documents;
    }

    /// A piece of a line, with some of it made loose.
    private static String expression(Random random) {
        String line = LINES.get(random.nextInt(LINES.size()));
        int[] signs = line.codePoints().toArray();
        int from = signs.length == 0 ? 0 : random.nextInt(signs.length);
        int to = Math.min(signs.length, from + random.nextInt(14));
        StringBuilder regex = new StringBuilder(from == 0 && random.nextInt(3) == 0 ? "^" : "");
        for (int sign : Arrays.copyOfRange(signs, from, to)) {
            String plain = Character.toString(sign);
            String literal = "\\.*+?|()[]{}\"^$".contains(plain) ? "\\" + plain : plain;
            regex.append(
                    switch (random.nextInt(14)) {
                        case 0 -> ".";
                        case 1 -> ".*";
                        case 2 -> "(" + literal + "|q)";
                        case 3 -> "[^#]";
                        case 4 -> literal + "?";
                        case 5 -> "(" + literal + ")+";
                        case 6 -> "(" + literal + "|irq)";
                        case 7 -> Character.isWhitespace(sign) ? "\\s" : "\\S";
                        default -> literal;
                    });
        }
        regex.append(to == signs.length && random.nextInt(3) == 0 ? "$" : "");
        return regex.isEmpty() ? "irq" : regex.toString();
    }
}
