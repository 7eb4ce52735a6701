package patchidx.render;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import patchidx.field.Entry;
import patchidx.mail.Address;
import patchidx.query.Snippets.Mark;
import patchidx.query.Snippets.Snippet;

/// Writes two lines a mail: date, sender and subject, and below them the id.
final class ListRenderer implements Renderer {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd").withZone(ZoneOffset.UTC);
    static final String NO_DAY = "no date   ";
    static final int NAME_WIDTH = 20;

    private final Sink sink;
    private long total;
    private long shown;

    ListRenderer(Sink sink) {
        this.sink = sink;
    }

    @Override
    public void start(String query, long totalHits) {
        total = totalHits;
    }

    @Override
    public void mail(Item item) throws IOException {
        Entry entry = item.entry();
        shown++;
        String day = day(entry.mail().date());
        String name = TerminalText.line(name(entry.mail().from()));
        String subject = TerminalText.line(entry.mail().subject());
        String left = day + (item.isHitAmongOthers() ? " *" : "  ") + fit(name, NAME_WIDTH) + "  ";
        sink.text(left + sink.bold(cut(subject, sink.columns() - left.length())) + "\n");
        sink.text(" ".repeat(day.length() + 2)
                + sink.dim(TerminalText.line(entry.patch().id())) + "\n");
        for (Snippet snippet : item.snippets()) {
            sink.text(" ".repeat(day.length() + 2) + marked(snippet) + "\n");
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

    static String day(@Nullable Instant date) {
        return date == null ? NO_DAY : DAY.format(date);
    }

    static String name(Address address) {
        return address.name() != null ? address.name() : address.toString();
    }

    static String fit(String text, int width) {
        String cut = cut(text, width);
        return cut + " ".repeat(Math.max(0, width - cut.codePointCount(0, cut.length())));
    }

    static String cut(String text, int width) {
        if (text.codePointCount(0, text.length()) <= width) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, Math.max(0, width - 1))) + "…";
    }
}
