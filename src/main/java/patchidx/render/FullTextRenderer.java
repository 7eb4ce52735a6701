package patchidx.render;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import patchidx.field.Entry;
import patchidx.mail.Address;
import patchidx.patch.Diffstat;

/// Writes whole mails: what is known of each, then its text.
final class FullTextRenderer implements Renderer {
    private final Sink sink;
    private boolean first = true;

    FullTextRenderer(Sink sink) {
        this.sink = sink;
    }

    @Override
    public void mail(Item item) throws IOException {
        Entry entry = item.entry();
        if (!first) {
            sink.text("\n" + sink.dim("—".repeat(Math.min(sink.columns(), 72))) + "\n\n");
        }
        first = false;
        fact("Hit", item.isHitAmongOthers() ? "yes" : "");
        fact("Subject", sink.bold(TerminalText.line(entry.mail().subject())));
        fact("From", TerminalText.line(entry.mail().from().toString()));
        if (!entry.patch().author().equals(entry.mail().from())) {
            fact("Author", TerminalText.line(entry.patch().author().toString()));
        }
        fact("Date", entry.mail().date() == null ? "" : entry.mail().date().toString());
        fact("To", people(entry.mail().to()));
        fact("Cc", people(entry.mail().cc()));
        fact("Id", TerminalText.line(entry.patch().id()));
        Long patchwork = entry.mail().patchworkId();
        fact("Patchwork", patchwork == null ? "" : patchwork.toString());
        Diffstat stat = entry.patch().diffstat();
        fact("Diffstat", stat == null ? "" : stat.toString());
        for (var source : entry.sources()) {
            fact("Source", TerminalText.line(source.toString()));
        }
        for (var problem : entry.problems()) {
            fact("Odd", problem.kind().label() + ": " + TerminalText.line(problem.detail()));
        }
        String text = TerminalText.lines(entry.mail().text());
        sink.text("\n" + text + (text.isEmpty() || text.endsWith("\n") ? "" : "\n"));
    }

    private void fact(String name, String value) throws IOException {
        if (!value.isEmpty()) {
            sink.text(sink.dim(name + ":") + " " + value + "\n");
        }
    }

    private static String people(List<Address> people) {
        return TerminalText.line(people.stream().map(Address::toString).collect(Collectors.joining(", ")));
    }
}
