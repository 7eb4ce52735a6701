package patchidx.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import patchidx.Fixtures;
import patchidx.Fixtures.Run;

/// What the arguments of a search mean as a query.
class QueryWordsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '→',
            value = {
                "irq -vfio → irq NOT vfio",
                "-vfio irq → NOT vfio irq",
                "a OR -bc → a OR NOT bc",
                "-is:reply OR a → NOT is:reply OR a",
                "a -hotplug -Vfio -0x10 → a NOT hotplug NOT Vfio NOT 0x10",
                "a --limit 5 -bc → a NOT bc",
                "--limit 5 -bc a --sort=-date → NOT bc a",
                "a -v2 -2019 -s:b → a NOT v2 NOT 2019 NOT subject:b",
                "-(b|OR|c) a → NOT (b OR c) a",
                "a -\"b|c\" → a NOT \"b c\"",
                "a -- -b → a NOT b",
                "a --limit 5 -- -n -limit 5 → a NOT n NOT limit 5",
                "a -nosuch:c|+d → no field",
            })
    void areTheQueryInTheirOrder(String arguments, String query) {
        String[] words = ("search --explain " + arguments).split(" ", -1);
        for (int i = 0; i < words.length; i++) {
            words[i] = words[i].replace('|', ' ');
        }
        Run run = Fixtures.run(words);
        assertThat(run.out() + run.err())
                .contains(query.equals("no field") ? "no field 'nosuch'" : "query   " + query + "\n");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"search", "series", "export", "problems"})
    void areTakenByEveryCommandWithAQuery(String command) {
        String index = folder.resolve("index").toString();
        Fixtures.run(
                "ingest",
                "--index",
                index,
                Fixtures.BASE.resolve("testdata/archive").toString());
        for (String words : List.of("-is:reply *", "* -is:reply", "-hotplug -Vfio", "-version:2 *", "-(is:reply) *")) {
            Run one = Fixtures.run(command, "--index", index, words);
            Run several = Fixtures.run(Stream.concat(Stream.of(command, "--index", index), Stream.of(words.split(" ")))
                    .toArray(String[]::new));
            assertThat(several).as(words).isEqualTo(one);
            assertThat(several.status()).as(words).isLessThan(2);
        }
    }

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(strings = {"", " ", "\t"})
    void thereIsNoPlaceToPointAtInAnEmptyQuery(String query) {
        assertThat(Fixtures.run("search", "--explain", query).err()).isEqualTo("""
            patchidx: the query is empty
              hint: ask for words, e.g. 'vfio irq'; '*' finds every mail
            """);
    }

    @Test
    void anOptionThatIsMisspeltIsNoWord() {
        for (String[] arguments : new String[][] {
            {"search", "--limt", "3", "irq"},
            {"search", "--limt=3", "irq"},
            {"search", "-limit", "3", "irq"},
            {"export", "irq", "-columns"},
            {"series", "-limit", "3", "irq"},
            {"problems", "--limit", "3"},
        }) {
            Run run = Fixtures.run(arguments);
            assertThat(run.status()).isEqualTo(2);
            assertThat(run.err()).contains("no option '-").contains("hint:");
            assertThat(run.out()).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '→',
            value = {
                "search --limt 3 irq → did you mean '--limit'? 'patchidx search --help' says more",
                "search --frmat=mbox irq → did you mean '--format'? 'patchidx search --help' says more",
                "search -limit 3 irq → did you mean '--limit'? to leave out mails with the word, NOT limit; 'patchidx",
                "search irq -n 5 → did you mean '--limit'? to leave out mails with the word, NOT n; 'patchidx search",
                "search irq -5 → did you mean '--limit 5'? to leave out mails with the word, NOT 5;",
                "search irq -f mbox → did you mean '--format'? to leave out mails with the word, NOT f;",
                "search irq -s date → did you mean '--snippets' or '--sort'?",
                "search irq -o out → did you mean '> FILE'?",
                "search irq -q → to leave out mails with the word, NOT q; 'patchidx search --help' says more",
                "export irq -n 5 → to leave out mails with the word, NOT n;",
                "show -n 5 x@example.org → 'patchidx show --help' says more",
                "serach irq → did you mean 'search'? 'patchidx --help' lists the commands",
                "serach → did you mean 'search'? 'patchidx --help' lists the commands",
                "nosuch → 'patchidx --help' lists the commands",
                "info irq → 'patchidx info --help' says more",
            })
    void whatIsMeantIsGuessed(String arguments, String hint) {
        Run run = Fixtures.run(arguments.split(" ", -1));
        assertThat(run.err()).contains("\n  hint: " + hint).hasLineCount(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.status()).isEqualTo(2);
    }

    @Test
    void whatIsWrongIsSaidInPlainWords() {
        assertThat(Fixtures.run("serach", "irq").err()).startsWith("patchidx: no command 'serach'\n");
        assertThat(Fixtures.run().err()).startsWith("patchidx: a command has to follow\n");
        assertThat(Fixtures.run("--version=x").err())
                .doesNotContain("has to follow")
                .contains("--version");
        assertThat(Fixtures.run("info", "irq").err()).startsWith("patchidx: 'irq' is one argument too many\n");
        assertThat(Fixtures.run("problems", "--json", "--jsonl").err())
                .startsWith("patchidx: only one of --json, --jsonl may be given\n");
        assertThat(Fixtures.run("search", "-n", "5").err()).startsWith("patchidx: no option '-n'\n");
        for (String option : List.of("--index", "--index=x", "--quiet")) {
            assertThat(Fixtures.run(option, "search", "kite").err())
                    .isEqualTo("patchidx: no option '" + option
                            + "'\n  hint: it belongs behind the name of a command, 'patchidx COMMAND "
                            + option + "'; 'patchidx --help' lists the commands\n");
        }
    }
}
