package patchidx.render;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The formats that answers are printed in: one line each.
public enum OutputFormat {
    TEXT("text", "lines for people: date, sender, subject, id", TextRenderer::new),
    FULL("full", "the whole text of each mail, for people", FullTextRenderer::new),
    JSON("json", "one JSON document", sink -> new JsonRenderer(sink, false)),
    JSONL("jsonl", "JSON Lines: one object a line", sink -> new JsonRenderer(sink, true)),
    MBOX("mbox", "an mbox (mboxrd) of the mails as they were read", MboxRenderer::new),
    DUMP("dump", "a patch dump, which can be ingested again", DumpRenderer::new),
    RAW("raw", "the bytes of each mail as they were read, one after another", RawRenderer::new);

    private final String label;
    private final String help;
    private final Function<Sink, Renderer> renderer;

    OutputFormat(String label, String help, Function<Sink, Renderer> renderer) {
        this.label = label;
        this.help = help;
        this.renderer = renderer;
    }

    public static Optional<OutputFormat> named(String name) {
        return Arrays.stream(values())
                .filter(format -> format.label.equalsIgnoreCase(name))
                .findFirst();
    }

    public static List<String> labels() {
        return Arrays.stream(values()).map(OutputFormat::label).toList();
    }

    public String label() {
        return label;
    }

    public String help() {
        return help;
    }

    public Renderer renderer(Sink sink) {
        return renderer.apply(sink);
    }
}
