package patchidx.render;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import patchidx.query.Search.Count;
import patchidx.query.Search.Counts;
import tools.jackson.core.JsonGenerator;

/// Writes how many hits have which values.
public final class CountsRenderer {
    private final Sink sink;
    private final String query;
    private final List<String> facets;
    private final Counts counts;

    /// @param facets names of what was counted by
    public CountsRenderer(Sink sink, String query, List<String> facets, Counts counts) {
        this.sink = sink;
        this.query = query;
        this.facets = List.copyOf(facets);
        this.counts = counts;
    }

    /// Writes the counts.
    ///
    /// @return whether the format can say them; formats for mails cannot
    public boolean write(OutputFormat format) throws IOException {
        switch (format) {
            case LIST, TABLE -> table();
            case JSON -> json();
            case JSONL -> jsonLines();
            case TSV -> separated("\t");
            case CSV -> separated(",");
            case TREE, FULL, IDS, MBOX, DUMP, RAW -> {
                return false;
            }
        }
        return true;
    }

    private void table() throws IOException {
        List<List<String>> rows = new ArrayList<>();
        int width = counts.rows().isEmpty()
                ? 0
                : Long.toString(counts.rows().getFirst().count()).length();
        for (Count count : counts.rows()) {
            List<String> row = new ArrayList<>();
            row.add(String.format("%" + width + "d", count.count()));
            count.values().forEach(value -> row.add(TerminalText.line(value)));
            rows.add(row);
        }
        Columns.print(sink, rows);
    }

    private void separated(String separator) throws IOException {
        sink.text(String.join(separator, facets) + separator + "count\n");
        for (Count count : counts.rows()) {
            List<String> cells = count.values().stream()
                    .map(TerminalText::line)
                    .map(value -> separator.equals(",") ? quoted(value) : value)
                    .toList();
            sink.text(String.join(separator, cells) + separator + count.count() + "\n");
        }
    }

    private static String quoted(String value) {
        return value.indexOf(',') < 0 && value.indexOf('"') < 0 ? value : '"' + value.replace("\"", "\"\"") + '"';
    }

    private void json() {
        try (JsonGenerator json = JsonRenderer.generator(sink)) {
            json.writeStartObject();
            json.writeNumberProperty("schema", JsonRenderer.SCHEMA);
            json.writeStringProperty("query", query);
            json.writeName("by");
            strings(json, facets);
            json.writeNumberProperty("total", counts.total());
            json.writeName("counts");
            json.writeStartArray();
            counts.rows().forEach(count -> object(json, count));
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private void jsonLines() {
        try (JsonGenerator json = JsonRenderer.generator(sink)) {
            for (Count count : counts.rows()) {
                object(json, count);
                json.writeRaw('\n');
            }
        }
    }

    private static void object(JsonGenerator json, Count count) {
        json.writeStartObject();
        json.writeName("values");
        strings(json, count.values());
        json.writeNumberProperty("count", count.count());
        json.writeEndObject();
    }

    private static void strings(JsonGenerator json, List<String> strings) {
        json.writeStartArray();
        strings.forEach(json::writeString);
        json.writeEndArray();
    }
}
