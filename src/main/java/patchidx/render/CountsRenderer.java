package patchidx.render;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import patchidx.query.Search.Count;
import patchidx.query.Search.Counts;
import tools.jackson.core.JsonGenerator;

/// Writes how many hits have which values.
public final class CountsRenderer {
    private final Request request;
    private final String query;
    private final List<String> facets;
    private final Counts counts;
    private final List<Count> rows;

    /// @param facets names of what was counted by
    /// @param rows those of the counts that are to be printed
    public CountsRenderer(Request request, String query, List<String> facets, Counts counts, List<Count> rows) {
        this.request = request;
        this.query = query;
        this.facets = List.copyOf(facets);
        this.counts = counts;
        this.rows = List.copyOf(rows);
    }

    /// Writes the counts.
    ///
    /// @return whether the format can say them; formats for mails cannot
    public boolean write(OutputFormat format) throws IOException {
        switch (format) {
            case LIST, TABLE -> table();
            case JSON -> json();
            case JSONL -> jsonLines();
            case TSV -> separated(new SeparatedLines(request.sink(), false));
            case CSV -> separated(new SeparatedLines(request.sink(), true));
            case TREE, FULL, IDS, MBOX, DUMP, RAW -> {
                return false;
            }
        }
        return true;
    }

    private void table() throws IOException {
        List<List<String>> lines = new ArrayList<>();
        int width = rows.isEmpty() ? 0 : Long.toString(rows.getFirst().count()).length();
        for (Count count : rows) {
            List<String> line = new ArrayList<>();
            line.add(String.format("%" + width + "d", count.count()));
            count.values().forEach(value -> line.add(TerminalText.line(value)));
            lines.add(line);
        }
        Columns.print(request.sink(), lines);
    }

    private void separated(SeparatedLines lines) throws IOException {
        lines.write(with(facets, "count"));
        for (Count count : rows) {
            lines.write(with(count.values(), Long.toString(count.count())));
        }
    }

    private static List<String> with(List<String> cells, String last) {
        List<String> all = new ArrayList<>(cells);
        all.add(last);
        return all;
    }

    private void json() {
        try (JsonGenerator json = JsonRenderer.generator(request.sink())) {
            json.writeStartObject();
            json.writeNumberProperty("schema", JsonRenderer.SCHEMA);
            json.writeStringProperty("query", query);
            json.writeName("by");
            strings(json, facets);
            json.writeNumberProperty("total", counts.total());
            json.writeNumberProperty("rows", counts.rows().size());
            json.writeName("counts");
            json.writeStartArray();
            rows.forEach(count -> object(json, count));
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private void jsonLines() {
        try (JsonGenerator json = JsonRenderer.generator(request.sink())) {
            for (Count count : rows) {
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
