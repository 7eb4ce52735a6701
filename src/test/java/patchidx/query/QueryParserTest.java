package patchidx.query;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.lucene.util.automaton.RegExp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import patchidx.Fixtures;
import patchidx.field.PatchField;

class QueryParserTest {
    private static final List<String> PIECES = List.of(
            "vfio",
            "irq",
            "subject:",
            "s:",
            "from:",
            "version:",
            "date:",
            "file:",
            "is:",
            "is:patch",
            "kind:",
            "id:",
            "\"",
            "\"two words\"",
            "~3",
            "(",
            ")",
            "NOT ",
            "AND",
            " OR ",
            " NEAR ",
            "ADJ/2",
            "-",
            "+",
            "*",
            "?",
            "/",
            "\\",
            "..",
            ">=",
            "1",
            "2019-09",
            "yesterday",
            ":",
            "::",
            "ported-by: ",
            "<ada@example.org>",
            "https://example.org/",
            "a%20b@c/",
            " ",
            "\t",
            "@",
            "[",
            "{",
            "^",
            "^2",
            "&&",
            "||",
            "!",
            "größe",
            "时钟",
            "\u0000");

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 200);
    }

    static Stream<String> examples() {
        return PatchField.asked().stream().map(PatchField::example);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '§',
            value = {
                "vfio → vfio",
                "vfio irq → vfio irq",
                "vfio AND irq → vfio irq",
                "vfio OR irq kick → vfio OR (irq kick)",
                "(vfio OR irq) kick → (vfio OR irq) kick",
                "((vfio)) → vfio",
                "-vfio → NOT vfio",
                "NOT NOT vfio → NOT NOT vfio",
                "+vfio -irq → vfio NOT irq",
                "not and or → not and or",
                "vfio_irq → vfio_irq",
                "\"page flip\"~3 → \"page flip\"~3",
                "s:irq → subject:irq",
                "SUBJECT:irq → subject:irq",
                "subject:(irq OR kick) → subject:irq OR subject:kick",
                "subject:(irq from:ada) → subject:irq from:ada",
                "subject:\"page flip\" → subject:\"page flip\"",
                "dfn:drivers/vfio/ → file:drivers/vfio/",
                "id:/2019.*/ → id:/2019.*/",
                "kvm_vcpu* → kvm_vcpu*",
                "\"kvm_vcpu*\" → kvm_vcpu*",
                "\"(vcpu*\" → \"(vcpu*\"",
                "\"-vcpu* \\\\ x\" → \"-vcpu* \\\\ x\"",
                "s:\"vfio: irq*\" → subject:\"vfio: irq*\"",
                "https://lore.kernel.org/r/1@x → https://lore.kernel.org/r/1@x OR id:1@x",
                "vfio https://lore.kernel.org/r/1@x → vfio (https://lore.kernel.org/r/1@x OR id:1@x)",
                "vfio OR irq OR vfio → vfio OR irq",
                "* → *",
                "v:2.. → version:2..",
                "d:last.week.. → date:last.week..",
                "https://lore.example.org/x → https://lore.example.org/x",
                "Foo::bar → Foo::bar",
                "v5.3..v5.4 3dd8238..cf3119a → v5.3..v5.4 3dd8238..cf3119a",
                "s:\"a..b\" → subject:\"a..b\"",
                "Requested-By:ada → requested-by:ada",
                "requested-by:(ada OR \"b c\") d → (requested-by:ada OR requested-by:\"b c\") d",
                "requested-by:(ada s:irq *) → requested-by:ada subject:irq requested-by:*",
                "nacked-by:* depends-on:\"a..b\" cve:2019-1 → nacked-by:* depends-on:\"a..b\" cve:2019-1",
                "buglink:https://example.org/1 → buglink:\"https://example.org/1\"",
                "Fixes: 1da177e4c3f4 (\"owl: fix (the) timer\") → fixes:\"1da177e4c3f4\"",
                "fixes:  commit 1da177e4c3f4 → fixes:\"1da177e4c3f4\"",
                "Link: https://lore.example.org/r/1@x → link:\"https://lore.example.org/r/1@x\"",
                "Message-ID: <a-b@example.org> → id:\"a-b@example.org\"",
                "In-Reply-To: a-b@example.org → in-reply-to:\"a-b@example.org\"",
                "Reviewed-by: Ada Winter <ada@example.org> # tested → reviewed-by:\"ada@example.org\"",
                "Requested-by: Ada Winter <ada@example.org> → requested-by:ada@example.org",
                "Cc: stable@example.org # v5.4 → cc:\"stable@example.org\"",
                "From: \"Winter, Ada\" <ada@example.org> → from:\"ada@example.org\"",
                "Subject: Re: [PATCH v2 1/3] owl: fix (it) → subject:\"Re: [PATCH v2 1/3] owl: fix (it)\"",
                "KVM: owl: start a timer → KVM: owl: start a timer",
                "requested-by: somebody → requested-by: somebody",
                "msgid:<a@b> → id:<a@b>",
                "series:INComplete series:a@b series:<1> → series:INComplete series:a@b series:<1>",
                "s:wait... → subject:wait...",
                "dfn:a..b m:a..b@x.org n:v1..v2.patch → file:a..b id:a..b@x.org attachment:v1..v2.patch",
                "link:https://example.org/v1..v2 → link:https://example.org/v1..v2",
            })
    void givesAnyWayToSayItTheSameText(String query, String text) throws QueryException {
        Query tree = QueryParser.parse(query, Fixtures.CLOCK);
        assertThat(tree).hasToString(text);
        assertThat(QueryParser.parse(text, Fixtures.CLOCK)).isEqualTo(tree);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            value = {
                "ab → 2 → 0",
                "(ab{3}){2} → 8 → 0",
                "a{2,5}b → 6 → 18",
                "[0-9a-f]{40} → 40 → 0",
                "a\\{9} → 4 → 0",
                "(a{1000}){1000} → 1000000 → 0",
                "a*b?(c|d?)d → 5 → 20",
                "abc|def|ghi → 9 → 0"
            })
    void knowsHowLargeAnExpressionGets(String regex, long states, long ways) {
        assertThat(RegexSize.of(new RegExp(regex, RegExp.NONE))).isEqualTo(new RegexSize(states, ways));
    }

    @Test
    void anExpressionThatRepeatsTooMuchIsRefused() {
        for (String query : List.of(
                "id:/(a{1000}){1000}/",
                "id:/a" + "+".repeat(400) + "/",
                "id:/((x{99}){99}){99}/",
                "id:/(a{99999999}){99999999}/",
                "id:/((x{0000000200}){0000000200}){0000000200}/",
                "id:/((x{99}[\\]([)]){99}[\\]([)]){999}/",
                "added:/" + "\\w*".repeat(2000) + "/",
                "added:/(a?b?){900}/",
                "added:/([a-z]?[b-y]?){250}x/",
                "id:/.{19000}/ OR id:/.{18999}/")) {
            assertThat(catchThrowableOfType(QueryException.class, () -> QueryParser.parse(query, Fixtures.CLOCK)))
                    .as(query)
                    .hasMessage("no regular expression: it is too large");
        }
    }

    @Test
    void expressionsThatPeopleWriteAreTaken() throws QueryException {
        String ids = IntStream.range(0, 300)
                .mapToObj(i -> "%012x".formatted(i * 0x9e3779b1L))
                .collect(joining("|"));
        for (String query : List.of(
                "id:/(" + ids + ")/",
                "file:/drivers\\/[a-zA-Z0-9_]{1,180}\\.c/",
                "added:/[^,]{0,400}/",
                "added:/foo.{0,5}bar/",
                "removed:/^\\s*(static|inline)?\\s+\\w+\\(.*\\);$/")) {
            assertThat(QueryParser.parse(query, Fixtures.CLOCK)).as(query).isInstanceOf(Query.Regex.class);
        }
    }

    @Test
    void readsTheTree() throws QueryException {
        assertThat(QueryParser.parse("vfio (\"page flip\" OR NOT s:ir*) version:>2 is:/r.*/", Fixtures.CLOCK))
                .isEqualTo(new Query.And(List.of(
                        new Query.Word(null, "vfio"),
                        new Query.Or(List.of(
                                new Query.Phrase(null, "page flip", 0),
                                new Query.Not(new Query.Wildcard(PatchField.SUBJECT, "ir*")))),
                        new Query.Range(PatchField.VERSION, 3, Long.MAX_VALUE, ">2"),
                        new Query.Regex(PatchField.IS, "r.*"))));
        assertThat(QueryParser.parse("file:/a\\/b+/ file:/dev/ file:/dev/sd*", Fixtures.CLOCK))
                .isEqualTo(new Query.And(List.of(
                        new Query.Regex(PatchField.FILE, "a/b+"),
                        new Query.Word(PatchField.FILE, "/dev/"),
                        new Query.Wildcard(PatchField.FILE, "/dev/sd*"))));
        assertThat(QueryParser.parse("*", Fixtures.CLOCK)).isEqualTo(new Query.All());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "version:2, 2, 2",
        "version:2..3, 2, 3",
        "version:2.., 2, 9223372036854775807",
        "version:..2, -9223372036854775808, 2",
        "version:>2, 3, 9223372036854775807",
        "version:>=2, 2, 9223372036854775807",
        "version:<2, -9223372036854775808, 1",
        "version:<=2, -9223372036854775808, 2",
        "date:20190924, 1569283200, 1569369599",
        "date:\"2019-09-24 06:41\", 1569307260, 1569307319"
    })
    void readsTheBoundsOfRanges(String query, long from, long to) throws QueryException {
        assertThat(QueryParser.parse(query, Fixtures.CLOCK)).isInstanceOfSatisfying(Query.Range.class, range -> {
            assertThat(range.from()).isEqualTo(from);
            assertThat(range.to()).isEqualTo(to);
        });
    }

    @Test
    void aPatternWithAnySortOfBlankInItIsWrittenOutInQuotes() throws QueryException {
        for (String blank : List.of(" ", "\t", "\u001d", "\u2003", "\u3000")) {
            Query tree = QueryParser.parse("\"*" + blank + "a\"", Fixtures.CLOCK);
            assertThat(QueryParser.parse(tree.toString(), Fixtures.CLOCK)).isEqualTo(tree);
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "+ned-off-by: Ada <ada@example.org>",
                "+ned-off-by: NEAR <ada@example.org>",
                "+ned-off-by: OR <ada@example.org>",
                "(ned-off-by: <ada@example.org>)",
                "s:a NEAR :b",
                "s:a ADJ //b",
                "s:(:x)",
                "https://example.org/a%20b@example.org/",
                "http://x*",
                "file:/dev/foo*",
                "file:/dev/fo?/bar"
            })
    void whatIsWrittenOutMeansTheSame(String query) throws QueryException {
        Query tree = QueryParser.parse(query, Fixtures.CLOCK);
        assertThat(QueryParser.parse(tree.toString(), Fixtures.CLOCK)).isEqualTo(tree);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void readsTheExampleOfEveryField(String query) throws QueryException {
        Query tree = QueryParser.parse(query, Fixtures.CLOCK);
        assertThat(QueryParser.parse(tree.toString(), Fixtures.CLOCK)).isEqualTo(tree);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "sujbect:irq | no field 'sujbect' | sujbect | did you mean 'subject'",
                "reviewd-by:x | no field 'reviewd-by' | reviewd-by | did you mean 'reviewed-by'",
                "review-by:x | no field 'review-by' | review-by | did you mean 'reviewed-by'",
                "signoff-by:x | no field 'signoff-by' | signoff-by | did you mean 'signed-off-by'",
                "acke-by:x | no field 'acke-by' | acke-by | of that name, trailer:\"acke-by …\"",
                "requested-by:a..b | a range needs | requested-by:a..b | for the words, requested-by:\"a..b\"",
                "foo sujbect:\"null deref\" | no field 'sujbect' | sujbect | 'patchidx fields' lists them all",
                "subject: | nothing to look for behind the colon | subject: | for example subject:irq",
                "a (b OR c | this '(' is never closed | ( | add a ')'",
                "a ) b | this ')' closes nothing | ) | leave it out",
                "a () | nothing in these parentheses | () | leave them out",
                "a \"b c | this quote is never closed | \" | add a '\"'",
                "version:two | 'two' is no number or range | version:two | for example version:2..",
                "version:.. | '..' is no number or range | version:.. | for example version:2..",
                "date:someday | 'someday' is no date or range of dates | date:someday | 2.weeks.ago..",
                "d:2020..2019 | '2020..2019' ends before it starts | d:2020..2019 | turn it around: date:2019..2020",
                "d:\"2 weeks ago..3 weeks ago\" | ends before it starts | d:\"2 weeks ago..3 weeks ago\" | date:\"3"
                        + " weeks ago..2 weeks ago\"",
                "x version:5..2 | '5..2' ends before it starts | version:5..2 | turn it around: version:2..5",
                "a NEAR/5 b ADJ c | joined by the same operator | ADJ | (a NEAR/5 b) (b ADJ c)",
                "a NEAR b NEAR/3 c | joined by the same operator | NEAR/3 | (a NEAR/5 b) (b ADJ c)",
                "a ADJ/2\"b c\" | NEAR and ADJ stand between words | \"b c\" | irq NEAR/3 vfio",
                "a (ADJ/2) b | an operator needs terms on both sides | ADJ/2 | to look for the word, quote it",
                "+NEAR/2 b | an operator needs terms on both sides | NEAR/2 | to look for the word, quote it",
                "qd:x | no field 'qd' | qd | 'patchidx fields' lists them all; to look for words",
                "r:x | no field 'r' | r | 'patchidx fields' lists them all; to look for words",
                "dfw:x | no field 'dfw' | dfw | 'patchidx fields' lists them all; to look for words",
                "fn:x | no field 'fn' | fn | 'patchidx fields' lists them all; to look for words",
                "tags:x | no field 'tags' | tags | did you mean 'tag'?",
                "base_commit:x | no field 'base_commit' | base_commit | did you mean 'base'?",
                "list-id:x | no field 'list-id' | list-id | did you mean 'list'?",
                "change:x | no field 'change' | change | did you mean 'change-id'?",
                "func:x | no field 'func' | func | did you mean 'function'?",
                "frm:x | no field 'frm' | frm | did you mean 'from'?",
                "after:2019-09 x | no field 'after' | after | write date:2019-09..; 'patchidx fields'",
                "older_than:2w | no field 'older_than' | older_than | write date:..2w; 'patchidx fields'",
                "path:mm/ | no field 'path' | path | write file:mm/ for a file that is changed, source:mm/ for where",
                "sender:\"ada winter\" | no field 'sender' | sender | write from:…; 'patchidx fields'",
                "from: ada irq | nothing to look for behind the colon | from: | without the blank, from:ada; for a"
                        + " subject, s:\"from: ada irq\"",
                "Subject: owl: fix it | nothing to look for behind the colon | Subject: | for a subject, s:\"owl: fix"
                        + " it\"",
                "x (version: 2) | nothing to look for behind the colon | version: | without the blank, version:2",
                "fixes: a leak | nothing to look for behind the colon | fixes: | without the blank, fixes:a;",
                "file: fix leak | nothing to look for behind the colon | file: | for a subject, s:\"file: fix leak\"",
                "date:2019-13 | '2019-13' is no date or range of dates | date:2019-13 | 2019-09",
                "is:big | 'big' is no value of 'is' | is:big | one of patch, cover",
                "kind:big | 'big' is no value of 'kind' | kind:big | one of patch, cover, reply",
                "problem:big | 'big' is no value of 'problem' | problem:big | one of unreadable",
                "subject:1..2 | a range needs a field of numbers or dates | subject:1..2 | for example version:2..",
                "series:incomplet | 'incomplet' is no value of 'series' | series:incomplet | complete, incomplete or a"
                        + " Message-ID",
                "x s:a..b | a range needs a field of numbers or dates | s:a..b | for the words, subject:\"a..b\"",
                "from:ada.. | a range needs a field of numbers or dates | from:ada.. | for example version:2..",
                "(body:..2.weeks) | a range needs a field of numbers or dates | body:..2.weeks | or date:2019..",
                "added:(0..len) | a range needs a field of numbers or dates | 0..len | added:\"0..len\"",
                "blob:3dd8238..cf3119a | a range needs | blob:3dd8238..cf3119a | dfpre:3dd8238 dfpost:cf3119a",
                "blob:3dd8238.. | a range needs | blob:3dd8238.. | dfpre:ID dfpost:ID",
                "id:/a(/ | no regular expression | /a(/ | backslash",
                "a ... | no letter or digit to look for | ... | words are made of letters and digits",
            })
    void saysWhatIsWrongAndWhereAndWhatToDo(String query, String message, String wrong, String hint) {
        QueryException error = parseError(query);
        assertThat(error).hasMessageContaining(message);
        assertThat(error.query()).isEqualTo(query);
        assertThat(query.substring(error.start(), error.end())).isEqualTo(wrong);
        assertThat(error.hint()).contains(hint);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "a OR",
                "NOT",
                "a AND OR b",
                "OR b",
                "a AND",
                "(a OR )",
                "AND",
                "a OR OR b",
                "a NEAR",
                "(a ADJ/2)"
            })
    void saysWhereATermIsMissing(String query) {
        QueryException error = parseError(query);
        assertThat(error.start()).isBetween(0, query.length());
        assertThat(error.getMessage()).isNotBlank();
        assertThat(error.hint()).isNotBlank();
    }

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(strings = {"", " ", "\t\n"})
    void anEmptyQueryIsAnError(String query) {
        assertThat(parseError(query)).hasMessage("the query is empty");
    }

    @Test
    void aLongPastedLineIsNoOverflow() {
        for (String part : List.of("Re: ", "fw: ", "[", "a ", "<a@b> ", "(x) ", "f", "-by")) {
            for (String name : List.of("Subject: ", "Fixes: ", "From: ", "Message-ID: ", "Link: ", "x-by: ")) {
                String line = name + part.repeat(50_000);
                assertThatCode(() -> {
                            try {
                                QueryParser.parse(line, Fixtures.CLOCK);
                            } catch (QueryException e) {
                                assertThat(e.hint()).isNotBlank();
                            }
                        })
                        .as(line.substring(0, 20))
                        .doesNotThrowAnyException();
            }
        }
    }

    @Test
    void deepNestingIsAnErrorAndNoOverflow() {
        for (String opening : List.of("(", "NOT ", "-", "+", "subject:(")) {
            assertThat(parseError(opening.repeat(100_000) + "a")).hasMessage("nested too deep");
        }
    }

    @Test
    void aLinkCountsAsTheTwoTermsThatItMeans() throws QueryException {
        String link = "https://lore.example.org/kvm/a@example.org ";
        assertThat(QueryParser.parse(link.repeat(500), Fixtures.CLOCK)).isNotNull();
        assertThat(parseError(link.repeat(501))).hasMessage("too many terms");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyTextIsAQueryOrAnError(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 40; i++) {
            String text = random.ints(random.nextInt(10), 0, PIECES.size())
                    .mapToObj(PIECES::get)
                    .collect(Collectors.joining());
            try {
                Query tree = QueryParser.parse(text, Fixtures.CLOCK);
                assertThat(QueryParser.parse(tree.toString(), Fixtures.CLOCK))
                        .as("%s → %s", text, tree)
                        .isEqualTo(tree);
                assertThatCode(() -> QueryCompiler.compile(tree)).as(text).doesNotThrowAnyException();
            } catch (QueryException e) {
                assertThat(e.start()).as(text).isBetween(0, text.length());
                assertThat(e.end()).as(text).isGreaterThanOrEqualTo(e.start());
                assertThat(e.hint()).as(text).isNotBlank();
            }
        }
    }

    private static QueryException parseError(String query) {
        return catchThrowableOfType(QueryException.class, () -> QueryParser.parse(query, Fixtures.CLOCK));
    }
}
