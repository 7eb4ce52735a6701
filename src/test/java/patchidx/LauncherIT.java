package patchidx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import patchidx.Fixtures.Run;

/// What the user sees: commands of the real image, what they print and how they end.
class LauncherIT {
    private static final Path LAUNCHER =
            Path.of(System.getProperty("patchidx.launcher", "target/patchidx/bin/patchidx"));
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
    void aSignalEndsTheProgram() throws Exception {
        // More than fits into a pipe, so the program waits for a reader when the signal comes.
        run(folder, Map.of(), "ingest", "--index", "all", ARCHIVE.getParent().toString());
        Process process = command(folder, Map.of(), LAUNCHER.toString(), "export", "--index", "all")
                .start();
        assertThat(process.getInputStream().read()).isEqualTo('{');
        process.destroy();
        assertThat(process.waitFor()).isEqualTo(128 + 15);
    }

    @Test
    void whoIsKilledAndGoesOnEndsWithTheSameAnswer() throws Exception {
        Path mbox = Files.writeString(folder.resolve("mbox"), mbox(4000));
        run(folder, Map.of(), "ingest", "--index", "undisturbed", mbox.toString());
        String undisturbed =
                run(folder, Map.of(), "export", "--index", "undisturbed").out();
        for (int kill = 1; kill <= 4; kill++) {
            Process process = command(
                            folder,
                            Map.of(),
                            LAUNCHER.toString(),
                            "ingest",
                            "--index",
                            "index",
                            "--commit-every",
                            "0.1",
                            mbox.toString())
                    .start();
            boolean ended = process.waitFor(600 + 500L * kill, TimeUnit.MILLISECONDS);
            process.destroyForcibly().waitFor();
            Run info = run(folder, Map.of(), "info", "--index", "index");
            assertThat(info.err()).matches("(patchidx: there is no index in index\n.*\n)?");
            if (info.status() == 0) {
                assertThat(run(folder, Map.of(), "check", "--index", "index").err())
                        .contains("all well");
            }
            if (ended) {
                break;
            }
        }
        assertThat(run(folder, Map.of(), "ingest", "--index", "index", mbox.toString())
                        .status())
                .isZero();
        assertThat(run(folder, Map.of(), "export", "--index", "index").out()).isEqualTo(undisturbed);
    }

    @ParameterizedTest(name = "{0} ends with {1}")
    @CsvSource({"INT, 130", "TERM, 143"})
    void aSignalCommitsWhatWasReadAndSaysHowToGoOn(String signal, int status) throws Exception {
        Path mbox = Files.writeString(folder.resolve("mbox"), mbox(30_000));
        Process process = command(
                        folder, Map.of(), LAUNCHER.toString(), "ingest", "--jsonl", "--index", "index", mbox.toString())
                .start();
        BufferedReader out = process.inputReader();
        for (int line = 0; line < 500; line++) {
            assertThat(out.readLine()).contains("\"fate\":\"added\"");
        }
        execute(folder, Map.of(), "kill", "-" + signal, String.valueOf(process.pid()));
        List<String> rest = out.readAllLines();
        String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(status);
        assertThat(said).contains("stopped; what was read so far is in the index");
        assertThat(rest.getLast()).contains("\"event\":\"totals\"").contains("\"stopped\":true");
        assertThat(rest.get(rest.size() - 2)).contains("\"event\":\"file\"").contains("\"fate\":\"stopped\"");
        assertThat(run(folder, Map.of(), "info", "--index", "index").out())
                .contains("mails    " + (500 + rest.size() - 2) + "\n");
        assertThat(rest.size()).isLessThan(29_000);
    }

    @ParameterizedTest(name = "{0} ends with {1}")
    @CsvSource({"INT, 130", "TERM, 143"})
    void aSignalEndsTheWaitForAStandardInputThatGivesNothing(String signal, int status) throws Exception {
        Process process = command(
                        folder, Map.of(), LAUNCHER.toString(), "ingest", "--index", "index", ARCHIVE.toString(), "-")
                .start();
        // The index is there before the first file is read, so give it time to come to standard input.
        while (!Files.exists(folder.resolve("index/patchidx.writer"))) {
            Thread.sleep(100);
        }
        Thread.sleep(3000);
        long start = System.nanoTime();
        execute(folder, Map.of(), "kill", "-" + signal, String.valueOf(process.pid()));
        String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(status);
        assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(30));
        assertThat(said)
                .contains("stopped; what was read so far is in the index")
                .contains("26 added");
        assertThat(run(folder, Map.of(), "info", "--index", "index").out()).contains("mails    26\n");
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
    void anIndexThatMayOnlyBeReadIsSearchedAndCheckedAndNotWritten() throws Exception {
        Path index = folder.resolve("index");
        run(folder, Map.of(), "ingest", "--index", index.toString(), ARCHIVE.toString());
        List<String> nobody = asSomebodyWhoMayOnlyRead(index);
        Run search = execute(folder, Map.of(), with(nobody, "search", "--index", index.toString(), "kite"));
        assertThat(search.err()).isEmpty();
        assertThat(search.out()).contains("[PATCH net] kite: Fix null pointer dereference in kite_open()");
        assertThat(search.status()).isZero();
        assertThat(execute(folder, Map.of(), with(nobody, "check", "--index", index.toString()))
                        .err())
                .isEqualTo("patchidx: 26 mails and 26 files, all well\n");
        Run ingest = execute(folder, Map.of(), with(nobody, "ingest", "--index", index.toString(), ARCHIVE.toString()));
        assertThat(ingest.err())
                .startsWith("patchidx: cannot use the index in " + index + ": permission denied\n  hint: ")
                .hasLineCount(2);
        assertThat(ingest.status()).isEqualTo(4);
    }

