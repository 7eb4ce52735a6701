package patchidx.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import patchidx.Fixtures;

/// What commands say beside their results.
class ConsoleTest {
    @TempDir
    private Path index;

    @Test
    void oneIsNoneOfSeveral() {
        String mail = Fixtures.BASE
                .resolve("testdata/mail/0042-from-in-encoded-words.eml")
                .toString();
        assertThat(said("ingest", mail))
                .startsWith("patchidx: 1 mail: 1 added, ")
                .contains("; 1 file: 1 read; ");
        assertThat(said("check")).isEqualTo("patchidx: 1 mail and 1 file, all well\n");
        assertThat(said("rebuild")).isEqualTo("patchidx: 1 mail, read anew\n");
        assertThat(said("forget", mail))
                .isEqualTo("patchidx: 1 file forgotten; 1 mail had no other place and left the index\n");
        assertThat(said("check")).isEqualTo("patchidx: 0 mails and 0 files, all well\n");
    }

    @Test
    void aHintNamesTheIndexAsAShellTakesIt() {
        assertThat(Fixtures.run("search", "--index", "no such/$index'\"", "x").err())
                .isEqualTo("""
                    patchidx: there is no index in no such/$index'"
                      hint: make one with 'patchidx ingest --index no\\ such/\\$index\\'\\" PATH…'
                    """);
    }

    @Test
    void whatIsNamedIsMadeHarmless() {
        said("ingest", Fixtures.BASE.resolve("testdata/archive").toString());
        for (String command : new String[] {"show", "thread", "reviews", "versions", "am", "diff"}) {
            assertThat(said(command, "a\u001b[2J@example.org")).isEqualTo("patchidx: no mail a·[2J@example.org\n");
        }
    }

    @Test
    void aNameThatLooksLikeNoneIsSaidToBeNone() {
        said("ingest", Fixtures.BASE.resolve("testdata/archive").toString());
        for (String command : new String[] {"show", "thread", "reviews", "versions", "am", "diff"}) {
            assertThat(said(command, "nonsense")).isEqualTo("""
                patchidx: no mail nonsense
                  hint: a Message-ID looks like 20240305101500.1-1-ada@example.org; for words, 'patchidx search --index %s nonsense'
                """.formatted(index));
            assertThat(said(command, "7")).isEqualTo("patchidx: no mail 7\n");
        }
    }

    @Test
    void whatInfoAdvisesNamesTheIndex(@TempDir Path folder) throws Exception {
        Path broken = Files.write(folder.resolve("broken.gz"), new byte[] {31, (byte) 139, 8, 0});
        StringBuilder mbox = new StringBuilder();
        for (int list = 0; list < 40; list++) {
            mbox.append("From mboxrd@z Thu Jan  1 00:00:00 1970\nFrom: ada@example.org\nMessage-ID: <" + list
                    + "@example.org>\nList-Id: <owl" + list + ".example.org>\n\nowl\n\n");
        }
        Path lists = Files.writeString(folder.resolve("lists.mbox"), mbox);
        said("ingest", broken.toString(), lists.toString());
        assertThat(Fixtures.run("info", "--index", index.toString()).out())
                .contains("1 not read to the end; 'patchidx problems --index " + index + "' names them\n")
                .contains(" more: patchidx search --index " + index + " '*' --by list\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        search --limit few owl          | --limit         | 'few' is no whole number, or too large
        ingest --wait 99999999999 a     | --wait          | '99999999999' is no whole number, or too large
        am --reroll-count second a@b    | --reroll-count  | 'second' is no whole number, or too large
        ingest --commit-every 1h a      | --commit-every  | '1h' is no number
        """)
    void whatIsNoNumberIsSaidToBeNone(String line, String option, String wrong) {
        assertThat(Fixtures.run(line.split(" ")).err())
                .startsWith("patchidx: Invalid value for option '" + option + "': " + wrong + "\n");
    }

    /// Java takes all that is no UTF-8 for one and the same sign, so two folders would be one.
    @Test
    void anIndexHasAFolderWhoseNameIsUtf8() {
        assertThat(Fixtures.run("search", "--index", "ix/\ufffd", "owl").err())
                .startsWith("patchidx: the index needs a folder whose name is UTF-8\n");
    }

    /// A script whose variable is not set gives one.
    @Test
    void anEmptyPathIsNotTakenForTheFolderOneIsIn() {
        for (String[] line : new String[][] {{"ingest", "a", ""}, {"forget", ""}, {"info", "--index", ""}}) {
            assertThat(Fixtures.run(line).err())
                    .isEqualTo("patchidx: an empty path names nothing; '.' is this folder\n" + "  hint: 'patchidx "
                            + line[0] + " --help' says more\n");
        }
    }

    @Test
    void whatIsWrongWithACommandLineIsSaidBeforeAnIndexIsLookedFor() {
        for (String command : new String[] {"show", "thread", "reviews", "versions", "am", "diff"}) {
            assertThat(said(command, ""))
                    .isEqualTo("patchidx: '' is no Message-ID, no number of a mail, and no URL with either\n"
                            + "  hint: 'patchidx " + command + " --help' says more\n");
        }
    }

    @Test
    void moreSeriesThanThePageHoldsAreNotKeptSecret() {
        said("ingest", Fixtures.BASE.resolve("testdata/archive").toString());
        assertThat(said("series", "--limit", "1", "kind:patch"))
                .isEqualTo("patchidx: there are more than 1 series; --limit N shows more\n");
        assertThat(said("series", "--limit", "1000", "kind:patch")).isEmpty();
    }

    private String said(String command, String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = command;
        all[1] = "--index";
        all[2] = index.toString();
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return Fixtures.run(all).err();
    }
}
