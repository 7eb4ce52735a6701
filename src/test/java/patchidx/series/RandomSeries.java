package patchidx.series;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import patchidx.patch.Git;

/// A repository with two versions of a series: the branches `v1` and `v2` start at the branch `base`. Patches of the
/// second version are changed, dropped, added, reordered, or stay. The same seed gives the same series.
public final class RandomSeries {
    private static final List<String> LINES = List.of(
            "",
            "}",
            "\t}",
            "\treturn 0;",
            "\tif (!ring)",
            "\t\treturn -ENODEV;",
            "static int kite_open(struct net_device *ndev)",
            "static int kite_read_all_registers(struct kite_device *kite, struct kite_window *window,",
            "Register\tKITE_WINDOW\t0",
            "{",
            "@@ no hunk",
            " ## no file ##",
            "+ plus",
            "- minus",
            "Grüße aus Zürich");

    private static final List<String> NAMES =
            List.of("kite.c", "owl/of/the/northern/marshes/heron.c", "wren.h", "Grüße.txt");

    private final Random random;
    private final Git git;
    private int counter;

    private RandomSeries(Random random, Git git) {
        this.random = random;
        this.git = git;
    }

    /// Makes the repository.
    ///
    /// @param git runs in its folder, which is empty
    public static void create(int seed, Git git) throws IOException {
        new RandomSeries(new Random(seed), git).create();
    }

    /// A change of one file, which can be done again where the file was changed elsewhere.
    ///
    /// @param anchor a line of the file
    private record Edit(String file, Kind kind, String anchor, List<String> lines) {
        enum Kind {
            REPLACE,
            INSERT,
            DELETE,
            RENAME,
            REMOVE,
            EXECUTABLE,
            BINARY,
            CREATE,
            NO_NEWLINE
        }
    }

    private record Step(String title, List<String> body, List<Edit> edits) {}

    private void create() throws IOException {
        git.run("git", "init", "-q");
        git.run("git", "config", "user.name", "Ada Wintér");
        git.run("git", "config", "user.email", "ada@example.org");
        for (String name : NAMES) {
            write(name, String.join("\n", lines(30 + random.nextInt(60))) + "\n");
        }
        commit("base");
        git.run("git", "branch", "base");
        List<Step> first = new ArrayList<>();
        for (int left = 1 + random.nextInt(6); left > 0; left--) {
            first.add(step());
        }
        List<Step> second = new ArrayList<>();
        for (Step step : first) {
            switch (random.nextInt(10)) {
                case 0 -> {} // dropped
                case 1 -> {
                    second.add(step());
                    second.add(step);
                }
                case 2 -> second.add(random.nextInt(second.size() + 1), step);
                case 3 -> second.add(new Step(fresh("title"), step.body, step.edits));
                case 4 -> second.add(new Step(step.title, body(), step.edits));
                case 5, 6, 7 -> second.add(changed(step));
                default -> second.add(step);
            }
        }
        second.add(step());
        apply("v1", first);
        apply("v2", second);
    }

    private void apply(String branch, List<Step> steps) throws IOException {
        git.run("git", "checkout", "-q", "-b", branch, "base");
        for (Step step : steps) {
            for (Edit edit : step.edits) {
                apply(edit);
            }
            commit(step.title + "\n\n" + String.join("\n", step.body));
        }
    }

    /// Commits what has changed, if anything has.
    private void commit(String message) {
        git.run("git", "add", "--all");
        git.tryRun(message, "git", "commit", "-q", "-F", "-");
    }

    private Step step() {
        List<Edit> edits = new ArrayList<>();
        for (int left = 1 + random.nextInt(5); left > 0; left--) {
            edits.add(edit());
        }
        return new Step(fresh("kite: title"), body(), edits);
    }

    private Step changed(Step step) {
        List<Edit> edits = new ArrayList<>(step.edits);
        for (int left = 1 + random.nextInt(3); left > 0; left--) {
            int at = random.nextInt(edits.size());
            switch (random.nextInt(3)) {
                case 0 -> edits.add(at, edit());
                case 1 -> {
                    Edit edit = edits.get(at);
                    List<String> lines = new ArrayList<>(edit.lines);
                    lines.add(random.nextInt(lines.size() + 1), line());
                    edits.set(at, new Edit(edit.file, edit.kind, edit.anchor, lines));
                }
                default -> {
                    if (edits.size() > 1) {
                        edits.remove(at);
                    }
                }
            }
        }
        return new Step(step.title, step.body, edits);
    }

    private List<String> body() {
        List<String> body = new ArrayList<>();
        for (int left = random.nextInt(5); left > 0; left--) {
            body.add(random.nextInt(4) == 0 ? "" : fresh("some\ttext  of a message") + " ".repeat(random.nextInt(2)));
        }
        body.add("");
        body.add("Signed-off-by: Ada Wintér <ada@example.org>");
        return body;
    }

    private Edit edit() {
        Edit.Kind kind = switch (random.nextInt(16)) {
            case 0 -> Edit.Kind.RENAME;
            case 1 -> Edit.Kind.CREATE;
            case 2 -> Edit.Kind.EXECUTABLE;
            case 3 -> Edit.Kind.BINARY;
            case 4 -> Edit.Kind.NO_NEWLINE;
            case 5 -> Edit.Kind.REMOVE;
            case 6, 7 -> Edit.Kind.DELETE;
            case 8, 9, 10 -> Edit.Kind.REPLACE;
            default -> Edit.Kind.INSERT;
        };
        return new Edit(pick(NAMES), kind, line(), lines(1 + random.nextInt(8)));
    }

    private void apply(Edit edit) throws IOException {
        Path file = git.folder().resolve(edit.file);
        if (edit.kind == Edit.Kind.CREATE) {
            write("new/" + edit.lines.getFirst().hashCode() + ".c", String.join("\n", edit.lines) + "\n");
            return;
        }
        if (!Files.exists(file)) {
            return;
        }
        List<String> lines = new ArrayList<>(List.of(Files.readString(file).split("\n", -1)));
        int at = Math.max(0, lines.indexOf(edit.anchor));
        switch (edit.kind) {
            case REPLACE -> {
                lines.remove(at);
                lines.addAll(at, edit.lines);
            }
            case INSERT -> lines.addAll(at, edit.lines);
            case DELETE ->
                lines.subList(at, Math.min(lines.size(), at + edit.lines.size()))
                        .clear();
            case NO_NEWLINE -> lines.removeLast();
            case CREATE, RENAME, REMOVE, EXECUTABLE, BINARY -> {}
        }
        switch (edit.kind) {
            case RENAME -> Files.move(file, file.resolveSibling("moved " + file.getFileName()));
            case REMOVE -> Files.delete(file);
            case EXECUTABLE -> Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
            case BINARY -> write("blob.bin", "\0" + edit.lines);
            case CREATE, REPLACE, INSERT, DELETE, NO_NEWLINE -> write(edit.file, String.join("\n", lines));
        }
    }

    private void write(String name, String content) throws IOException {
        Path file = git.folder().resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content, UTF_8);
    }

    private List<String> lines(int count) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(line());
        }
        return lines;
    }

    private String line() {
        return random.nextInt(3) > 0 ? pick(LINES) : "\tline " + random.nextInt(100) + ";";
    }

    private String fresh(String text) {
        counter++;
        return text + " " + counter;
    }

    private String pick(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }
}
