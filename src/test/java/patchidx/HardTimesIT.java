package patchidx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static patchidx.Launcher.LAUNCHER;
import static patchidx.Launcher.command;
import static patchidx.Launcher.execute;
import static patchidx.Launcher.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import patchidx.Fixtures.Run;

/// What becomes of an index in hard times: processes that are killed or stopped, folders that may only be read, files
/// that may not grow, mails that are large beside the memory.
class HardTimesIT {
    private static final Path ARCHIVE =
            Fixtures.BASE.resolve("testdata/archive").toAbsolutePath();

    @TempDir
    Path folder;

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
        Path mbox = Files.writeString(folder.resolve("mbox"), Archives.mbox(1, 4000));
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
        assumeHeard(signal);
        Path mbox = Files.writeString(folder.resolve("mbox"), Archives.mbox(1, 30_000));
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
        assumeHeard(signal);
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

    /// Shells have what they start in the background ignore SIGINT, and all that is started by that.
    private void assumeHeard(String signal) throws Exception {
        String trial = "trap 'exit 7' " + signal + "; kill -" + signal + " $$";
        assumeTrue(
                execute(folder, Map.of(), "sh", "-c", trial).status() == 7,
                "whoever started the tests has them ignore SIG" + signal);
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

    /// On more cores, more mails are worked on at once. A mail that is read takes some ten times its size, and the
    /// program takes no more than 640 MB.
    @Test
    void mailsOfMegabytesAndTheirCopiesFitIntoTheMemoryOnAnyNumberOfCores() throws Exception {
        Map<String, String> eightCores = Map.of("PATCHIDX_JAVA_OPTS", "-XX:ActiveProcessorCount=8");
        for (String name : List.of("first", "second")) {
            Path mbox = folder.resolve(name);
            try (Writer mails = Files.newBufferedWriter(mbox)) {
                for (int i = 1; i <= 8; i++) {
                    writeLargeMail(i, "List-Id: " + name, mails);
                }
            }
            Run run = run(folder, eightCores, "ingest", "--index", "index", mbox.toString());
            assertThat(run.err()).contains(name.equals("first") ? "8 added" : "8 merged");
            assertThat(run.status()).isZero();
        }
    }

    /// All of them are compared with one another. What was read of them took ten times their size, and 256 MB were not
    /// enough.
    @Test
    void thousandsOfMailsWithOneMessageIdFitIntoTheMemory() throws Exception {
        Path mbox = folder.resolve("mbox");
        try (Writer mails = Files.newBufferedWriter(mbox)) {
            for (int i = 1; i <= 5000; i++) {
                mails.write("""
                    From mboxrd@z Thu Jan  1 00:00:00 1970
                    From: Ada <ada@example.org>
                    Subject: [PATCH] kite: fold %d
                    Message-ID: <same@example.org>

                    """.formatted(i));
                mails.write("a line that is as long as lines are in mail, of mail %d\n"
                        .formatted(i)
                        .repeat(120));
                mails.write("\n");
            }
        }
        Map<String, String> memory = Map.of("PATCHIDX_JAVA_OPTS", "-Xmx256m");
        Run run = run(folder, memory, "ingest", "--index", "index", mbox.toString());
        assertThat(run.err()).contains("5000 added").contains("4999 beside others with their Message-ID");
        assertThat(run.status()).isZero();
    }

    private static void writeLargeMail(int number, String header, Writer mails) throws IOException {
        mails.write("""
            From mboxrd@z Thu Jan  1 00:00:00 1970
            From: Ada <ada@example.org>
            Subject: [PATCH] large %1$d
            Message-ID: <large%1$d@example.org>
            %2$s

            ---
            diff --git a/x.c b/x.c
            --- a/x.c
            +++ b/x.c
            @@ -0,0 +1,150000 @@
            """.formatted(number, header));
        Random random = new Random(number);
        for (int line = 0; line < 150_000; line++) {
            mails.write("+\t");
            for (int word = 0; word < 6; word++) {
                mails.write("word" + random.nextInt(5000) + " ");
            }
            mails.write("\n");
        }
        mails.write("\n");
    }
}
