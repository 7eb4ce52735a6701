package patchidx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static patchidx.Launcher.LAUNCHER;
import static patchidx.Launcher.command;
import static patchidx.Launcher.execute;
import static patchidx.Launcher.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import patchidx.Fixtures.Run;

/// What the user sees: commands of the real image, what they print and how they end.
class LauncherIT {
    private static final Path ARCHIVE =
            Fixtures.BASE.resolve("testdata/archive").toAbsolutePath();
    private static final String ID = "20190924064137.4101-3-ada.winter@example.org";

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static Path index;

    @BeforeAll
    static void ingest() throws Exception {
        index = shared.resolve("index");
        Run run = run(shared, Map.of(), "ingest", "--index", index.toString(), ARCHIVE.toString());
        assertThat(run.err()).contains("26 added").contains("2 not mail").contains("2 empty");
        assertThat(run.out()).isEmpty();
        assertThat(run.status()).isZero();
    }

    @Test
    void theQuickStartPrintsHits() throws Exception {
        Map<String, String> home = Map.of("HOME", folder.toString());
        assertThat(run(folder, home, "ingest", ARCHIVE.toString()).status()).isZero();
        Run search = run(folder, home, "search", "vfio irq");
        assertThat(search.out()).contains("[PATCH 0/3] vfio: Deliver irq events to userspace");
        assertThat(search.err()).isEmpty();
        assertThat(search.status()).isZero();
        assertThat(folder.resolve(".local/share/patchidx")).isDirectory();
    }

    @Test
    void worksThroughLinksFromAnyFolderWithBlanksInItsPath() throws Exception {
        Path home = Files.createDirectories(folder.resolve("my own tools"));
        Path link = Files.createSymbolicLink(
                home.resolve("image"), LAUNCHER.getParent().getParent());
        Path relativeLink = Files.createSymbolicLink(home.resolve("px"), Path.of("image/bin/patchidx"));
        Path second = Files.createSymbolicLink(folder.resolve("px 2"), home.resolve("px"));
        for (Path launcher : List.of(link.resolve("bin/patchidx"), relativeLink, second)) {
            Run run = execute(home, Map.of(), launcher.toString(), "search", "--index", index.toString(), "kite");
            assertThat(run.err()).isEmpty();
            assertThat(run.status()).isZero();
        }
        Run relative = execute(home, Map.of(), "./px", "info", "--index", index.toString());
        assertThat(relative.out()).contains("mails    26");
        for (Path outside : List.of(second, relativeLink, link)) {
            Files.delete(outside); // JUnit warns about links that lead out of its folder
        }
    }

    /// A copy that keeps the times of the jars has use of the class archive.
    @ParameterizedTest
    @ValueSource(strings = {"-r", "-rp"})
    void aCopyOfTheImageElsewhereWorksToo(String how) throws Exception {
        Path copy = folder.resolve("a copy");
        String image = LAUNCHER.getParent().getParent().toString();
        assertThat(execute(folder, Map.of(), "cp", how, image, copy.toString()).status())
                .isZero();
        String launcher = copy.resolve("bin/patchidx").toString();
        Path mail = folder.resolve("mail.xz");
        Files.write(
                mail,
                Archives.compressed(
                        "xz", Archives.bytes("From: ada@example.org\nMessage-ID: <xz@example.org>\n\nkite\n")));
        Run ingest = execute(folder, Map.of(), launcher, "ingest", "--index", "mine", mail.toString());
        assertThat(ingest.err()).contains("1 added");
        assertThat(ingest.status()).isZero();
        Run search = execute(folder, Map.of(), launcher, "search", "--index", "mine", "--count", "kite");
        assertThat(search.out()).isEqualTo("1\n");
        assertThat(search.err()).isEmpty();
    }

    @Test
    void needsNeitherJavaNorAnEnvironment() throws Exception {
        Run run = execute(
                folder, Map.of(), "env", "-i", LAUNCHER.toString(), "search", "--index", index.toString(), "kite");
        assertThat(run.out()).contains("[PATCH net] kite: Fix null pointer dereference in kite_open()");
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
    }

    @Test
    void optionsForOtherJavaProgramsAreNotForUs() throws Exception {
        Map<String, String> environment =
                Map.of("JAVA_TOOL_OPTIONS", "-Xmx1k", "_JAVA_OPTIONS", "-Xnonsense", "JDK_JAVA_OPTIONS", "-version");
        Run run = run(folder, environment, "search", "--index", index.toString(), "kite");
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
    }

