package patchidx.render;

import java.io.IOException;
import tools.jackson.core.JsonGenerator;

/// Writes how many mails a query finds, or that it means nothing: one line a query, so that answers and questions stay
/// in step.
public final class NumberRenderer {
    private final Sink sink;
    private final boolean isJson;

    /// @param format JSON prints a document, every other format the bare number
    public NumberRenderer(Sink sink, OutputFormat format) {
        this.sink = sink;
        this.isJson = format == OutputFormat.JSON || format == OutputFormat.JSONL;
    }

    public void write(String query, long total) throws IOException {
        if (isJson) {
            document(query, json -> json.writeNumberProperty("total", total));
        } else {
            sink.text(total + "\n");
        }
    }

    /// Writes the line of a query that means nothing; outside of JSON an empty one.
    public void writeError(String query, String message, String hint) throws IOException {
        if (isJson) {
            document(query, json -> {
                json.writeObjectPropertyStart("error");
                json.writeStringProperty("message", message);
                json.writeStringProperty("hint", hint);
                json.writeEndObject();
            });
        } else {
            sink.text("\n");
        }
    }

    private interface Part {
        void write(JsonGenerator json);
    }

    private void document(String query, Part rest) {
        try (JsonGenerator json = JsonRenderer.generator(sink)) {
            json.writeStartObject();
            json.writeNumberProperty("schema", JsonRenderer.SCHEMA);
            json.writeStringProperty("query", query);
            rest.write(json);
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }
}
