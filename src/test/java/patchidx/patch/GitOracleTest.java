package patchidx.patch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import patchidx.patch.FileChange.Status;

/// Diffs that the installed git and diff make of random files, read by us and by git: files, counts and ids agree.
class GitOracleTest {
    private static final int SEEDS = Integer.getInteger("patchidx.seeds", 20);
    private static final int SHAPES_A_SEED = 4;

    private static final List<Shape> SHAPES = List.of(
            new Shape(1, List.of()),
            new Shape(1, List.of("-M")),
            new Shape(1, List.of("-M", "-C", "--find-copies-harder")),
            new Shape(1, List.of("--binary", "-M")),
            new Shape(0, List.of("--no-prefix", "-M")),
            new Shape(1, List.of("--src-prefix=old/", "--dst-prefix=new.tree/", "-M")),
            new Shape(1, List.of("--src-prefix=i/", "--dst-prefix=w/")),
            new Shape(1, List.of("-U0", "-M")),
            new Shape(1, List.of("-U20", "-C")),
            new Shape(1, List.of("--full-index", "-M")),
            new Shape(1, List.of("--irreversible-delete")),
            new Shape(1, List.of("-B", "-M")),
            new Shape(1, List.of("--text", "-M")));

    /// A way to write a diff.
    ///
    /// @param strip how many leading folders of a path are none
    /// @param options for git
    private record Shape(int strip, List<String> options) {}

    @TempDir
    private Path folder;

    @BeforeAll
    static void gitIsInstalled() {
        assumeTrue(Git.isInstalled(), "no git on the PATH to compare with");
    }

    static IntStream seeds() {
        return IntStream.range(0, SEEDS);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void readsDiffsOfGitAsGitDoes(int seed) throws IOException {
        Random random = new Random(seed);
        Git git = new Git(folder.resolve("tree"));
        git.run("git", "init", "-q");
        RandomTree tree = new RandomTree(random, git.folder(), false);
        tree.create();
        String before = state(git);
        tree.change();
        moveSubmodule(random, git);
        String after = state(git);
        boolean quotePath = random.nextBoolean();
        List<Shape> shapes = new ArrayList<>(SHAPES);
        Collections.shuffle(shapes, random);
        for (Shape shape : shapes.subList(0, SHAPES_A_SEED)) {
            String diff = git.run(command(quotePath, shape, "-p", before, after));
            String text = mail(random, diff);
            PatchText patch = PatchText.of(text);
            List<FileChange> changes = DiffReader.read(patch).changes();

            List<Change> raw = raw(git.run(command(quotePath, shape, "--raw", "-z", before, after)));
            assertThat(changes.stream().map(Change::of))
                    .as("%s\n%s", shape, diff)
                    .containsExactlyElementsOf(raw);

            Optional<List<Git.Row>> numstat = git.numstat(text, shape.strip);
            assertThat(numstat.isPresent() || diff.isEmpty())
                    .as("git reads its own diff")
                    .isTrue();
            assertThat(changes.stream().map(Git.Row::of))
                    .as("%s\n%s", shape, diff)
                    .containsExactlyElementsOf(numstat.orElse(List.of()));

            assertThat(PatchId.of(patch, UTF_8)).as("%s\n%s", shape, diff).isEqualTo(git.patchId(text));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void readsDiffsOfPlainDiffAsGitDoes(int seed) throws IOException {
        Random random = new Random(seed);
        Git git = new Git(folder.resolve("trees"));
        RandomTree tree = new RandomTree(random, git.folder().resolve("linux"), true);
        tree.create();
        git.run("cp", "-r", "linux", "linux.orig");
        tree.change();
        for (String options : List.of("-Nurp", "-ru0")) {
            String diff = git.tryRun("", "diff", options, "linux.orig", "linux").output();
            String text = mail(random, diff);
            PatchText patch = PatchText.of(text);
            List<FileChange> changes = DiffReader.read(patch).changes();
            assertThat(changes.stream().map(Git.Row::of))
                    .as("%s\n%s", options, diff)
                    .containsExactlyElementsOf(git.numstat(text, 1).orElse(List.of()));
            assertThat(PatchId.of(patch, UTF_8)).as("%s\n%s", options, diff).isEqualTo(git.patchId(text));
        }
    }

    /// The id of the tree that lies in the folder.
    private static String state(Git git) {
        git.run("git", "add", "--all", "--force");
        return git.run("git", "write-tree").strip();
    }

    private static void moveSubmodule(Random random, Git git) {
        if (random.nextInt(5) == 0) {
            String commit = String.format("%040x", random.nextInt(Integer.MAX_VALUE));
            git.run("git", "update-index", "--add", "--cacheinfo", "160000," + commit + ",sub module");
        }
    }

    private static String[] command(boolean quotePath, Shape shape, String... more) {
        List<String> command = new ArrayList<>(List.of("git", "-c", "core.quotePath=" + quotePath, "diff-tree", "-r"));
        command.addAll(shape.options);
        command.addAll(Arrays.asList(more));
        return command.toArray(String[]::new);
    }

    /// The diff as it stands in a mail.
    private static String mail(Random random, String diff) {
        String message = "Note: nothing else changes.\n\n    --- a/quoted.c\n    +++ b/quoted.c\n    @@ -1 +1 @@\n\n";
        String stat = " kite.c | 3 +++\n 1 file changed, 3 insertions(+)\n\n";
        String signature = "-- \n2.39.5\n\n";
        String footer = "_______________________________________________\nvirt mailing list\nvirt@lists.example.org\n";
        return switch (random.nextInt(4)) {
            case 0 -> message + "---\n" + stat + diff + signature;
            case 1 -> message + "---\n" + stat + diff + signature + footer;
            case 2 -> message + diff;
            default -> diff;
        };
    }

    /// A file as `git diff --raw` lists it.
    private record Change(Status status, String oldPath, String path) {
        static Change of(FileChange change) {
            Status status = change.status() == Status.MODE ? Status.MODIFIED : change.status();
            return new Change(status, change.oldPath() == null ? change.path() : change.oldPath(), change.path());
        }
    }

    private static List<Change> raw(String output) {
        List<String> words = List.of(output.split("\0", -1));
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i + 2 < words.size(); i += 2) {
            char letter = words.get(i).charAt(words.get(i).lastIndexOf(' ') + 1);
            String path = words.get(i + 1);
            switch (letter) {
                case 'A' -> changes.add(new Change(Status.ADDED, path, path));
                case 'D' -> changes.add(new Change(Status.DELETED, path, path));
                case 'M' -> changes.add(new Change(Status.MODIFIED, path, path));
                case 'R', 'C' -> {
                    String moved = words.get(i + 2);
                    changes.add(new Change(letter == 'R' ? Status.RENAMED : Status.COPIED, path, moved));
                    i++;
                }
                default -> throw new IllegalStateException("git diff --raw: " + words.get(i));
            }
        }
        return changes;
    }
}
