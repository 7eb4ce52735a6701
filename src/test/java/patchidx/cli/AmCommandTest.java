package patchidx.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import patchidx.Fixtures;
import patchidx.Fixtures.Run;
import patchidx.patch.Git;

/// A series of three patches in two versions, of which the second renews one patch as an answer to the first, with
/// reviews in replies.
class AmCommandTest {
    private static final String CLOSING_SIGN_OFF = "Signed-off-by: Ada <ada@example.org>\n";

    @TempDir
    private Path folder;

    private Git git;
    private Path mails;

    @BeforeEach
    void makeMails() throws IOException {
        assumeTrue(Git.isInstalled(), "no git on the PATH to apply mails with");
        git = new Git(folder.resolve("tree"));
        mails = Files.createDirectories(folder.resolve("mails"));
        git.run("git", "init", "-q");
        git.run("git", "config", "user.name", "Ada");
        git.run("git", "config", "user.email", "ada@example.org");
        commit("base", "0\n");
        git.run("git", "branch", "base");
        commit("kite: one", "0\n1\n");
        commit("kite: two", "0\n1\n2\n");
        commit("kite: three", "0\n1\n2\n3\n");
        String base = git.run("git", "rev-parse", "base").strip();
        send("0", "[PATCH 0/3] kite: count", null, "Count.\n\nbase-commit: " + base + "\n");
        for (int number = 1; number <= 3; number++) {
            String mail = git.run("git", "format-patch", "--stdout", "-1", "HEAD~" + (3 - number));
            String body = mail.substring(mail.indexOf("\n\n") + 2);
            send(
                    "" + number,
                    "[PATCH " + number + "/3] kite: "
                            + List.of("one", "two", "three").get(number - 1),
                    "0",
                    body);
        }
        reply("r0", "0", "Bram", "Tested-by: Bram <bram@example.net>");
        reply("r1", "1", "Esme", "> Reviewed-by: Nobody <nobody@example.net>\n\nReviewed-by: Esme <esme@example.net>");
        reply(
                "r2",
                "r1",
                "Farid",
                "Me too.\n\nAcked-by: Farid <farid@example.net>\nReviewed-by: Esme <esme@example.net>");
        reply("r3", "3", "Gwen", "Acked-by: Somebody Else <else@example.com>");
    }

    @Test
    void gitMakesTheCommitsWithTheTrailersOfTheReplies() throws IOException {
        Run run = am("0");
        assertThat(run.status()).isZero();
        apply(run.out());
        assertThat(git.run("git", "rev-parse", "applied^{tree}")).isEqualTo(git.run("git", "rev-parse", "HEAD^{tree}"));
        assertThat(git.run("git", "log", "--reverse", "--format=%B", "base..applied"))
                .isEqualTo("kite: one\n\n" + CLOSING_SIGN_OFF
                        + "Tested-by: Bram <bram@example.net>\n"
                        + "Reviewed-by: Esme <esme@example.net>\n"
                        + "Acked-by: Farid <farid@example.net>\n\n"
                        + "kite: two\n\n" + CLOSING_SIGN_OFF + "Tested-by: Bram <bram@example.net>\n\n"
                        + "kite: three\n\n" + CLOSING_SIGN_OFF + "Tested-by: Bram <bram@example.net>\n\n");
        String base = git.run("git", "rev-parse", "base").strip();
        assertThat(run.err()).isEqualTo("""
            patchidx: version 1 of kite: count: 3 of 3 patches
            patchidx: to patch 1, 2, 3: Tested-by: Bram <bram@example.net>
            patchidx: to patch 1: Reviewed-by: Esme <esme@example.net>
            patchidx: to patch 1: Acked-by: Farid <farid@example.net>
            patchidx: not to patch 3, as Gwen <gwen@example.net> sent it: Acked-by: Somebody Else <else@example.com>
            patchidx: made on commit BASE
              hint: git checkout -b NAME BASE
            patchidx: the cover letter is left out; --cover FILE writes it
            """.replace("BASE", base));
    }

    @Test
    void aTrailerThatWasGivenToThePatchAndToItsCoverLetterIsNamedOnce() throws IOException {
        reply("r4", "1", "Bram", "Tested-by: Bram <bram@example.net>");
        assertThat(am("0").err().lines().filter(line -> line.contains("Bram")))
                .containsExactly("patchidx: to patch 1, 2, 3: Tested-by: Bram <bram@example.net>");
    }

    @Test
    void messagesStayAsTheyWereSentOnRequest() throws IOException {
        Run run = am("--no-trailers", "r2");
        apply(run.out());
        assertThat(git.run("git", "log", "--reverse", "--format=%B", "base..applied"))
                .isEqualTo(git.run("git", "log", "--reverse", "--format=%B", "base..HEAD"));
        assertThat(run.err()).doesNotContain("-by:");
    }

    @Test
    void whatARenewedPartLeavesOutIsFilledFromTheVersionBefore() throws IOException {
        renewSecondPatch();
        Run run = am("0");
        assertThat(run.status()).isZero();
        assertThat(run.err()).startsWith("""
            patchidx: version 2 of kite: two, renewed: 3 of 3 patches
            patchidx: patch 1 is from version 1: 1@example.org
            patchidx: patch 3 is from version 1: 3@example.org
            """);
        apply(run.out());
        assertThat(git.run("git", "log", "--reverse", "--format=%s", "base..applied"))
                .isEqualTo("kite: one\nkite: two, renewed\nkite: three\n");
    }

