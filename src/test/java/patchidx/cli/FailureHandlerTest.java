package patchidx.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import patchidx.Fixtures;

class FailureHandlerTest {
    @ParameterizedTest
    @ValueSource(strings = {"search *", "search --json *", "search --help"})
    void aFullDiskUnderTheAnswerIsNoFaultOfTheIndex(String commandLine, @TempDir Path index) {
        assertThat(runInto("No space left on device", commandLine, index)).isEqualTo("""
            patchidx: standard output cannot be written: No space left on device
            status 6
            """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"search *", "search --json *", "search --help"})
    void whoeverHasSeenEnoughHearsNothing(String commandLine, @TempDir Path index) {
        assertThat(runInto("Broken pipe", commandLine, index)).isEqualTo("status 0\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            value = {
                "search kite --sort dat → cannot sort by 'dat'; did you mean 'date'?",
                "search kite --sort colour → cannot sort by 'colour'; can by relevance, id, kind, tag, version,",
                "search kite --by autor → cannot count by 'autor'; did you mean 'author'?",
                "search kite --format jsonll → no format 'jsonll'; did you mean 'jsonl'?",
                "ingest --format mobx x → no format 'mobx'; did you mean 'mbox'?"
            })
    void aNameThatIsNoneIsGuessedOrAllAreSaid(String commandLine, String said) {
        assertThat(Fixtures.run(commandLine.split(" ")).err()).contains(said);
    }

    /// What is said on standard error, and the exit status, where standard output takes nothing.
    private static String runInto(String failure, String commandLine, Path index) {
        Map<String, String> environment = Map.of("PATCHIDX_INDEX", index.toString());
        Fixtures.run(
                environment,
                "ingest",
                Fixtures.BASE
                        .resolve("testdata/mail/0042-from-in-encoded-words.eml")
                        .toString());
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException(failure);
            }
        };
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                InputStream.nullInputStream(),
                new BufferedOutputStream(broken),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                environment,
                Fixtures.CLOCK);
        int status = PatchidxCommand.run(console, commandLine.split(" "));
        return err.toString(StandardCharsets.UTF_8) + "status " + status + "\n";
    }

    @Test
    void lackOfMemoryIsNoFaultOfTheIndex() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                InputStream.nullInputStream(),
                OutputStream.nullOutputStream(),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of(),
                Fixtures.CLOCK);
        int status = new FailureHandler(console).guard(() -> {
            throw new OutOfMemoryError();
        });
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("""
            patchidx: there is not enough memory
              hint: give it more: PATCHIDX_JAVA_OPTS=-Xmx4g; an ingest goes on behind its last commit
            """);
        assertThat(status).isEqualTo(5);
    }
}
