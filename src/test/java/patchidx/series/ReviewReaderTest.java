package patchidx.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import patchidx.Fixtures;
import patchidx.mail.Address;
import patchidx.patch.PatchMail;

class ReviewReaderTest {
    private static final String GRACE = "Grace Hopper <grace@example.org>";

    @Test
    void readsWhatTheSenderGivesAndNotWhatIsQuoted() {
        List<Review> reviews = read(GRACE, """
            On Mon, 4 Mar 2024 at 10:00, Ada Lovelace <ada@example.org> wrote:
            > Signed-off-by: Ada Lovelace <ada@example.org>
            > > Acked-by: Lin <lin@example.org>
            >Tested-by: Lin <lin@example.org>

            Looks good.

            Reviewed-by: Grace Hopper <grace@example.org>
            """);
        assertThat(reviews).singleElement().satisfies(review -> {
            assertThat(review.name()).isEqualTo("Reviewed-by");
            assertThat(review.value()).isEqualTo(GRACE);
            assertThat(review.by()).isEqualTo(new Address("Grace Hopper", "grace@example.org"));
            assertThat(review.from()).isEqualTo(new Address("Grace Hopper", "grace@example.org"));
            assertThat(review.reply()).isEqualTo("reply@example.org");
            assertThat(review.on()).isEqualTo("patch@example.org");
            assertThat(review.fits()).isTrue();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Reviewed-by: Grace Hopper <grace@example.org>",
                "  Acked-by: Grace Hopper <grace@example.org>",
                "reviewed-by: grace@example.org",
                "Reviewed-by:Grace Hopper <grace@example.org>",
                "Tested-by: Grace Hopper <grace@example.org> # on arm64",
                "Tested-by: Grace Hopper <grace@example.org> [on arm64]",
                "Tested-by: Grace Hopper",
                "Reviewed-and-tested-by: Grace Hopper <grace@example.org>",
                "Fixes: 1da177e4c3f4 (\"irq: Add a lock\")",
                "Fixes: commit 1da177e4c3f4 (\"irq: Add a lock\")",
                "Fixes: 1da177",
                "Link: https://lists.example.org/1",
                "Closes: https://bugs.example.org/1",
                "Cc: stable@example.org"
            })
    void takesALineForATrailer(String line) {
        assertThat(read(GRACE, "Thanks!\n\n" + line + "\n"))
                .extracting(review -> review.name() + ": " + review.value())
                .containsExactly(line.strip().replaceFirst(":(?=\\S)", ": ").replace("https: ", "https:"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Fixes: the bug that I saw",
                "Fixes: 1da17",
                "Link: see below",
                "Note: ask ada@example.org",
                "Reviewed-by: please wait until Monday",
                "Message-ID: <1@example.org>",
                "+Reviewed-by: Grace Hopper <grace@example.org>",
                "my Reviewed-by: Grace Hopper <grace@example.org> stands",
                "reply-to: ada@example.org"
            })
    void takesALineForProse(String line) {
        assertThat(read(GRACE, "Thanks!\n\n" + line + "\n")).isEmpty();
    }

    @Test
    void joinsWhatAMailerWrapped() {
        List<Review> reviews = read(GRACE, """
            Fixes: 1da177e4c3f4 ("irq: Add a lock that is taken wherever the
            list is read")
            Reviewed-by: Grace Brewster Murray Hopper
            <grace@example.org>
            Acked-by: Grace Brewster Murray Hopper <grace@
            example.org>
            Tested-by: Grace Hopper <grace@example.org>
            Thanks for <all> this
            """);
        assertThat(reviews)
                .extracting(Review::value)
                .containsExactly(
                        "1da177e4c3f4 (\"irq: Add a lock that is taken wherever the list is read\")",
                        "Grace Brewster Murray Hopper <grace@example.org>",
                        "Grace Brewster Murray Hopper <grace@example.org>",
                        "Grace Hopper <grace@example.org>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Grace Hopper <GRACE@example.org>",
                "Grace Hopper <hopper@work.example.net>",
                "\"Hopper, Grace\" <hopper@work.example.net>",
                "Gräce Hopper <hopper@work.example.net>",
                "\"Grace Hopper via virt-devel\" <virt@example.org>",
                "grace+lists@example.org"
            })
    void aTrailerFitsASenderWithItsAddressOrItsName(String sender) {
        assertThat(read(sender, "Reviewed-by: Grace Hopper <grace@example.org>\n"))
                .extracting(Review::fits)
                .containsExactly(true);
    }

    /// Who looks at all of a trailer again with each line does not come back in time.
    @Test
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void aTrailerDoesNotGoOnForever() {
        String text = "Fixes: 1da177e4c3f4 (\"irq: Add a lock\n" + "and a list\n".repeat(200_000);
        assertThat(read(GRACE, text + "\nReviewed-by: " + GRACE + "\n"))
                .extracting(review -> review.trailer().name())
                .contains("Reviewed-by");
    }

    @Test
    void aTrailerFitsAlsoWithAnEmployerInTheName() {
        assertThat(read(
                        "\"Grace Hopper (Navy)\" <hopper@example.net>",
                        "Acked-by: Grace Hopper (Navy) <grace@example.org>\n"))
                .extracting(Review::fits)
                .containsExactly(true);
    }

    @Test
    void aTrailerInAnothersNameDoesNotFit() {
        assertThat(read("Mallory <mallory@example.net>", "Reviewed-by: " + GRACE + "\nFixes: 1da177e4c3f4\n"))
                .extracting(Review::fits)
                .containsExactly(false, true);
    }

    @Test
    void aNewVersionSentAsReplyGivesNothing() {
        assertThat(ReviewReader.read(mail("[PATCH v2] irq: Fix leak", GRACE, """
            Reviewed-by: Ada <ada@example.org>
            Signed-off-by: Grace Hopper <grace@example.org>
            ---
             irq.c | 2 +-
            """)))
                .isEmpty();
    }

    @Test
    void aPatchInAReplyKeepsItsTrailers() {
        assertThat(read(GRACE, """
            > Would you send that as a patch?

            irq: Fix leak

            Reported-by: Ada <ada@example.org>
            Signed-off-by: Grace Hopper <grace@example.org>
            ---
             irq.c | 2 +-

            diff --git a/irq.c b/irq.c
            --- a/irq.c
            +++ b/irq.c
            @@ -1,2 +1,2 @@
            -old
            +new
             Acked-by: Grace Hopper <grace@example.org>
            """)).isEmpty();
    }

    @Test
    void whatStandsAboveTheScissorsIsGiven() {
        assertThat(read(GRACE, """
            Tested-by: Grace Hopper <grace@example.org>

            with this on top:
            -- >8 --
            Signed-off-by: Grace Hopper <grace@example.org>
            --- a/irq.c
            +++ b/irq.c
            @@ -1 +1 @@
            -old
            +new
            """)).extracting(Review::name).containsExactly("Tested-by");
    }

    @Test
    void aSuggestedChangeTakesNoReviewAway() {
        assertThat(read(GRACE, """
            Reviewed-by: Grace Hopper <grace@example.org>

            You could also do:

            @@ -1,2 +1,2 @@
            -old
            +new
             Acked-by: Lin <lin@example.org>

            Acked-by: Grace Hopper <grace@example.org>
            """)).extracting(Review::name).containsExactly("Reviewed-by", "Acked-by");
    }

    @Test
    void aPastedCommitKeepsItsTrailers() {
        assertThat(read(GRACE, """
            That was broken by

            commit 1da177e4c3f41524e886b7f1b8a0c1fc7321cac2
            Author: Ada <ada@example.org>

                irq: Add a lock

                Signed-off-by: Ada <ada@example.org>
            """)).isEmpty();
    }

    @Test
    void neitherOutlooksQuoteNorASignatureGivesAnything() {
        assertThat(read(GRACE, """
            Acked-by: Grace Hopper <grace@example.org>

            From: Ada Lovelace <ada@example.org>
            Sent: Monday, March 4, 2024 10:00
            To: Grace Hopper <grace@example.org>
            Cc: Lin <lin@example.org>
            Subject: [PATCH] irq: Fix leak

            Signed-off-by: Ada Lovelace <ada@example.org>
            """)).extracting(Review::name).containsExactly("Acked-by");
        assertThat(read(GRACE, "Thanks\n-- \nSponsored-by: Ada <ada@example.org>\n"))
                .isEmpty();
    }

    private static List<Review> read(String from, String text) {
        return ReviewReader.read(mail("Re: [PATCH] irq: Fix leak", from, text));
    }

    private static PatchMail mail(String subject, String from, String text) {
        String mail = "From: " + from + "\nSubject: " + subject + """

            Date: Tue, 5 Mar 2024 10:15:00 +0000
            Message-ID: <reply@example.org>
            In-Reply-To: <patch@example.org>
            Content-Type: text/plain; charset=utf-8

            """ + text;
        return Fixtures.entry(Fixtures.read(mail.getBytes(StandardCharsets.UTF_8), "reply")
                        .mails()
                        .getFirst())
                .patch();
    }
}
