package patchidx.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import patchidx.Fixtures;
import patchidx.field.Entry;

/// The lines that a query is about, with what matched in brackets.
class SnippetsTest {
    private static final Entry MAIL = Fixtures.entry(Fixtures.read("""
        From: ada@example.org
        Subject: [PATCH] owl: locks

        The timers are locked, see owl_locks().
        > why is it locking?
        ---
        diff --git a/owl.c b/owl.c
        --- a/owl.c
        +++ b/owl.c
        @@ -1,3 +1,3 @@ int owl_run(void)
         	spin_lock(&owl);
        -	owl_lock = 1;
        +	owl_lock = 2;
        """.getBytes(StandardCharsets.UTF_8), "owl.eml")
            .mails()
            .getFirst());

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '→',
            value = {
                "added:lock → +\towl_[lock] = 2;",
                "removed:lock → -\towl_[lock] = 1;",
                "context:lock → \tspin_[lock](&owl);",
                "subject:lock → ''",
                "from:ada → ''",
                "nq:locks → The timers are [locked], see owl_[locks]().",
                "q:lock → > why is it [locking]?",
                "nq:\"locked\" → The timers are [locked], see owl_locks().",
                "added:/lock = \\d/ → +[\towl_lock = 2;]",
                "added:spin → ''",
                "NOT added:lock → ''",
            })
    void areThoseOfTheFieldThatWasAsked(String query, String lines) throws Exception {
        String found = new Snippets(QueryParser.parse(query, Fixtures.CLOCK))
                .of(MAIL).stream().map(SnippetsTest::marked).collect(Collectors.joining("|"));
        assertThat(found.strip()).isEqualTo(lines.replace("''", ""));
    }

    private static String marked(Snippets.Snippet snippet) {
        StringBuilder text = new StringBuilder(snippet.line());
        for (Snippets.Mark mark : snippet.marks().reversed()) {
            text.insert(mark.end(), "]").insert(mark.start(), "[");
        }
        return text.toString();
    }
}
