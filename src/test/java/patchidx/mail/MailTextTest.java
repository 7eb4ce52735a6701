package patchidx.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import patchidx.Fixtures;
import patchidx.field.Entry;

/// The text of mails, which JSON does not hold.
class MailTextTest {

    @Test
    void decodesLatin1WithoutACharset() {
        assertThat(text("mail/0011-body-in-raw-latin1-without-charset.eml")).contains("größer");
    }

    @Test
    void decodesQuotedPrintableAndJoinsSoftLineBreaks() {
        assertThat(text("mail/0013-body-in-quoted-printable.eml"))
                .contains("Gwen Pähl")
                .doesNotContain("=3D")
                .doesNotContain("=\n");
    }

    @Test
    void leavesABodyAloneThatPatchworkHasDecoded() {
        assertThat(text("mail/0014-headers-twice-body-already-decoded.eml")).contains("x=3D, y=20");
        assertThat(text("dump/10-headers-twice.md")).contains("(x=3D)");
    }

    @Test
    void takesThePlainPartAndNotTheHtml() {
        assertThat(text("mail/0017-multipart-alternative.eml"))
                .contains("A deadline of zero")
                .doesNotContain("<html", "<pre");
    }

    @Test
    void takesTheHtmlThatAListHasPutAFooterBelow() {
        assertThat(textOf("""
            From: ada@example.org
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/html

            <p>The timer leaks.</p>
            --b
            Content-Type: text/plain

            footer of the list
            --b
            Content-Type: text/html; name="log.html"

            <p>a log</p>
            --b--
            """))
                .contains("The timer leaks.", "footer of the list")
                .doesNotContain("a log");
    }

    @Test
    void takesThePlainPartAlsoWhereTheHtmlHasParts() {
        assertThat(textOf("""
            From: ada@example.org
            Content-Type: multipart/alternative; boundary=b

            --b
            Content-Type: text/plain

            plain
            --b
            Content-Type: multipart/related; boundary=c

            --c
            Content-Type: text/html

            <p>marked up</p>
            --c--
            --b--
            """)).contains("plain").doesNotContain("marked up");
    }

    @Test
    void keepsAttachedPatches() {
        assertThat(text("mail/0018-multipart-mixed-with-x-patch.eml")).contains("diff --git");
        assertThat(text("mail/0019-multipart-mixed-with-x-diff-in-base64.eml")).contains("diff --git");
    }

    @Test
    void readsADiffOutOfHtml() {
        assertThat(text("mail/0023-html-only.eml"))
                .contains("hrtimer_start(&vt->timer, ")
                .doesNotContain("&amp;", "<pre>");
    }

