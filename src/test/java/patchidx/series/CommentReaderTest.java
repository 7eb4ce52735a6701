package patchidx.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import patchidx.Fixtures;
import patchidx.patch.PatchMail;

class CommentReaderTest {
    private static final String DIFF = """
        diff --git a/irq.c b/irq.c
        --- a/irq.c
        +++ b/irq.c
        @@ -10,6 +10,8 @@ int irq_open(struct irq *irq)
         {
         	int count = 0;
         }
        +	irq_lock(irq);
        +	irq_count(irq);
        -	irq_forget(irq);
         	return count;
         }
        @@ -50,3 +51,4 @@ int irq_close(struct irq *irq)
         {
        +	irq_free(irq);
         	return 0;
         }
        """;
    private static final PatchMail PATCH = mail("[PATCH] irq: Count", "Count them.\n---\n" + DIFF);

    @ParameterizedTest
    @ValueSource(strings = {"> ", ">", ">> ", "> > ", " > ", ">>> ", "AW> ", "| ", "> >"})
    void aRemarkBelongsToTheLastLineQuotedAboveItInAnyStyle(String marks) {
        assertThat(read(quote(marks, 1, 8) + "\nWhy?\n")).containsExactly("irq.c:13/null Why?");
    }

    @Test
    void aHunkMayBeTrimmedOnBothSides() {
        assertThat(read("> +	irq_count(irq);\n\nWhy?\n\n> +	irq_free(irq);\n\nTwice?\n"))
                .containsExactly("irq.c:14/null Why?", "irq.c:52/null Twice?");
    }

    @Test
    void aRemovedLineHasANumberInTheOldFile() {
        assertThat(read("> -	irq_forget(irq);\n\nWhy?\n")).containsExactly("irq.c:null/13 Why?");
    }

    @Test
    void aLineOfContextHasBothNumbers() {
        assertThat(read("> 	return count;\n\nWhy?\n")).containsExactly("irq.c:15/14 Why?");
    }

    @Test
    void aBraceAloneCouldBeAnyOfThem() {
        assertThat(read("> }\n\nWhy?\n")).containsExactly("null:null/null Why?");
    }

    @Test
    void aBraceBelowALineThatIsKnownIsKnown() {
        assertThat(read("> 	return 0;\n> }\n\nWhy?\n")).containsExactly("irq.c:54/52 Why?");
    }

    @Test
    void theHeaderOfAHunkTellsWhereAQuoteGoesOn() {
        assertThat(read("> @@ -50,3 +51,4 @@ int irq_close(struct irq *irq)\n>  {\n\nWhy?\n"))
                .containsExactly("irq.c:51/50 Why?");
    }

    @Test
    void aLineThatAMailerWrappedIsFoundByItsBeginning() {
        PatchMail patch = mail("[PATCH] irq: Count", """
            ---
            diff --git a/a.c b/a.c
            --- a/a.c
            +++ b/a.c
            @@ -1 +1,2 @@
             int a;
            +int a_function_with_a_long_name(struct irq *irq, struct other *other, int count);
            """);
        assertThat(read(patch, """
            > +int a_function_with_a_long_name(struct irq *irq, struct other
            > *other, int count);

            Why?
            """)).containsExactly("a.c:2/null Why?");
    }

    @Test
    void linesThatAreNotOfThePatchHaveNoPlace() {
        assertThat(read("> Count them.\n\nWhy?\n\n> +	irq_lock(irq);\n> +	something_else(irq);\n\nNo.\n"))
                .containsExactly("null:null/null Why?", "null:null/null No.");
    }

    @Test
    void theAnswerToARemarkIsAboutTheSameLine() {
        assertThat(read("""
            Ada <ada@example.org> wrote on 2024-03-05:
            > > +	irq_lock(irq);
            >
            > Why?

            Because.
            """)).containsExactly("irq.c:13/null Because.");
    }

    @Test
    void whatStandsAboveAllQuotesIsAboutThePatch() {
        assertThat(read("I like it.\n\n" + quote("> ", 1, 15))).containsExactly("null:null/null I like it.");
    }

    @Test
    void belowOutlooksHeaderAllIsQuoted() {
        assertThat(read("""
            I like it.

            -----Original Message-----
            From: Ada <ada@example.org>
            Subject: [PATCH] irq: Count

            Count them.
            """)).containsExactly("null:null/null I like it.");
    }

    @Test
    void greetingsClosingsAndTrailersAreNoRemarks() {
        assertThat(read("""
            Hi Ada,

            > +	irq_lock(irq);

            [...]

            > +	irq_free(irq);

            Reviewed-by: Grace <grace@example.org>

            Thanks,
            Grace
            """)).isEmpty();
    }

    @Test
    void ofAPatchThatIsNotAtHandTheQuotedHeadersAreCounted() {
        assertThat(read(null, quote("> ", 1, 9) + "\nWhy?\n\n" + quote("> ", 10, 11) + "\nNo.\n"))
                .containsExactly("irq.c:14/null Why?", "irq.c:15/14 No.");
    }

    @Test
    void aLineMayBeOfAnyLengthAndQuotedHoweverOften() {
        String marks = ">".repeat(100_000);
        String words = "a-".repeat(50_000);
        assertThat(read(marks + "\nWhy?\n")).containsExactly("null:null/null Why?");
        assertThat(read(words + "\n")).containsExactly("null:null/null " + words);
        assertThat(ReviewReader.read(mail("Re: [PATCH] irq: Count", "Acked-by: " + words + "\n"), "patch"))
                .isEmpty();
    }

    @Test
    void countingEndsWhereAQuoteWasCut() {
        assertThat(read(null, quote("> ", 1, 7) + "> [...]\n" + quote("> ", 9, 9) + "\nWhy?\n"))
                .containsExactly("null:null/null Why?");
    }

    private static List<String> read(String text) {
        return read(PATCH, text);
    }

    private static List<String> read(@Nullable PatchMail patch, String text) {
        return CommentReader.read(mail("Re: [PATCH] irq: Count", text), patch).stream()
                .map(comment -> comment.file() + ":" + comment.line() + "/" + comment.oldLine() + " "
                        + String.join(" ", comment.remark()))
                .toList();
    }

    /// Lines of the diff with marks in front.
    private static String quote(String marks, int first, int last) {
        StringBuilder quote = new StringBuilder();
        DIFF.lines().skip(first - 1).limit(last - first + 1).forEach(line -> quote.append(marks + line + "\n"));
        return quote.toString();
    }

    private static PatchMail mail(String subject, String text) {
        String mail = "From: Grace <grace@example.org>\nSubject: " + subject + """

            Message-ID: <mail@example.org>
            Content-Type: text/plain; charset=utf-8

            """ + text;
        return Fixtures.entry(Fixtures.read(mail.getBytes(StandardCharsets.UTF_8), "mail")
                        .mails()
                        .getFirst())
                .patch();
    }
}
