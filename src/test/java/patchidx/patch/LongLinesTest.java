package patchidx.patch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import patchidx.Archives;
import patchidx.Fixtures;
import patchidx.field.Entry;
import patchidx.field.PatchField;
import patchidx.series.RangePatch;
import patchidx.source.RawMail;

/// Lines of a hundred thousand letters are read like others: data, or a joke.
class LongLinesTest {
    @ParameterizedTest
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    @ValueSource(strings = {"]", "] ", "[x]", "Re: ", "[", "]:", "RFC ", "v2 ", "(v2)", "1/2 ", "回复：", "[x1 y2]", "7"})
    void aPieceThatIsRepeatedForeverInFrontOfATitleIsOnlyASubject(String piece) {
        String pieces = piece.repeat(100_000 / piece.length());
        for (String begin : List.of("[PATCH] ", "", "[PATCH ", "[1")) {
            assertThat(Subject.parse(begin + pieces + "owl: see at night").title())
                    .endsWith("owl: see at night");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A-b",
                "-a",
                "-by",
                "A-b-c-",
                "A-by: ",
                "(",
                "a.",
                "<a@example.org>",
                "> ",
                "[v",
                " => ",
                "{",
                "\\"
            })
    void aPieceThatIsRepeatedForeverIsOnlyALine(String piece) {
        String line = piece.repeat(100_000 / piece.length());
        byte[] mail = Archives.bytes("From: Ada <ada@example.org>\nSubject: [PATCH] owl: " + line.substring(0, 50_000)
                + "\n\n" + line + "\nSigned-off-by: Ada <ada@example.org>\n---\n " + line + " | 1 +\n"
                + " 1 file changed, 1 insertion(+)\n");
        RawMail raw = Fixtures.read(mail, "long").mails().getFirst();
        assertThat(Fixtures.entry(raw).patch().trailers())
                .contains(new Trailer("Signed-off-by", "Ada <ada@example.org>"));
    }

    /// Who looks behind each letter at all the others does not come back in time.
    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "diff --git |' '",
                "diff --git a/|x b/",
                "Cc: |1,",
                "Cc: |(",
                "Cc: |=?",
                "Subject: |:",
                "Subject: |' '",
                "Index: |' (revision'",
                "Index: |' 2024-01-01 10:10'"
            },
            delimiter = '|')
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void aLineOfAMillionLettersIsReadOnce(String start, String piece) {
        String name = piece.repeat(1_000_000 / piece.length());
        byte[] mail = Archives.bytes("""
            From: Ada <ada@example.org>
            Subject: [PATCH] owl: see

            %1$s

            diff --git a/x b/x
            %1$s
            --- a/x
            +++ b/x
            @@ -1 +1,2 @@
             one
            +two
            --- %2$s
            +++ %2$s
            @@ -1 +1,2 @@
             three
            +four
            """.formatted(start + name, name + "\u2028x"));
        Entry entry = Fixtures.entry(Fixtures.read(mail, "long").mails().getFirst());
        for (PatchField field : PatchField.values()) {
            field.column().value(entry);
        }
        assertThat(RangePatch.of(entry.patch()).lines()).contains("+two");
        assertThat(entry.patch().diff().lines('+')).contains("two");
    }
}
