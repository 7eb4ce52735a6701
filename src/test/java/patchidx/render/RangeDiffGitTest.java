package patchidx.render;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import patchidx.Fixtures;
import patchidx.mail.MailReader;
import patchidx.patch.Git;
import patchidx.patch.PatchMail;
import patchidx.patch.PatchReader;
import patchidx.series.RandomSeries;
import patchidx.series.RangeDiff;
import patchidx.series.RangePatch;

/// Two versions of random series, compared by us from their mails and by `git range-diff` from their commits: what is
/// printed is the same, but for the ids.
class RangeDiffGitTest {
    private static final int SEEDS = Integer.getInteger("patchidx.seeds", 12);

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
    void printsWhatGitPrints(int seed) throws IOException {
        Git git = new Git(folder.resolve("tree"));
        RandomSeries.create(seed, git);
        RangeDiff diff = RangeDiff.of(patches(git, "v1"), patches(git, "v2"), RangeDiff.CREATION_FACTOR);
        for (boolean colour : List.of(false, true)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            new RangeDiffRenderer(new Sink(out, false, 80, colour)).full(diff);
            String expected = git.run(
                    "git",
                    "-c",
                    "core.quotePath=false",
                    "range-diff",
                    colour ? "--color" : "--no-color",
                    "base..v1",
                    "base..v2");
            assertThat(withoutIds(out.toString(UTF_8))).isEqualTo(withoutIds(expected));
        }
    }

    private static List<RangePatch> patches(Git git, String branch) {
        String mbox = git.run("git", "format-patch", "--stdout", "base.." + branch);
        return Fixtures.read(mbox.getBytes(UTF_8), branch).mails().stream()
                .map(MailReader::read)
                .map(PatchReader::read)
                .map(RangeDiffGitTest::patch)
                .toList();
    }

    private static RangePatch patch(PatchMail mail) {
        return RangePatch.of(mail);
    }

    private static String withoutIds(String text) {
        return text.replaceAll("(?m)^((?:\u001b\\[[\\d;]*m)? *(?:\\d+|-):  )[0-9a-f-]+", "$1ID")
                .replaceAll(
                        "(?m)^((?:\u001b\\[[\\d;]*m)? *(?:\\d+|-):  ID"
                                + " (?:\u001b\\[[\\d;]*m)*[<>=!](?:\u001b\\[[\\d;]*m)* *(?:\\d+|-):  )[0-9a-f-]+",
                        "$1ID");
    }
}