    @Test
    void aVersionIsNamedByItsNumber() throws IOException {
        renewSecondPatch();
        assertThat(am("-v1", "2b").err()).startsWith("patchidx: version 1 of kite: count: 3 of 3 patches\n");
        Run none = am("-v3", "0");
        assertThat(none.out()).isEmpty();
        assertThat(none.err()).isEqualTo("patchidx: no version 3 of kite: count; there are 1, 2\n");
        assertThat(none.status()).isEqualTo(1);
    }

    @Test
    void ofAVersionThatWasSentAgainTheOneThatIsNamedIsTaken() throws IOException {
        for (int number = 1; number <= 3; number++) {
            String mail = Files.readString(mails.resolve(number + ".eml"));
            String title = mail.lines()
                    .filter(line -> line.startsWith("Subject: "))
                    .findFirst()
                    .orElseThrow();
            String subject = title.replace("Subject: [PATCH ", "[PATCH RESEND ");
            send("again" + number, subject, number == 1 ? null : "again1", mail.substring(mail.indexOf("\n\n") + 2));
        }
        assertThat(am("2").out()).contains("<again2@example.org>").doesNotContain("<2@example.org>");
        assertThat(am("-v1", "2").out()).contains("<2@example.org>").doesNotContain("<again2@example.org>");
    }

    @Test
    void missingPatchesAreAnErrorUnlessPartsWillDo() throws IOException {
        Files.delete(mails.resolve("2.eml"));
        Run run = am("0");
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualTo("""
            patchidx: version 1 of kite: count: missing 2/3
              hint: --partial writes the others
            """);
        assertThat(run.status()).isEqualTo(1);
        Run partial = am("--partial", "0");
        assertThat(partial.out()).contains("[PATCH 1/3]", "[PATCH 3/3]");
        assertThat(partial.err()).contains("missing 2/3\n", "2 of 3 patches\n");
        assertThat(partial.status()).isZero();
    }

    @Test
    void theCoverLetterGoesToAFile() throws IOException {
        Path file = folder.resolve("cover.txt");
        am("--cover", file.toString(), "0");
        assertThat(file).content().startsWith("kite: count\n\nCount.\n");
        Run elsewhere = am("--cover", folder.resolve("nowhere/cover.txt").toString(), "0");
        assertThat(elsewhere.err()).contains("--cover: no file can be made at ");
        assertThat(elsewhere.out()).isEmpty();
        assertThat(elsewhere.status()).isEqualTo(2);
    }

    @Test
    void aMailThatBelongsToNoSeriesIsNamed() throws IOException {
        send("other", "Re: something", null, "Text.\n");
        assertThat(am("other").err()).isEqualTo("patchidx: no patches belong to other@example.org\n");
        assertThat(am("nobody").err()).isEqualTo("patchidx: no mail nobody@example.org\n");
        assertThat(am("nobody").status()).isEqualTo(1);
    }

    private void renewSecondPatch() throws IOException {
        String body = Files.readString(mails.resolve("2.eml"));
        send("2b", "[PATCH v2 2/3] kite: two, renewed", "2", body.substring(body.indexOf("\n\n") + 2));
    }

    private void commit(String title, String content) throws IOException {
        Files.writeString(git.folder().resolve("kite.txt"), content);
        git.run("git", "add", "--all");
        git.tryRun(title + "\n\n" + CLOSING_SIGN_OFF, "git", "commit", "-q", "-F", "-");
    }

    @Test
    void aReplyToAMailThatIsMissingIsFoundByItsReferences() throws IOException {
        Files.writeString(mails.resolve("r9.eml"), """
            From: Hana <hana@example.net>
            Subject: Re: [PATCH 2/3] kite
            Date: Tue, 24 Sep 2019 08:00:00 +0000
            Message-ID: <r9@example.org>
            In-Reply-To: <gone@example.org>
            References: <0@example.org> <2@example.org> <gone@example.org>

            Reviewed-by: Hana <hana@example.net>
            """);
        assertThat(am("0").out()).containsOnlyOnce("Reviewed-by: Hana <hana@example.net>");
    }

    private void reply(String id, String on, String name, String text) throws IOException {
        String email = name.toLowerCase(Locale.ROOT) + "@example.net";
        write(id, name + " <" + email + ">", "Re: [PATCH] kite", on, text + "\n");
    }

    private void send(String id, String subject, String on, String body) throws IOException {
        write(id, "Ada <ada@example.org>", subject, on, body);
    }

    private int minutes;

    private void write(String id, String from, String subject, String on, String body) throws IOException {
        String date = String.format("Tue, 24 Sep 2019 06:%02d:37 +0000", minutes++);
        String reference = on == null
                ? ""
                : "In-Reply-To: <" + on + "@example.org>\nReferences: <0@example.org> <" + on + "@example.org>\n";
        Files.writeString(
                mails.resolve(id + ".eml"),
                "From: " + from + "\nSubject: " + subject + "\nDate: " + date + "\nMessage-ID: <" + id
                        + "@example.org>\n" + reference + "\n" + body);
    }

    private Run am(String... arguments) {
        String index = folder.resolve("index" + minutes++).toString();
        Fixtures.run("ingest", "--index", index, mails.toString());
        List<String> all = new ArrayList<>(List.of("am", "--index", index));
        all.addAll(Arrays.asList(arguments));
        all.set(all.size() - 1, all.getLast() + "@example.org");
        return Fixtures.run(all.toArray(String[]::new));
    }

    private void apply(String mbox) throws IOException {
        Path file = folder.resolve("series.mbox");
        Files.writeString(file, mbox);
        String branch = git.run("git", "branch", "--show-current").strip();
        git.run("git", "checkout", "-q", "-b", "applied", "base");
        git.run("git", "am", "-q", file.toString());
        git.run("git", "checkout", "-q", branch);
    }
}
