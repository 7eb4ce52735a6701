package patchidx.patch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The installed git and diff, asked what a diff means. They run in one folder, without the user's configuration.
public final class Git {
    private final Path folder;
    private final Path input;
    private final Path output;

    /// @param folder where to run; made if it is missing
    public Git(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.input = Files.createTempFile(folder.getParent(), "in", "");
        this.output = Files.createTempFile(folder.getParent(), "out", "");
    }

    public static boolean isInstalled() {
        try {
            Process git = new ProcessBuilder("git", "--version")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return git.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public Path folder() {
        return folder;
    }

    /// What a command prints.
    ///
    /// @throws IllegalStateException if it fails
    public String run(String... command) {
        Result result = tryRun("", command);
        if (result.status() != 0) {
            throw new IllegalStateException(String.join(" ", command) + ": " + result.output());
        }
        return result.output();
    }

    /// How a command ended.
    ///
    /// @param status exit status
    /// @param output standard output, and errors if it failed
    public record Result(int status, String output) {}

    public Result tryRun(String in, String... command) {
        try {
            Files.writeString(input, in);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectInput(input.toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            Map<String, String> environment = builder.environment();
            environment.keySet().removeIf(name -> name.startsWith("GIT_"));
            environment.put("GIT_CONFIG_NOSYSTEM", "1");
            environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
            environment.put("GIT_CEILING_DIRECTORIES", folder.getParent().toString());
            environment.put("HOME", folder.getParent().toString());
            environment.put("LC_ALL", "C.UTF-8");
            environment.put("TZ", "UTC");
            int status = builder.start().waitFor();
            return new Result(status, new String(Files.readAllBytes(output), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// A file that a diff changes, as `git apply --numstat` counts it.
    ///
    /// @param insertions null for a binary file
    /// @param deletions null for a binary file
    record Row(
            String path,
            @Nullable Integer insertions,
            @Nullable Integer deletions) {
        static Row of(FileChange change) {
            return new Row(change.path(), change.insertions(), change.deletions());
        }
    }

    /// What `git apply --numstat` says of a text; empty if git refuses it.
    ///
    /// @param strip how many leading folders of a path are none
    Optional<List<Row>> numstat(String text, int strip) {
        Result result = tryRun(text, "git", "apply", "--numstat", "-z", "-p" + strip, "-");
        if (result.status() != 0) {
            return Optional.empty();
        }
        List<Row> rows = new ArrayList<>();
        for (String row : result.output().split("\0", -1)) {
            String[] parts = row.split("\t", 3);
            if (parts.length == 3) {
                rows.add(new Row(parts[2], number(parts[0]), number(parts[1])));
            }
        }
        return Optional.of(rows);
    }

    private static @Nullable Integer number(String digits) {
        return digits.equals("-") ? null : Integer.valueOf(digits);
    }

    /// What `git patch-id --stable` says of a text; empty if it holds no patch.
    Optional<String> patchId(String text) {
        String output = tryRun(text, "git", "patch-id", "--stable").output();
        return output.isEmpty() ? Optional.empty() : Optional.of(output.substring(0, output.indexOf(' ')));
    }
}