    /// A command line that starts the program for somebody who may read the index and not write it. Nothing is
    /// forbidden to root.
    private List<String> asSomebodyWhoMayOnlyRead(Path index) throws Exception {
        execute(folder, Map.of(), "chmod", "-R", "a+rX,a-w", index.toString());
        for (Path above = index.getParent(); above.startsWith(folder); above = above.getParent()) {
            execute(folder, Map.of(), "chmod", "a+rx", above.toString());
        }
        boolean isRoot = execute(folder, Map.of(), "id", "-u").out().strip().equals("0");
        List<String> prefix = isRoot
                ? List.of("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups", LAUNCHER.toString())
                : List.of(LAUNCHER.toString());
        Run trial;
        try {
            trial = execute(folder, Map.of(), with(prefix, "--version"));
        } catch (IOException e) {
            trial = new Run(1, "", String.valueOf(e.getMessage()));
        }
        assumeTrue(trial.status() == 0, "the program cannot be started for somebody with fewer rights: " + trial.err());
        return prefix;
    }

    private static String[] with(List<String> prefix, String... arguments) {
        return Stream.concat(prefix.stream(), Stream.of(arguments)).toArray(String[]::new);
    }

    @Test
    void aLimitOnTheSizeOfFilesIsSaid() throws Exception {
        String ingest = "ulimit -f 64; trap '' XFSZ; exec " + LAUNCHER + " ingest --quiet --index index " + ARCHIVE;
        Run run = execute(folder, Map.of(), "bash", "-c", ingest);
        assertThat(run.err()).startsWith("patchidx: cannot write the index in index: file too large\n  hint: ");
        assertThat(run.status()).isEqualTo(4);
        assertThat(run(folder, Map.of(), "ingest", "--index", "index", ARCHIVE.toString())
                        .err())
                .contains("26 added");
    }

    @Test
    void progressIsForTerminals() throws Exception {
        Path mbox = Files.writeString(folder.resolve("mbox"), mbox(10_000));
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

    private static String mbox(int mails) {
        StringBuilder mbox = new StringBuilder();
        for (int i = 1; i <= mails; i++) {
            mbox.append("From mboxrd@z Thu Jan  1 00:00:00 1970\nFrom: Ada <ada@example.org>\nSubject: mail ")
                    .append(i)
                    .append("\nMessage-ID: <")
                    .append(i)
                    .append("@example.org>\n\nText of mail ")
                    .append(i)
                    .append("\n\n");
        }
        return mbox.toString();
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

    private static Run run(Path folder, Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
        command.addAll(Arrays.asList(arguments));
        return execute(folder, environment, command.toArray(String[]::new));
    }

    /// Runs a command line of the shell on a pseudo terminal.
    private Run onTerminal(String line) throws Exception {
        boolean available = execute(folder, Map.of(), "sh", "-c", "command -v script && script --version")
                .out()
                .contains("util-linux");
        assumeTrue(available, "there is no 'script' that gives a pseudo terminal");
        return execute(folder, Map.of("TERM", "xterm"), "script", "-qec", line, "/dev/null");
    }

    private static Run execute(Path folder, Map<String, String> environment, String... command) throws Exception {
        Path err = Files.createTempFile("patchidx", ".err");
        try {
            Process process = command(folder, environment, command)
                    .redirectError(err.toFile())
                    .start();
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Run(process.waitFor(), out, Files.readString(err));
        } finally {
            Files.delete(err);
        }
    }

    private static ProcessBuilder command(Path folder, Map<String, String> environment, String... command)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
        builder.environment().putAll(environment);
        return builder.redirectInput(Redirect.PIPE);
    }
}
