package patchidx.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import patchidx.Fixtures;
import patchidx.source.RawMail;

/// What every output format has to do.
class OutputFormatTest {
    private static final Pattern OUR_COLOURS = Pattern.compile("\u001b\\[[012]m");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\u202a-\u202e\u2066-\u2069&&[^\n\t]]");

    @ParameterizedTest
    @EnumSource
    void isFoundByItsName(OutputFormat format) {
        assertThat(OutputFormat.named(format.label())).hasValue(format);
        assertThat(format.label()).matches("[a-z]+");
        assertThat(format.help()).isNotBlank();
    }

    @ParameterizedTest
    @EnumSource
    void printsEveryFixture(OutputFormat format) throws IOException {
        for (Path file : Fixtures.mailFiles()) {
            for (RawMail mail : Fixtures.read(file).mails()) {
                String printed = print(format, mail, false);
                if (mail.bytes().length > 0) {
                    assertThat(printed).as(mail.location().toString()).isNotEmpty();
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void isHarmlessOnATerminal(OutputFormat format) throws IOException {
        for (Path file : Fixtures.mailFiles()) {
            for (RawMail mail : Fixtures.read(file).mails()) {
                String printed = OUR_COLOURS.matcher(print(format, mail, true)).replaceAll("");
                assertThat(printed).as(mail.location().toString()).doesNotContainPattern(CONTROL);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LIST", "FULL"})
    void aStrangerCannotWriteInOurColours(OutputFormat format) throws IOException {
        byte[] mail = "Subject: \u001b[1mbold\u001b[0m\nFrom: \u001b[2m@example.org\n\n\u001b[1mbold\n"
                .getBytes(StandardCharsets.UTF_8);
        RawMail raw = new RawMail(new patchidx.source.Location("x\u001b[1m", 0, mail.length), mail, true, null);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        print(format, raw, new Sink(out, true, 80, false));
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("bold").doesNotContain("\u001b");
    }

    private static String print(OutputFormat format, RawMail mail, boolean terminal) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        print(format, mail, new Sink(out, terminal, 80, terminal));
        return out.toString(StandardCharsets.UTF_8);
    }

    private static void print(OutputFormat format, RawMail mail, Sink sink) throws IOException {
        Renderer renderer = format.renderer(new Request(sink, List.of(), false));
        renderer.start("a \u001b[31mquery", 2);
        renderer.mail(new Item(Fixtures.entry(mail), mail.bytes(), List.of()));
        renderer.end(null);
    }
}
