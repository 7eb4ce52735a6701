package patchidx.render;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import patchidx.index.PatchIndex;
import patchidx.query.Search;
import tools.jackson.core.JsonGenerator;

/// Writes what an index holds: for people, or as a JSON document as the contract says (docs/reference/json.md).
public final class InfoRenderer {
    /// How many lists are named to people.
    private static final int MOST_LISTS = 10;

    private final Sink sink;
    private final Path index;
    private final PatchIndex.Facts facts;
    private final List<Search.Count> kinds;
    private final List<Search.Count> lists;

    /// @param index the folder it lies in
    /// @param kinds how many mails are of each kind
    /// @param lists how many mails each list has
    public InfoRenderer(
            Sink sink, Path index, PatchIndex.Facts facts, List<Search.Count> kinds, List<Search.Count> lists) {
        this.sink = sink;
        this.index = index;
        this.facts = facts;
        this.kinds = List.copyOf(kinds);
        this.lists = List.copyOf(lists);
    }

    /// Prints it for people.
    ///
    /// @param option names the index in commands that are advised, with a blank in front; empty if it needs no name
    public void text(String option) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("index", TerminalText.line(index.toString())));
        rows.add(List.of("mails", String.valueOf(facts.mails())));
        rows.add(List.of("", facts.bytesOfMail() + " bytes"));
        rows.add(List.of("files", String.valueOf(facts.files())));
        if (facts.unreadable() > 0) {
            rows.add(List.of(
                    "",
                    facts.unreadable() + " not read to the end; 'patchidx problems" + TerminalText.line(option)
                            + "' names them"));
        }
        rows.add(List.of("size", size()));
        rows.add(List.of("parts", facts.parts() + ", " + Counted.of(facts.deleted(), "deleted document")));
        rows.add(List.of("table", facts.table()));
        rows.add(List.of("Lucene", facts.lucene()));
        rows.add(List.of("written", facts.committed()));
        add(rows, "kinds", kinds);
        add(rows, "lists", lists.subList(0, Math.min(MOST_LISTS, lists.size())));
        if (lists.size() > MOST_LISTS) {
            rows.add(List.of(
                    "",
                    (lists.size() - MOST_LISTS) + " more: patchidx search" + TerminalText.line(option)
                            + " '*' --by list"));
        }
        Columns.print(sink, rows);
    }

    private String size() {
        return facts.bytesOfMail() == 0
                ? facts.size() + " bytes"
                : String.format(
                        Locale.ROOT,
                        "%d bytes, %.2f of the mails",
                        facts.size(),
                        (double) facts.size() / facts.bytesOfMail());
    }

    private static void add(List<List<String>> rows, String name, List<Search.Count> counts) {
        String label = name;
        for (Search.Count count : counts) {
            rows.add(List.of(
                    label,
                    count.count() + " " + TerminalText.line(count.values().getFirst())));
            label = "";
        }
    }

    public void json() {
        JsonGenerator json = JsonRenderer.generator(sink);
        json.writeStartObject();
        json.writeNumberProperty("schema", JsonRenderer.SCHEMA);
        json.writeStringProperty("index", index.toString());
        json.writeNumberProperty("mails", facts.mails());
        json.writeNumberProperty("bytes", facts.bytesOfMail());
        json.writeNumberProperty("files", facts.files());
        json.writeNumberProperty("unreadable", facts.unreadable());
        json.writeNumberProperty("size", facts.size());
        json.writeNumberProperty("parts", facts.parts());
        json.writeNumberProperty("deleted", facts.deleted());
        json.writeStringProperty("table", facts.table());
        json.writeStringProperty("lucene", facts.lucene());
        json.writeStringProperty("written", orNull(facts.committed()));
        counts(json, "kinds", "kind", kinds);
        counts(json, "lists", "list", lists);
        json.writeEndObject();
        json.writeRaw('\n');
        json.close();
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static void counts(JsonGenerator json, String key, String name, List<Search.Count> counts) {
        json.writeName(key);
        json.writeStartArray();
        for (Search.Count count : counts) {
            json.writeStartObject();
            json.writeStringProperty(name, count.values().getFirst());
            json.writeNumberProperty("count", count.count());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
