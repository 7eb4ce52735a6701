package patchidx.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.WildcardQuery;
import org.apache.lucene.util.automaton.RegExp;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import patchidx.field.PatchField;
import patchidx.index.FieldCodec;

/// What an expression demands of a line; `?` stands for nothing.
class RequiredWordsTest {
    private static final Query LONG = FieldCodec.hasLongWords(PatchField.ADDED);

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '→',
            value = {
                "irq → *irq*",
                "(irq) → *irq*",
                "IRQ → *irq*",
                "\\(irq\\) → irq",
                "spin_lock.*irq\\( → *spin lock* *irq",
                "return -E[A-Z]+; → *return",
                "return -EINVAL; → *return einval",
                "mutex_(lock|unlock)\\( → *mutex (*lock*|*unlock*)",
                "get\\s+page → *get page*",
                "get\\s*page → *get* *page*",
                "get[ (]page → *get page*",
                "(foo)+bar → *foo* *bar*",
                "foo? → *fo*",
                "foo_? → *foo*",
                "foo|bar → (*foo*|*bar*)",
                "foo|.* → ?",
                "größe_x1 → *gr* x1*",
                "a.b → ?",
                ".a. → ?",
                "#define → define*",
                "[a-z]+ → ?",
                "-> → ?",
            })
    void areThoseThatEveryMatchHas(String regex, String words) {
        assertThat(RequiredWords.of(PatchField.ADDED, new RegExp("(" + regex + ")", RegExp.NONE), false, false)
                        .map(RequiredWordsTest::plain)
                        .orElse("?"))
                .isEqualTo(words);
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource({"true, false, irq*", "false, true, *irq", "true, true, irq"})
    void areWholeAtTheEndsOfALine(boolean fromStart, boolean toEnd, String words) {
        assertThat(RequiredWords.of(PatchField.ADDED, new RegExp("irq", RegExp.NONE), fromStart, toEnd)
                        .map(RequiredWordsTest::plain))
                .hasValue(words);
    }

    private static String plain(Query query) {
        return switch (query) {
            case TermQuery word -> word.getTerm().text();
            case WildcardQuery part -> part.getTerm().text();
            case BooleanQuery all
            when all.clauses().getFirst().occur() == Occur.FILTER ->
                all.clauses().stream().map(clause -> plain(clause.query())).collect(Collectors.joining(" "));
            case BooleanQuery any
            when any.clauses().getLast().query().equals(LONG) ->
                plain(any.clauses().getFirst().query());
            case BooleanQuery any ->
                any.clauses().stream().map(clause -> plain(clause.query())).collect(Collectors.joining("|", "(", ")"));
            default -> query.toString();
        };
    }
}
