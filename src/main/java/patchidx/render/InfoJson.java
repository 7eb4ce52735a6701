package patchidx.render;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import patchidx.index.PatchIndex;
import patchidx.query.Search;
import tools.jackson.core.JsonGenerator;

/// Writes what an index holds as a JSON document, as the contract says (docs/reference/json.md).
public final class InfoJson {
    private InfoJson() {}

    /// Prints the document.
    ///
    /// @param kinds how many mails are of each kind
    /// @param lists how many mails each list has
    public static void print(
            Sink sink, Path index, PatchIndex.Facts facts, List<Search.Count> kinds, List<Search.Count> lists) {
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
