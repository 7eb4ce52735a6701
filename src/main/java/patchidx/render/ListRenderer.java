package patchidx.render;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import patchidx.field.Entry;
import patchidx.mail.Address;
import patchidx.query.Snippets.Mark;
import patchidx.query.Snippets.Snippet;

/// Writes two lines a mail: date, sender and subject, and below them the id.
final class ListRenderer implements Renderer {
    private final Sink sink;
    private final LineStart start;
    private long total;
    private long shown;

    ListRenderer(Sink sink) {
        this.sink = sink;
        this.start = LineStart.within(sink.columns());
    }

    @Override
    public void start(String query, long totalHits) {
        total = totalHits;
    }

    @Override
    public void mail(Item item) throws IOException {
        Entry entry = item.entry();
        shown++;
        String left = start.of(
                entry.mail().date(),
                item.isHitAmongOthers() ? " *" : "  ",
                name(entry.mail().from()));
        String subject = TerminalText.line(entry.mail().subject());
        sink.text(left + sink.bold(LineStart.cut(subject, sink.columns() - start.width())) + "\n");
        String below = " ".repeat(start.indent());
        sink.text(below + sink.dim(TerminalText.line(entry.patch().id())) + "\n");
        for (Snippet snippet : item.snippets()) {
            sink.text(below + marked(snippet) + "\n");
        }
    }

    @Override
    public void end(@Nullable String next) throws IOException {
        if (sink.isTerminal() && next != null) {
            sink.text(
                    sink.dim(shown + " of " + total + " shown; --limit N shows more, --offset N those behind") + "\n");
        }
    }

    /// The line with its file and function, as grep prints it, and what matched in bold.
    private String marked(Snippet snippet) {
        StringBuilder text = new StringBuilder();
        if (snippet.file() != null) {
            String function = String.valueOf(snippet.function());
            text.append(sink.dim(TerminalText.line(snippet.file() + ":" + (function.isEmpty() ? "" : function + ":"))));
        }
        String line = snippet.line().replace('\t', ' ');
        int done = 0;
        for (Mark mark : snippet.marks()) {
            if (mark.start() >= done) {
                text.append(TerminalText.line(line.substring(done, mark.start())));
                text.append(sink.bold(TerminalText.line(line.substring(mark.start(), mark.end()))));
                done = mark.end();
            }
        }
        return text.append(TerminalText.line(line.substring(done))).toString();
    }

    static String name(Address address) {
        return address.name() != null ? address.name() : address.toString();
    }
}
