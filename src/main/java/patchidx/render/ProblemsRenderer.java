package patchidx.render;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import patchidx.source.Location;
import patchidx.source.Problem;
import tools.jackson.core.JsonGenerator;

/// Writes what is odd about mails and files: as text, as a JSON document, or as JSON Lines.
public final class ProblemsRenderer {
    private final Sink sink;
    private final @Nullable JsonGenerator json;
    private final boolean isDocument;
    private long count;

    private ProblemsRenderer(Sink sink, @Nullable JsonGenerator json, boolean isDocument) {
        this.sink = sink;
        this.json = json;
        this.isDocument = isDocument;
    }

    public static ProblemsRenderer text(Sink sink) {
        return new ProblemsRenderer(sink, null, false);
    }

    public static ProblemsRenderer lines(Sink sink) {
        return new ProblemsRenderer(sink, JsonRenderer.generator(sink), false);
    }

    public static ProblemsRenderer document(Sink sink, String query) {
        JsonGenerator json = JsonRenderer.generator(sink);
        json.writeStartObject();
        json.writeNumberProperty("schema", JsonRenderer.SCHEMA);
        json.writeStringProperty("query", query);
        json.writeName("problems");
        json.writeStartArray();
        return new ProblemsRenderer(sink, json, true);
    }

    /// Writes one problem.
    ///
    /// @param id of the mail concerned; null if it concerns a file
    public void problem(Problem problem, @Nullable String id) throws IOException {
        count++;
        if (json == null) {
            String text = problem.where() + ": " + problem.kind().label() + ": " + problem.detail();
            sink.text(TerminalText.line(text) + "\n");
            return;
        }
        json.writeStartObject();
        json.writeStringProperty("id", id);
        json.writeStringProperty("kind", problem.kind().label());
        json.writeName("where");
        Location where = problem.where();
        json.writeStartObject();
        json.writeStringProperty("path", where.path());
        json.writeNumberProperty("offset", where.offset());
        json.writeNumberProperty("length", where.length());
        json.writeEndObject();
        json.writeStringProperty("detail", problem.detail());
        json.writeEndObject();
        if (!isDocument) {
            json.writeRaw('\n');
        }
    }

    /// How many there were.
    public long end() {
        if (json != null) {
            if (isDocument) {
                json.writeEndArray();
                json.writeEndObject();
                json.writeRaw('\n');
            }
            json.close();
        }
        return count;
    }
}
