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
import patchidx.Fixtures;

class FailureHandlerTest {
    @Test
    void aFullDiskUnderTheAnswerIsNoFaultOfTheIndex(@TempDir Path folder) {
        assertThat(answeredInto("No space left on device", folder)).isEqualTo("""
            patchidx: standard output cannot be written: No space left on device
            6\
            """);
    }

    @Test
    void whoeverHasSeenEnoughHearsNothing(@TempDir Path folder) {
        assertThat(answeredInto("Broken pipe", folder)).isEqualTo("0");
    }

    /// What is said on standard error, and the exit status, where standard output takes nothing.
    private static String answeredInto(String failure, Path index) {
        Fixtures.run(
                Map.of(),
                "ingest",
                "--index",
                index.toString(),
                Fixtures.BASE.resolve("testdata/archive").toString());
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException(failure);
            }
        };
        StringBuilder said = new StringBuilder();
        for (String[] arguments : new String[][] {{"search", "*"}, {"search", "--json", "*"}, {"search", "--help"}}) {
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            Console console = new Console(
                    InputStream.nullInputStream(),
                    new BufferedOutputStream(broken),
                    new PrintStream(err, true, StandardCharsets.UTF_8),
                    Map.of("PATCHIDX_INDEX", index.toString()),
                    Fixtures.CLOCK);
            int status = PatchidxCommand.run(console, arguments);
            String answer = err.toString(StandardCharsets.UTF_8) + status;
            assertThat(said.isEmpty() || answer.contentEquals(said))
                    .as(String.join(" ", arguments) + ": " + answer)
                    .isTrue();
            said.replace(0, said.length(), answer);
        }
        return said.toString();
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