    @Test
    void theIndexIsTheOptionThenTheVariableThenTheDataFolder() throws Exception {
        Map<String, String> variable = Map.of("PATCHIDX_INDEX", index.toString(), "XDG_DATA_HOME", folder.toString());
        assertThat(run(folder, variable, "info").out()).contains("index    " + index);
        assertThat(run(folder, variable, "info", "--index", "elsewhere").err())
                .contains("there is no index in elsewhere");
        assertThat(run(folder, Map.of("XDG_DATA_HOME", folder.toString()), "info")
                        .err())
                .contains("there is no index in " + folder.resolve("patchidx"));
        assertThat(run(folder, Map.of("XDG_DATA_HOME", "relative", "HOME", "/home/of/nobody"), "info")
                        .err())
                .contains("there is no index in /home/of/nobody/.local/share/patchidx");
    }

    @Test
    void aMissingIndexIsSaidWithWhatToDo() throws Exception {
        Run run = run(folder, Map.of(), "search", "--index", "none", "irq");
        assertThat(run.err()).isEqualTo("""
            patchidx: there is no index in none
              hint: make one with 'patchidx ingest --index none PATH…'
            """);
        assertThat(run.out()).isEmpty();
        assertThat(run.status()).isEqualTo(4);
    }

    @Test
    void aWrongFieldIsShownWithACaretAndAGuess() throws Exception {
        Run run = search("foo sujbect:\"null deref\"");
        assertThat(run.err()).isEqualTo("""
            patchidx: no field 'sujbect'
              foo sujbect:"null deref"
                  ^^^^^^^
              hint: did you mean 'subject'? 'patchidx fields' lists them all; to look for words with a colon, quote them
            """);
        assertThat(run.out()).isEmpty();
        assertThat(run.status()).isEqualTo(2);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "serach",
                "--verison",
                "search --limt 3 x",
                "search --limit many x",
                "search --limit -1 x",
                "search",
                "show",
                "ingest",
                "search --sort colour x",
                "search --format png x",
                "show ''"
            })
    void aWrongCommandLineIsSaidWithAHint(String line) throws Exception {
        Run run = run(folder, Map.of(), line.replace("''", "").split(" ", -1));
        assertThat(run.err()).startsWith("patchidx: ").contains("hint: ").doesNotContain("Exception");
        assertThat(run.out()).isEmpty();
        assertThat(run.status()).isEqualTo(2);
    }

    @Test
    void aMisspeltCommandOrOptionIsGuessed() throws Exception {
        assertThat(run(folder, Map.of(), "serach", "x").err()).contains("did you mean 'search'?");
        assertThat(run(folder, Map.of(), "search", "--limt", "3", "x").err()).contains("did you mean '--limit'?");
    }

    @Test
    void whatCannotBeReadIsNamedAndTheRestIsRead() throws Exception {
        Run run = run(folder, Map.of(), "ingest", "--index", "index", "missing.mbox", ARCHIVE.toString());
        assertThat(run.err()).contains("missing.mbox: unreadable: no such file").contains("26 added");
        assertThat(run.status()).isEqualTo(3);
    }

    @Test
    void nothingFoundIsAStatusAndNoError() throws Exception {
        Run run = search("nowherefound");
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"list", "table", "tsv", "csv", "ids", "jsonl", "json", "mbox", "dump", "full", "tree", "raw"})
    void aReaderThatHasSeenEnoughIsNoError(String format) throws Exception {
        Run run = execute(
                folder,
                Map.of("PX", LAUNCHER.toString(), "INDEX", index.toString()),
                "bash",
                "-c",
                "set -o pipefail; \"$PX\" export --index \"$INDEX\" --format " + format + " | true");
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
    }

    @Test
    void nothingHarmfulReachesATerminal() throws Exception {
        String mail = Fixtures.BASE
                .resolve("testdata/mail/0010-subject-with-control-and-escape-characters.eml")
                .toAbsolutePath()
                .toString();
        assertThat(run(folder, Map.of(), "ingest", "--index", "index", mail).status())
                .isZero();
        for (String arguments :
                List.of("search owl", "search --json owl", "show 0010.case@example.org", "export --format mbox")) {
            Run run = onTerminal(LAUNCHER + " " + arguments + " --index index");
            assertThat(run.out().replaceAll("\u001b\\[[012]m", "").replace("\r\n", "\n"))
                    .contains("KVM")
                    .doesNotContainPattern("[\\p{Cc}&&[^\n\t]]");
        }
    }

    @Test
    void colourIsForTerminalsThatWantIt() throws Exception {
        String search = LAUNCHER + " search kite --index " + index;
        assertThat(onTerminal(search).out()).contains("\u001b[1m");
        assertThat(onTerminal("NO_COLOR=1 " + search).out()).doesNotContain("\u001b");
        assertThat(onTerminal("TERM=dumb " + search).out()).doesNotContain("\u001b");
        assertThat(onTerminal(search + " | cat").out()).doesNotContain("\u001b");
    }

    @Test
    void whatAShellPutsInPlaceOfAProcessIsReadLikeStandardInput() throws Exception {
        Path mbox = Fixtures.BASE.resolve("testdata/mbox/mboxrd.mbox").toAbsolutePath();
        Run run = execute(
                folder,
                Map.of("PX", LAUNCHER.toString(), "MBOX", mbox.toString()),
                "bash",
                "-c",
                "\"$PX\" ingest --index index <(gzip -c \"$MBOX\") && \"$PX\" ingest --index index /dev/stdin"
                        + " <\"$MBOX\"");
        assertThat(run.err()).contains(" added, ").contains("1 file: 1 read").doesNotContain("forgotten");
        assertThat(run.status()).isZero();
    }

    @Test
    void progressIsForTerminals() throws Exception {
        Path mbox = Files.writeString(folder.resolve("mbox"), Archives.mbox(1, 10_000));
        assertThat(onTerminal(LAUNCHER + " ingest --index index " + mbox).out())
                .containsPattern("\r\u001b\\[K[\\d,]+ mails, [\\d,]+/s, \\d+ %, \\d+:\\d\\d left")
                .contains("10000 added");
        assertThat(onTerminal(LAUNCHER + " ingest --index quiet --quiet " + mbox)
                        .out())
                .isEmpty();
        assertThat(run(folder, Map.of(), "ingest", "--index", "piped", mbox.toString())
                        .err())
                .doesNotContain("\r")
                .startsWith("patchidx: 10000 mails: 10000 added");
    }

    @Test
    void argumentsAndFileNamesMayHoldAnyLetterInAnyLocale() throws Exception {
        Path named = Files.copy(
                Fixtures.BASE.resolve("testdata/mail/0042-from-in-encoded-words.eml"),
                folder.resolve("Prüfung 时钟.eml"));
        for (Map<String, String> locale : List.of(Map.of("LANG", "C", "LC_ALL", "C"), Map.of("LC_ALL", "POSIX"))) {
            assertThat(run(folder, locale, "ingest", "--index", "größe", named.toString())
                            .status())
                    .isZero();
            Run run = run(folder, locale, "search", "--index", "größe", "--jsonl", "from:pähl cc:李远明");
            assertThat(run.out()).contains("\"name\":\"Gwen Pähl\"").contains("Prüfung 时钟.eml");
            assertThat(run.err()).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                ID,
                "<" + ID + ">",
                "https://lore.kernel.org/virt/" + ID + "/",
                "https://lore.kernel.org/virt/" + ID + "/T/#u",
                "https://lore.kernel.org/r/20190924064137.4101-3-ada.winter%40example.org",
                "https://marc.info/?i=" + ID,
                "https://www.mail-archive.com/search?l=mid&q=" + ID,
                "<https://lore.kernel.org/virt/" + ID + "/>",
                "Message-ID: <" + ID + ">",
                "message-id:" + ID,
                "Link: https://lore.kernel.org/r/" + ID,
                "https://patchwork.kernel.org/patch/7100105/",
                "https://patchwork.kernel.org/project/virt/patch/" + ID + "/",
                "7100105"
            })
    void showsAMailByAnyNameItHas(String name) throws Exception {
        Run run = run(folder, Map.of(), "show", "--index", index.toString(), name);
        assertThat(run.out()).contains("Subject: [PATCH 2/3] vfio/wren: Register the device irq event");
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
    }

    @Test
    void aMailThatIsNotThereIsNamed() throws Exception {
        Run run = run(folder, Map.of(), "show", "--index", index.toString(), ID, "nobody@example.org");
        assertThat(run.out()).contains("Register the device irq event");
        assertThat(run.err()).isEqualTo("patchidx: no mail nobody@example.org\n");
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void rawGivesTheBytesOfTheMail() throws Exception {
        Path latin1 = Fixtures.BASE
                .resolve("testdata/mail/0011-body-in-raw-latin1-without-charset.eml")
                .toAbsolutePath();
        assertThat(run(folder, Map.of(), "ingest", "--index", "index", latin1.toString())
                        .status())
                .isZero();
        Path out = folder.resolve("out");
        Process process = command(
                        folder,
                        Map.of(),
                        LAUNCHER.toString(),
                        "show",
                        "--index",
                        "index",
                        "--raw",
                        "0011.case@example.org")
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor()).isZero();
        assertThat(out).hasSameBinaryContentAs(latin1);
    }

    @Test
    void saysItsVersion() throws Exception {
        Run run = run(folder, Map.of(), "--version");
        assertThat(run.out()).matches("patchidx \\d+\\.\\d+\\.\\d+\\S*\n");
        assertThat(run.status()).isZero();
    }

    private static Run search(String query) throws Exception {
        return run(shared, Map.of(), "search", "--index", index.toString(), query);
    }

    /// Runs a command line of the shell on a pseudo terminal.
    private Run onTerminal(String line) throws Exception {
        boolean available = execute(folder, Map.of(), "sh", "-c", "command -v script && script --version")
                .out()
                .contains("util-linux");
        assumeTrue(available, "there is no 'script' that gives a pseudo terminal");
        return execute(folder, Map.of("TERM", "xterm"), "script", "-qec", line, "/dev/null");
    }
}
