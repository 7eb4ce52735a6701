package patchidx.render;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The formats that answers are printed in: one line each.
public enum OutputFormat {
    LIST(
            "list",
            "lines for people: date, sender, subject, and the id below",
            request -> new ListRenderer(request.sink())),
    TREE(
            "tree",
            "a line a mail for people, in a thread below the one that it answers",
            request -> new TreeRenderer(request.sink())),
    TABLE("table", "a table for people, with the columns of --columns", TableRenderer::new),
    FULL("full", "the whole text of each mail, for people", request -> new FullTextRenderer(request.sink())),
    JSON("json", "one JSON document", request -> new JsonRenderer(request.sink(), false)),
    JSONL("jsonl", "JSON Lines: one object a line", request -> new JsonRenderer(request.sink(), true)),
    TSV("tsv", "the columns of --columns, separated by tabs", request -> new SeparatedRenderer(request, false)),
    CSV(
            "csv",
            "the columns of --columns, separated by commas (RFC 4180)",
            request -> new SeparatedRenderer(request, true)),
    IDS("ids", "Message-IDs, one a line", IdsRenderer::new),
    MBOX("mbox", "an mbox (mboxrd) of the mails as they were read", request -> new MboxRenderer(request.sink())),
    DUMP("dump", "a patch dump, which can be ingested again", request -> new DumpRenderer(request.sink())),
    RAW(
            "raw",
            "the bytes of each mail as they were read, one after another",
            request -> new RawRenderer(request.sink()));

    private final String label;
    private final String help;
    private final Function<Request, Renderer> renderer;

    OutputFormat(String label, String help, Function<Request, Renderer> renderer) {
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

    public Renderer renderer(Request request) {
        return renderer.apply(request);
    }
}
