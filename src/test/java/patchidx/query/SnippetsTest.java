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
        @@ -1,2 +1,2 @@ int owl_run(void)
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
                "added:/lock = \\d/ → +\towl_[lock = 2];",
                "added:/o./ → +\t[ow]l_l[oc]k = 2;",
                "added:/[a-z]+/ → +\t[owl]_[lock] = 2;",
                "added:/^.owl/ → +[\towl]_lock = 2;",
                "added:/^owl/ → ''",
                "added:/.;$/ → +\towl_lock = [2;]",
                "added:/x*/ → +[]\towl_lock = 2;",
                "context:/owl|&owl./ → \tspin_lock([&owl)];",
                "function:owl_run → @@ -1,2 +1,2 @@ int [owl]_[run](void)",
                "function:/o[^(]*/ → @@ -1,2 +1,2 @@ int [owl_run](v[oid)]",
                "owl_lock → \tspin_[lock](&[owl]);|-\t[owl]_[lock] = 1;|+\t[owl]_[lock] = 2;",
                "owl → The timers are locked, see [owl]_locks().| \tspin_lock(&[owl]);|-\t[owl]_lock = 1;",
                "function:owl_walk → ''",
                "run → @@ -1,2 +1,2 @@ int owl_[run](void)",
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
