package patchidx.patch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import patchidx.Archives;
import patchidx.Fixtures;
import patchidx.source.RawMail;

/// Lines of a hundred thousand letters are read like others: data, or a joke.
class LongLinesTest {
    @ParameterizedTest
    @ValueSource(strings = {"]", "] ", "[x]", "Re: ", "[", "]:", "RFC ", "v2 ", "(v2)", "1/2 ", "回复："})
    void aPieceThatIsRepeatedForeverInFrontOfATitleIsOnlyASubject(String piece) {
        Subject subject = Subject.parse("[PATCH] " + piece.repeat(100_000 / piece.length()) + "owl: see at night");
        assertThat(subject.title()).endsWith("owl: see at night");
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
}
