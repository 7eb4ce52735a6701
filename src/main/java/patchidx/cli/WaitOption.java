package patchidx.cli;

import java.time.Duration;
import picocli.CommandLine.Option;

/// `--wait`, for every command that writes the index.
final class WaitOption {
    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description = "If another process writes the index, wait so long for it to finish (${DEFAULT-VALUE}).")
    private int seconds;

    Duration patience() throws Usage {
        Usage.check(seconds >= 0, "--wait must not be negative");
        return Duration.ofSeconds(seconds);
    }
}
