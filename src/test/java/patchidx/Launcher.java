package patchidx;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import patchidx.Fixtures.Run;

/// Starts processes of the real image, without what the environment of the tests says.
final class Launcher {
    /// The program.
    static final Path LAUNCHER = Path.of(System.getProperty("patchidx.launcher", "target/patchidx/bin/patchidx"));

    private Launcher() {}

    /// Runs the program to its end, in a folder.
    static Run run(Path folder, Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
        command.addAll(Arrays.asList(arguments));
        return execute(folder, environment, command.toArray(String[]::new));
    }

    /// Runs any program to its end.
    static Run execute(Path folder, Map<String, String> environment, String... command) throws Exception {
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

    /// Any program, not yet started.
    static ProcessBuilder command(Path folder, Map<String, String> environment, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
        builder.environment().putAll(environment);
        return builder.redirectInput(Redirect.PIPE);
    }
}
