package patchidx.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import patchidx.Fixtures;

class FailureHandlerTest {
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
