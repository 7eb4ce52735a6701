package patchidx.patch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// `git patch-id` takes a patch apart in a way of its own, oddities included; [GitOracleTest] compares whole patches.
class PatchIdTest {
    private static final String KITE = """
        diff --git a/kite.c b/kite.c
        index 2f35646..046c1f7 100644
        --- a/kite.c
        +++ b/kite.c
        @@ -8,2 +8,2 @@ static int kite_open(void)
         	int err;
        -	one();
        +	two();
        """;
    private static final String OWL = KITE.replace("kite", "owl");
    private static final String LOGO = """
        diff --git a/logo.png b/logo.png
        index 2f35646..046c1f7 100644
        GIT binary patch
        literal 10
        RcmZQzWMT#Y01f~L0RR91

        literal 0
        HcmV?d00001

        """;

    @TempDir
    private Path folder;

    @Test
    void isTheSameWhereverAPatchApplies() {
        String moved = KITE.replace("@@ -8,2 +8,2 @@ static int kite_open(void)", "@@ -70,2 +71,2 @@")
                .replace("2f35646..046c1f7", "1111111..2222222")
                .replace("\tone();", "        one( );");
        assertThat(PatchId.of(PatchText.of(moved), UTF_8)).isEqualTo(PatchId.of(PatchText.of(KITE), UTF_8));
    }

    @Test
    void isTheSameInWhateverOrderFilesCome() {
        assertThat(PatchId.of(PatchText.of(OWL + KITE), UTF_8)).isEqualTo(PatchId.of(PatchText.of(KITE + OWL), UTF_8));
    }

    @Test
    void isMadeOfTheBytesOfTheMail() {
        PatchText text = PatchText.of(KITE.replace("one", "zürich"));
        assertThat(PatchId.of(text, ISO_8859_1)).isNotEqualTo(PatchId.of(text, UTF_8));
    }

    @Test
    void isNothingWithoutADiff() {
        assertThat(PatchId.of(PatchText.of("Hello,\n\n> diff --git a/kite.c b/kite.c\n"), UTF_8))
                .isEmpty();
    }

    static Stream<String> texts() {
        String message = "Fix it.\n\n---\n kite.c | 2 +-\n 1 file changed, 1 insertion(+), 1 deletion(-)\n\n";
        return Stream.of(
                KITE,
                KITE + OWL,
                message + KITE + "-- \n2.39.5\n\n",
                KITE + "\nFooter\n" + OWL,
                LOGO,
                LOGO + KITE,
                KITE + LOGO + OWL,
                LOGO + LOGO.replace("logo", "other"),
                KITE.replace("-\tone();", "-\tone();\n\\ No newline at end of file"),
                KITE.replace("@@ -8,2 +8,2 @@", "@@ -8,9 +8,9 @@"),
                KITE.replace("@@ -8,2 +8,2 @@", "@@ -8 +8 @@"),
                KITE.replace("@@ -8,2 +8,2 @@", "@@ -8,x +8,2 @@"),
                KITE.replace("@@ -8,2 +8,2 @@", "@@ -8,2"),
                KITE.replace("\tint err;\n", "\tint err;\n\n"),
                KITE.replace("\n", "\r\n"),
                KITE.replace("index ", "similarity index 90%\nrename from a\nrename to b\nindex "),
                KITE.replace("index 2f35646..046c1f7 100644", "index 2f35646"),
                KITE.replace("index 2f35646..046c1f7 100644\n", "new file mode 100644\n"),
                KITE + "From 2f3564678591 Mon Sep 17 00:00:00 2001\n" + OWL,
                KITE + "From " + "0123456789".repeat(4) + " Mon Sep 17 00:00:00 2001\n" + OWL,
                "commit " + "0123456789".repeat(4) + "\n\n    Fix it.\n\n" + KITE,
                KITE.replace("diff --git a/kite.c b/kite.c\nindex 2f35646..046c1f7 100644\n", ""),
                "diff -Nurp a/kite.c b/kite.c\n" + KITE.substring(KITE.indexOf("---")),
                "Index: kite.c\n=====\n" + KITE.substring(KITE.indexOf("---")),
                "diff --git a/run.sh b/run.sh\nold mode 100644\nnew mode 100755\n" + KITE,
                "diff --cc kite.c\nindex 1,2..3\n--- a/kite.c\n+++ b/kite.c\n@@@ -1 -1 +1 @@@\n++a\n" + KITE);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void isWhatGitSays(String text) throws IOException {
        assumeTrue(Git.isInstalled(), "no git on the PATH to compare with");
        Git git = new Git(folder.resolve("git"));
        assertThat(PatchId.of(PatchText.of(text), UTF_8)).isEqualTo(git.patchId(text));
    }
}
