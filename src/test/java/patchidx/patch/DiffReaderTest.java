package patchidx.patch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import patchidx.mail.MailReader;
import patchidx.source.Location;
import patchidx.source.Problem;
import patchidx.source.RawMail;

class DiffReaderTest {
    private static final String HUNK = "@@ -1 +1 @@\n-one\n+two\n";

    @Test
    void readsAChangedFile() {
        assertThat(changes("""
            diff --git a/drivers/kite.c b/drivers/kite.c
            index 2f35646..046c1f7 100644
            --- a/drivers/kite.c
            +++ b/drivers/kite.c
            @@ -8,3 +8,4 @@ static int kite_open(struct net_device *ndev)
             	int err;
            -	one();
            +	two();
            +	three();
             	return 0;
            """)).containsExactly("modified drivers/kite.c +2 -1");
    }

    @Test
    void keepsHunksWithTheirFunctionAndBlobs() {
        FileDiff file = DiffReader.read(PatchText.of("""
            diff --git a/kite.c b/kite.c
            index 2f35646..046c1f7 100644
            --- a/kite.c
            +++ b/kite.c
            @@ -8,2 +8,2 @@ static int kite_open(struct net_device *ndev)
             	int err;
            -	one();
            +	two();
            """)).files().getFirst();
        assertThat(file.oldBlob()).isEqualTo("2f35646");
        assertThat(file.newBlob()).isEqualTo("046c1f7");
        assertThat(file.hunks())
                .containsExactly(new Hunk(
                        new LineRange(8, 2),
                        new LineRange(8, 2),
                        "static int kite_open(struct net_device *ndev)",
                        List.of(" \tint err;", "-\tone();", "+\ttwo();")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a/kite.c b/kite.c | kite.c",
                "i/kite.c w/kite.c | kite.c",
                "c/kite.c i/kite.c | kite.c",
                "old/kite.c new/kite.c | kite.c",
                "kite.c kite.c | kite.c",
                "b/kite.c b/kite.c | b/kite.c",
                "a/b/kite.c b/b/kite.c | b/kite.c",
                "a/two words.c b/two words.c | two words.c",
                "old/two words.c new/two words.c | two words.c",
                "two words.c two words.c | two words.c",
                "a/x b b/x b | x b",
                "\"a/gr\\303\\274n.c\" \"b/gr\\303\\274n.c\" | grün.c",
                "\"a/tab\\tquote\\\"back\\\\slash\" \"b/tab\\tquote\\\"back\\\\slash\" | tab\tquote\"back\\slash",
                "\"old/\\t\" \"new/\\t\" | \t",
                "\"w/\\303\\274\" \"w/\\303\\274\" | w/ü",
                "\"a/😀\\t\" \"b/😀\\t\" | 😀\t",
            },
            ignoreLeadingAndTrailingWhitespace = false)
    void readsTheNameFromTheGitLineAlone(String names, String path) {
        String header = "diff --git " + names.strip() + "\nnew file mode 100644\nindex 0000000..e69de29\n";
        assertThat(DiffReader.read(PatchText.of(header)).changes())
                .extracting(FileChange::path)
                .containsExactly(path.substring(1));
    }

    @Test
    void keepsBlanksAtBothEndsOfAName() {
        assertThat(changes("diff --git a/ kite  b/ kite \nold mode 100644\nnew mode 100755\n"))
                .containsExactly("mode  kite  +0 -0");
    }

    @Test
    void readsRenamesAndCopiesWithAndWithoutChanges() {
        assertThat(changes("""
            diff --git a/kite.c b/drivers/kite.c
            similarity index 100%
            rename from kite.c
            rename to drivers/kite.c
            diff --git a/owl.c b/wren/owl.c
            similarity index 90%
            rename from owl.c
            rename to wren/owl.c
            index 2f35646..046c1f7 100644
            --- a/owl.c
            +++ b/wren/owl.c
            @@ -1,2 +1,3 @@
             a
            +b
             c
            diff --git "a/gr\\303\\274n.c" b/green.c
            similarity index 100%
            copy from "gr\\303\\274n.c"
            copy to green.c
            """))
                .containsExactly(
                        "renamed kite.c => drivers/kite.c +0 -0",
                        "renamed owl.c => wren/owl.c +1 -0",
                        "copied grün.c => green.c +0 -0");
    }

    @Test
    void tellsAChangedModeFromAChangedText() {
        assertThat(changes("""
            diff --git a/run.sh b/run.sh
            old mode 100644
            new mode 100755
            diff --git a/test.sh b/test.sh
            old mode 100644
            new mode 100755
            index 2f35646..046c1f7
            --- a/test.sh
            +++ b/test.sh
            """ + HUNK)).containsExactly("mode run.sh +0 -0", "modified test.sh +1 -1");
    }

    @Test
    void readsNewDeletedAndEmptyFiles() {
        assertThat(changes("""
            diff --git a/new.c b/new.c
            new file mode 100644
            index 0000000..257cc56
            --- /dev/null
            +++ b/new.c
            @@ -0,0 +1 @@
            +foo
            diff --git a/old.c b/old.c
            deleted file mode 100644
            index 257cc56..0000000
            --- a/old.c
            +++ /dev/null
            @@ -1 +0,0 @@
            -foo
            diff --git a/empty b/empty
            new file mode 100644
            index 0000000..e69de29
            diff --git a/gone b/gone
            deleted file mode 100644
            index e69de29..0000000
            """))
                .containsExactly("added new.c +1 -0", "deleted old.c +0 -1", "added empty +0 -0", "deleted gone +0 -0");
    }

    @Test
    void takesAFileWithoutAModeForNewIfItWasNothingBefore() {
        assertThat(changes("diff --git a/new.c b/new.c\n--- /dev/null\n+++ b/new.c\n@@ -0,0 +1 @@\n+foo\n"))
                .containsExactly("added new.c +1 -0");
    }

    @Test
    void skipsBinaryData() {
        assertThat(changes("""
            diff --git a/logo.png b/logo.png
            index 2f35646..046c1f7 100644
            GIT binary patch
            literal 10
            RcmZQzWMT#Y01f~L0RR91

            delta 7
            Ocmd;MWMT#Y1OVv+0bc+B

            diff --git a/old.png b/old.png
            index 2f35646..046c1f7 100644
            Binary files a/old.png and b/old.png differ
            diff --git a/older.png b/older.png
            Files a/older.png and b/older.png differ
            diff --git a/kite.c b/kite.c
            --- a/kite.c
            +++ b/kite.c
            """ + HUNK))
                .containsExactly(
                        "modified logo.png binary",
                        "modified old.png binary",
                        "modified older.png binary",
                        "modified kite.c +1 -1");
    }

    @Test
    void findsTheNextFileBehindBinaryDataThatLostItsBlankLine() {
        assertThat(changes("""
            diff --git a/logo.png b/logo.png
            GIT binary patch
            literal 10
            RcmZQzWMT#Y01f~L0RR91
            diff --git a/kite.c b/kite.c
            --- a/kite.c
            +++ b/kite.c
            """ + HUNK)).containsExactly("modified logo.png binary", "modified kite.c +1 -1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "a/kite.c|b/kite.c|kite.c",
                "linux.orig/fs/kite.c|linux/fs/kite.c|fs/kite.c",
                "fs/kite.c|fs/kite.c|fs/kite.c",
                "a/kite.c.orig|b/kite.c|kite.c",
                "a/kite.c|b/kite.c~|kite.c",
                "a/fs/kite.c\t2019-09-24 06:41:37.000000000 +0200|b/fs/kite.c\t2019-09-25 06:41:37 +0200|fs/kite.c",
                "a/fs/kite.c 2019-09-24 06:41:37.123456789 +0200|b/fs/kite.c    2019-09-25 06:41:37 +02:00|fs/kite.c",
                "a/fs/kite.c\tTue Sep 24 06:41:37 2019|b/fs/kite.c\tTue Sep 24 06:41:38 2019|fs/kite.c",
                "a/fs/kite.c Tue Sep 24 06:41:37 2019 +0000|b/fs/kite.c Tue Sep 24 06:41:38 2019 +0000|fs/kite.c",
                "fs/kite.c\t(revision 17)|fs/kite.c\t(working copy)|fs/kite.c",
                "fs/kite.c   (revision 17)|fs/kite.c   (working copy)|fs/kite.c",
                "a/two words.c\t2019-09-24|b/two words.c\t2019-09-24|two words.c",
                "a/tab\tname.c\t2019-09-24 06:41:37|b/tab\tname.c\t2019-09-24 06:41:37|tab\tname.c",
                "\"a/gr\\303\\274n.c\"\t2019-09-24|\"b/gr\\303\\274n.c\"\t2019-09-24|grün.c",
            })
    void readsTheNameFromPlainLines(String before, String after, String path) {
        assertThat(changes("--- " + before + "\n+++ " + after + "\n" + HUNK))
                .containsExactly("modified " + path + " +1 -1");
    }

    @ParameterizedTest
    @CsvSource({
        "1970-01-01 00:00:00.000000000 +0000, added",
        "1970-01-01 00:00:00 +0000, added",
        "1970-01-01 01:00:00.000000000 +0100, added",
        "1969-12-31 16:00:00.000000000 -0800, added",
        "1970-01-01 05:30:00 +05:30, added",
        "Thu Jan  1 00:00:00 1970, added",
        "1970-01-01 09:00:00.000000000 +0000, modified",
        "2019-09-24 06:41:37.000000000 +0000, modified",
    })
    void readsFromTheTimeWhetherAFileIsNew(String time, String status) {
        assertThat(changes("""
            diff -Nurp linux.orig/fs/kite.c linux/fs/kite.c
            --- linux.orig/fs/kite.c	%s
            +++ linux/fs/kite.c	2019-09-24 06:41:37.000000000 +0000
            @@ -0,0 +1 @@
            +foo
            """.formatted(time))).containsExactly(status + " fs/kite.c +1 -0");
    }

    @Test
    void readsDiffsOfOtherPrograms() {
        assertThat(changes("""
            Index: linux/fs/quilt.c
            ===================================================================
            --- linux.orig/fs/quilt.c
            +++ linux/fs/quilt.c
            @@ -1 +1 @@
            -one
            +two
            Index: trunk/svn.c
            ===================================================================
            --- trunk/svn.c	(revision 17)
            +++ trunk/svn.c	(working copy)
            @@ -1 +1 @@
            -one
            +two

            Property changes on: trunk/svn.c
            ___________________________________________________________________
            Added: svn:executable
            diff -r 1f2e3d4c5b6a -r a6b5c4d3e2f1 hg.c
            --- a/hg.c	Thu Jan 01 00:00:00 2015 +0000
            +++ b/hg.c	Tue Sep 24 06:41:37 2019 +0000
            @@ -1 +1 @@
            -one
            +two
            """))
                .containsExactly("modified fs/quilt.c +1 -1", "modified trunk/svn.c +1 -1", "modified hg.c +1 -1");
    }

    @Test
    void keepsTheFirstFolderOfANewFileWhereOtherNamesHaveNoPrefix() {
        assertThat(changes("--- /dev/null\n+++ fs/new.c\n@@ -0,0 +1 @@\n+foo\n--- fs/kite.c\n+++ fs/kite.c\n" + HUNK))
                .containsExactly("added fs/new.c +1 -0", "modified fs/kite.c +1 -1");
    }

    @Test
    void takesTheFirstFolderOfANewFileOffAsGitDoes() {
        assertThat(changes("--- /dev/null\n+++ linux-5.3/fs/new.c\n@@ -0,0 +1 @@\n+foo\n"))
                .containsExactly("added fs/new.c +1 -0");
    }

    @Test
    void doesNotMindCarriageReturns() {
        String diff = "diff --git a/kite.c b/kite.c\n--- a/kite.c\n+++ b/kite.c\n" + HUNK;
        assertThat(changes(diff.replace("\n", "\r\n"))).containsExactly("modified kite.c +1 -1");
    }

    @Test
    void leavesACarriageReturnInALine() {
        Diff diff = read("--- a/kite.c\n+++ b/kite.c\n@@ -1 +1 @@ a\rb\n-one\rtwo\n+two\u2028three\n");
        assertThat(diff.files().getFirst().hunks().getFirst())
                .isEqualTo(new Hunk(
                        new LineRange(1, 1), new LineRange(1, 1), "a\rb", List.of("-one\rtwo", "+two\u2028three")));
    }

    @Test
    void readsFilesWithoutANewlineAtTheirEnd() {
        assertThat(changes("""
            --- a/kite.c
            +++ b/kite.c
            @@ -1,2 +1,2 @@
             a
            -one
            \\ No newline at end of file
            +two
            \\ No newline at end of file
            --- a/owl.c
            +++ b/owl.c
            """ + HUNK)).containsExactly("modified kite.c +1 -1", "modified owl.c +1 -1");
    }

    @Test
    void takesLinesThatLookLikeNamesForWhatTheyAre() {
        assertThat(changes("""
            --- a/query.sql
            +++ b/query.sql
            @@ -1,3 +1,3 @@
             select 1;
            --- an old comment
            +++ no comment
             select 2;
            @@ -9 +9 @@
            -one
            +two
            """)).containsExactly("modified query.sql +2 -2");
    }

    @Test
    void readsADiffOfADiff() {
        assertThat(changes("""
            diff --git a/fix.patch b/fix.patch
            --- a/fix.patch
            +++ b/fix.patch
            @@ -1,7 +1,7 @@
             diff --git a/kite.c b/kite.c
             --- a/kite.c
             +++ b/kite.c
            -@@ -1 +1 @@
            +@@ -1,2 +1,2 @@
              a
             -one
             +two
            """)).containsExactly("modified fix.patch +1 -1");
    }

    @Test
    void readsRangesOfNoLines() {
        assertThat(changes("--- a/kite.c\n+++ b/kite.c\n@@ -3,0 +4,2 @@\n+a\n+b\n@@ -9,2 +11,0 @@\n-c\n-d\n"))
                .containsExactly("modified kite.c +2 -2");
    }

    @Test
    void readsSeveralDiffsInAMail() {
        String diff = "diff --git a/kite.c b/kite.c\n--- a/kite.c\n+++ b/kite.c\n" + HUNK;
        assertThat(changes("First:\n" + diff + "-- \n2.39.5\n\nAnd on top of that:\n\n" + diff + "-- \nAda\n"))
                .containsExactly("modified kite.c +1 -1", "modified kite.c +1 -1");
    }

    @Test
    void readsSubmodules() {
        assertThat(changes("""
            diff --git a/roms/owl b/roms/owl
            index 1f2e3d4..a6b5c4d 160000
            --- a/roms/owl
            +++ b/roms/owl
            @@ -1 +1 @@
            -Subproject commit 1f2e3d4c5b6a1f2e3d4c5b6a1f2e3d4c5b6a1f2e
            +Subproject commit a6b5c4d3e2f1a6b5c4d3e2f1a6b5c4d3e2f1a6b5
            """)).containsExactly("modified roms/owl +1 -1");
    }

    @Test
    void readsNoCombinedDiffsAsGitDoesNot() {
        assertThat(changes("""
            diff --cc kite.c
            index 1f2e3d4,a6b5c4d..0000000
            --- a/kite.c
            +++ b/kite.c
            @@@ -1,1 -1,1 +1,2 @@@
             +one
            + two
            diff --git a/owl.c b/owl.c
            --- a/owl.c
            +++ b/owl.c
            """ + HUNK)).containsExactly("modified owl.c +1 -1");
    }

    @Test
    void readsNoDiffThatIsQuotedOrIndented() {
        String diff = "diff --git a/kite.c b/kite.c\n--- a/kite.c\n+++ b/kite.c\n" + HUNK;
        assertThat(changes(diff.replaceAll("(?m)^", "> "))).isEmpty();
        assertThat(changes(diff.replaceAll("(?m)^", "    "))).isEmpty();
    }

    @Test
    void readsNamesThatAMailerBroke() {
        assertThat(changes("""
            diff --git a/drivers/a/long/path/to/kite.c
            b/drivers/a/long/path/to/kite.c
            index 2f35646..046c1f7 100644
            --- a/drivers/a/long/path/to/kite.c
            +++ b/drivers/a/long/path/to/kite.c
            """ + HUNK)).containsExactly("modified drivers/a/long/path/to/kite.c +1 -1");
    }

    @Test
    void takesAFileWhoseHeaderHasNoNamesFromItsFirstLine() {
        assertThat(changes("diff --git a/kite.c b/owl.c\nsimilarity index 100%\ndiff --git a/a b/a\nold mode 100644\n"))
                .containsExactly("modified owl.c +0 -0", "mode a +0 -0");
    }

    @Test
    void mendsLinesThatAMailerBroke() {
        Diff diff = read("""
            --- a/kite.c
            +++ b/kite.c
            @@ -1,3 +1,3 @@ static int kite_open(struct net_device *ndev,
            int flags)
             	int err;
            -	one(first,
            second);
            +	two();
             	return 0;
            """);
        assertThat(diff.files().getFirst().hunks().getFirst().lines())
                .containsExactly(" \tint err;", "-\tone(first, second);", "+\ttwo();", " \treturn 0;");
        assertThat(kinds(diff)).containsExactly(Problem.Kind.HUNK_DAMAGED);
    }

    @Test
    void givesContextItsBlankBack() {
        Diff diff = read("""
            --- a/kite.c
            +++ b/kite.c
            @@ -1,5 +1,5 @@
            int open(void)
            {
            -	one();
            +	two();
            	return 0;
            }
            -- \n2.39.5
            """);
        assertThat(diff.files().getFirst().hunks().getFirst().lines())
                .containsExactly(" int open(void)", " {", "-\tone();", "+\ttwo();", " \treturn 0;", " }");
        assertThat(kinds(diff)).containsExactly(Problem.Kind.HUNK_DAMAGED);
    }

    @Test
    void takesAnEmptyLineForContext() {
        assertThat(read("--- a/kite.c\n+++ b/kite.c\n@@ -1,2 +1,3 @@\n a\n\n+b\n")
                        .oddities())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-- \n2.39.5\n\n", "____________\nvirt mailing list\nvirt@lists.example.org\n"})
    void keepsWhatIsThereOfATruncatedHunk(String below) {
        Diff diff = read("--- a/kite.c\n+++ b/kite.c\n@@ -1,9 +1,9 @@\n a\n-one\n+two\n" + below);
        assertThat(strings(diff)).containsExactly("modified kite.c +1 -1");
        assertThat(kinds(diff)).containsExactly(Problem.Kind.HUNK_SHORT);
    }

    @Test
    void findsTheNextFileBehindAHunkThatPromisesTooMuch() {
        Diff diff =
                read("--- a/kite.c\n+++ b/kite.c\n@@ -1,9 +1,9 @@\n a\n-one\n+two\n--- a/owl.c\n+++ b/owl.c\n" + HUNK);
        assertThat(strings(diff)).containsExactly("modified kite.c +1 -1", "modified owl.c +1 -1");
        assertThat(kinds(diff)).containsExactly(Problem.Kind.HUNK_SHORT);
    }

    @Test
    void keepsLinesThatAHunkDidNotCount() {
        Diff diff = read("--- a/kite.c\n+++ b/kite.c\n@@ -1,2 +1,2 @@\n a\n-one\n+two\n+three\n b\n" + HUNK);
        assertThat(strings(diff)).containsExactly("modified kite.c +3 -2");
        assertThat(kinds(diff)).containsExactly(Problem.Kind.HUNK_DAMAGED);
    }

    @Test
    void findsTheNextHunkBehindOneThatSomebodyCut() {
        Diff diff = read("--- a/kite.c\n+++ b/kite.c\n@@ -1,9 +1,9 @@\n a\n-one\n+two\n[cut\nhere]\n" + HUNK);
        assertThat(strings(diff)).containsExactly("modified kite.c +2 -2");
        assertThat(kinds(diff)).containsExactly(Problem.Kind.HUNK_SHORT);
    }

    @Test
    void ignoresLinesBehindTheLastHunkAsGitDoes() {
        assertThat(changes("--- a/kite.c\n+++ b/kite.c\n" + HUNK + "+a list,\n- not a hunk\n"))
                .containsExactly("modified kite.c +1 -1");
    }

    @Test
    void saysThatAHeaderEndsTheText() {
        Diff diff = read("diff --git a/kite.c b/kite.c\nindex 2f35646..046c1f7 100644\n");
        assertThat(diff.files()).isEmpty();
        assertThat(diff.endsEarly()).isTrue();
    }

    @Test
    void readsADiffInAnAttachment() {
        assertThat(inMail("""
            From: Ada Winter <ada.winter@example.org>
            Subject: [PATCH] kite: Fix it
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=cut

            --cut
            Content-Type: text/plain

            See below.
            --cut
            Content-Type: application/octet-stream; name="0001-fix.patch"
            Content-Transfer-Encoding: base64

            LS0tIGEva2l0ZS5jCisrKyBiL2tpdGUuYwpAQCAtMSArMSBAQAotb25lCit0d28K
            --cut--
            """)).containsExactly("modified kite.c +1 -1");
    }

    @Test
    void readsTheDiffThatAReplyBringsAndNotTheOneItQuotes() {
        assertThat(inMail("""
            From: Ada Winter <ada.winter@example.org>
            Subject: Re: [PATCH] kite: Fix it

            >From the list:
            > --- a/owl.c
            > +++ b/owl.c
            > @@ -1 +1 @@
            > -one
            > +two

            Rather this:

            --- a/kite.c
            +++ b/kite.c
            """ + HUNK)).containsExactly("modified kite.c +1 -1");
    }

    private static Diff read(String text) {
        return DiffReader.read(PatchText.of(text));
    }

    private static List<String> changes(String text) {
        return strings(read(text));
    }

    private static List<String> inMail(String mail) {
        byte[] bytes = mail.getBytes(UTF_8);
        RawMail raw = new RawMail(new Location("/mail", 0, bytes.length), bytes, true, null);
        return PatchReader.read(MailReader.read(raw)).changes().stream()
                .map(DiffReaderTest::string)
                .toList();
    }

    private static List<String> strings(Diff diff) {
        return diff.changes().stream().map(DiffReaderTest::string).toList();
    }

    private static String string(FileChange change) {
        String size = change.binary() ? "binary" : "+" + change.insertions() + " -" + change.deletions();
        String name = Stream.of(change.oldPath(), change.path())
                .filter(path -> path != null)
                .collect(Collectors.joining(" => "));
        return change.status().label() + " " + name + " " + size;
    }

    private static List<Problem.Kind> kinds(Diff diff) {
        return diff.oddities().stream().map(Diff.Oddity::kind).distinct().toList();
    }
}