    @ParameterizedTest
    @CsvSource({
        "<style>x{y}</style><p>hello</p><script>s</script>, hello",
        "<tr><td>kite</td><td>string</td></tr>, 'kite\n\nstring'",
        "<p title=\"a>b\">5 < 6 and 7 > 3</p>, 5 < 6 and 7 > 3",
        "w&ouml;rd &#246; &#xf6; &rsquo;&nbsp;&amp;lt; &odd;, wörd ö ö ’ &lt; &odd;",
        "<b>bo</b>ld<!-- no --><br>next, 'bold\nnext'",
        "one<div>two</div> <div class='x'>three</div>, 'one\ntwo\nthree'",
        "<?xml:namespace prefix = o />a <? b, a < ? b"
    })
    void readsTheWordsOfHtml(String html, String words) {
        assertThat(textOf("From: ada@example.org\nSubject: kite\nContent-Type: text/html\n\n" + html)
                        .strip())
                .isEqualTo(words.replace("\\n", "\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " \n",
                "\t\r\n",
                "",
                "X-Kite : yes\n",
                "the rest of a damaged line\nSubject: kite\n\n",
                "the rest of a damaged line\nand another\nSubject: kite\n\n",
                " \nSubject: kite\n\n",
                ">From ada@example.org Tue Sep 24 06:41:37 2019\n\n",
                "\r\r\n"
            })
    void aTextBeginsBehindTheHeadersHoweverTheyEnd(String end) {
        String text = "diff --git a/kite.c b/kite.c\n--- a/kite.c\n+++ b/kite.c\n\nmore\n";
        assertThat(textOf("From: ada@example.org\nMessage-ID: <a@example.org>\n" + end + text))
                .isEqualToIgnoringNewLines(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", " \n", "", "* 1.0 the rest of a damaged header\n\n"})
    void base64BeginsBehindTheHeadersHoweverTheyEnd(String end) {
        assertThat(textOf("From: ada@example.org\nMessage-ID: <a@example.org>\nContent-Transfer-Encoding: Base64\n"
                        + end + "VGhlIHRpbWVyIGxlYWtzLg==\n"))
                .isEqualTo("The timer leaks.");
    }

    @Test
    void behindALineOfBlanksIsText() {
        String text = "Bram wrote:\nFrom: Bram <bram@example.net>\nSubject: other\n\nend\n";
        assertThat(textOf("From: ada@example.org\nMessage-ID: <a@example.org>\n \n" + text))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {" \n", "", "This is a preamble.\n", " \nThis is a preamble.\n"})
    void partsBeginBehindTheHeadersHoweverTheyEnd(String end) {
        assertThat(textOf("From: ada@example.org\n"
                        + "Date: Tue, 24 Sep 2019 06:41:37 +0200\n"
                        + "Content-Type: multipart/mixed; boundary=b\n"
                        + end + "--b\nContent-Type: text/plain\n\nThe timer leaks.\n--b--\n"))
                .isEqualTo("The timer leaks.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<", "<?", "<?x ", "<!", "<!--", "<a \"", "<a b='", "&", "&#", "<script>", "</div> <div ", "]]>"
            })
    void htmlOfAnySizeIsRead(String piece) {
        String html = piece.repeat(1_000_000 / piece.length());
        Assertions.assertTimeoutPreemptively(
                Duration.ofMinutes(1),
                () -> textOf("From: ada@example.org\nSubject: kite\nContent-Type: text/html\n\n" + html));
    }

    @Test
    void unquotesFromLinesInAnMboxOnly() {
        assertThat(text("mail/0081-escaped-from-line.eml")).startsWith(">From here on");
        assertThat(mailText("mbox/mboxrd.mbox", 0))
                .startsWith("From here on the timer is off.")
                .contains("\n>From the manual");
        assertThat(mailText("mbox/mboxrd.mbox", 1)).contains("\n>> From what").contains("\n> From here");
        assertThat(mailText("mbox/mboxo.mbox", 0)).startsWith("From here on");
    }

    @Test
    void readsABodyToTheEndOfAFileWhoseFenceIsNeverClosed() {
        assertThat(text("dump/07-never-closed.md")).endsWith("1 file changed, 3 insertions(+)");
    }

    @Test
    void keepsFencesAndHeadingMarksOfABody() {
        assertThat(mailText("dump/07-fences-in-a-body.md", 0)).contains("\n```");
        assertThat(mailText("dump/07-heading-marks-in-a-body.md", 0))
                .startsWith("###### Here is a concern ######")
                .contains("\n##### From: nobody")
                .contains("\n#### not a heading");
    }

    private static String text(String path) {
        return Fixtures.entry(path).mail().text();
    }

    private static String textOf(String mail) {
        return Fixtures.entry(Fixtures.read(mail.getBytes(StandardCharsets.UTF_8), "mail.eml")
                        .mails()
                        .getFirst())
                .mail()
                .text();
    }

    private static String mailText(String path, int number) {
        return Fixtures.entries(Fixtures.BASE.resolve("testdata").resolve(path))
                .get(number)
                .mail()
                .text();
    }

    @Test
    void ownLinesOfAFlowedReplyAreNotQuoted() {
        String mail = """
            From: ada@example.org
            Subject: Re: [PATCH] owl: fix leak
            Content-Type: text/plain; format=flowed

            > does the timer leak the\040
            > buffer here, and\040
            It does not.
            >> first
            Indeed.
            """;
        Entry reply = Fixtures.entry(Fixtures.read(mail.getBytes(StandardCharsets.UTF_8), "reply.eml")
                .mails()
                .getFirst());
        assertThat(reply.patch().unquoted()).isEqualTo("It does not.\nIndeed.");
        assertThat(reply.patch().quoted()).isEqualTo("> does the timer leak the buffer here, and \n>> first");
    }
}
