package patchidx.render;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import patchidx.field.Entry;
import patchidx.field.PatchField;
import patchidx.mail.Address;
import patchidx.patch.Diffstat;
import patchidx.patch.FileChange;
import patchidx.patch.PatchMail;
import patchidx.patch.Trailer;
import patchidx.series.Comment;
import patchidx.series.PatchReviews;
import patchidx.series.Review;
import patchidx.source.Location;
import patchidx.source.Problem;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.SerializableString;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/// Writes JSON as the contract says (docs/reference/json.md): a document, or one object a line.
final class JsonRenderer implements Renderer {
    static final int SCHEMA = 1;

    private final JsonGenerator json;
    private final boolean lines;

    JsonRenderer(Sink sink, boolean lines) {
        this.lines = lines;
        this.json = generator(sink);
    }

    private JsonRenderer(JsonGenerator json) {
        this.lines = true;
        this.json = json;
    }

    /// A generator that leaves its sink open; on a terminal it escapes all that could do harm there.
    static JsonGenerator generator(Sink sink) {
        return JsonFactory.builder()
                .characterEscapes(new WithDelete())
                .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
                .configure(JsonWriteFeature.ESCAPE_NON_ASCII, sink.isTerminal())
                .rootValueSeparator((String) null)
                .build()
                .createGenerator(ObjectWriteContext.empty(), sink.out());
    }

    @Override
    public void start(String query, long total) {
        if (!lines) {
            json.writeStartObject();
            json.writeNumberProperty("schema", SCHEMA);
            json.writeStringProperty("query", query);
            json.writeNumberProperty("total", total);
            json.writeName("hits");
            json.writeStartArray();
        }
    }

    @Override
    public void mail(Item item) {
        Entry entry = item.entry();
        json.writeStartObject();
        for (PatchField field : PatchField.printed()) {
            json.writeName(field.jsonKey());
            value(field.column().value(entry));
        }
        Item.Branch branch = item.branch();
        if (branch != null) {
            json.writeName("branch");
            object("parent", branch.parent(), "depth", branch.depth(), "hit", branch.isHit());
        }
        json.writeEndObject();
        if (lines) {
            json.writeRaw('\n');
        }
    }

    @Override
    public void end(@Nullable String next) throws IOException {
        if (!lines) {
            json.writeEndArray();
            json.writeName("next");
            value(next);
            json.writeEndObject();
            json.writeRaw('\n');
        }
        json.close();
    }

    /// Writes what was said to a patch as an object.
    static void reviews(JsonGenerator json, PatchReviews of) {
        PatchMail patch = of.patch();
        new JsonRenderer(json)
                .object(
                        "id",
                        patch.id(),
                        "subject",
                        patch.mail().subject(),
                        "number",
                        patch.subject().number(),
                        "reviews",
                        of.reviews(),
                        "comments",
                        of.comments());
    }

    private void value(@Nullable Object value) {
        switch (value) {
            case null -> json.writeNull();
            case String text -> json.writeString(text);
            case Long number -> json.writeNumber(number);
            case Integer number -> json.writeNumber(number);
            case Float number -> json.writeNumber(number);
            case Boolean truth -> json.writeBoolean(truth);
            case Instant time ->
                json.writeString(time.truncatedTo(ChronoUnit.SECONDS).toString());
            case Enum<?> constant ->
                json.writeString(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'));
            case List<?> list -> {
                json.writeStartArray();
                list.forEach(this::value);
                json.writeEndArray();
            }
            case Address(var name, var email) -> object("name", name, "email", email);
            case Diffstat(var files, var insertions, var deletions) ->
                object("files", files, "insertions", insertions, "deletions", deletions);
            case FileChange(var path, var old, var status, var insertions, var deletions, var binary, var truncated) ->
                object(
                        "path",
                        path,
                        "old_path",
                        old,
                        "status",
                        status,
                        "insertions",
                        insertions,
                        "deletions",
                        deletions,
                        "binary",
                        binary,
                        "truncated",
                        truncated);
            case Trailer(var name, var text) -> object("name", name, "value", text);
            case Review(var name, var text, var by, var from, var date, var reply, var on, var fits, var earlier) ->
                object(
                        "name",
                        name,
                        "value",
                        text,
                        "by",
                        by,
                        "from",
                        from,
                        "date",
                        date,
                        "reply",
                        reply,
                        "on",
                        on,
                        "fits",
                        fits,
                        "carried_from",
                        earlier);
            case Comment(var file, var line, var old, var quote, var remark, var from, var date, var reply) ->
                object(
                        "file",
                        file,
                        "line",
                        line,
                        "old_line",
                        old,
                        "quote",
                        quote,
                        "remark",
                        remark,
                        "from",
                        from,
                        "date",
                        date,
                        "reply",
                        reply);
            case Location(var path, var offset, var length) -> object("path", path, "offset", offset, "length", length);
            case Problem(var kind, var where, var detail) -> object("kind", kind, "where", where, "detail", detail);
            default -> throw new IllegalStateException("no JSON for " + value.getClass());
        }
    }

    private void object(@Nullable Object... keysAndValues) {
        json.writeStartObject();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            json.writeName(String.valueOf(keysAndValues[i]));
            value(keysAndValues[i + 1]);
        }
        json.writeEndObject();
    }

    /// JSON may hold a DEL as it is, but terminals take it for a command.
    private static final class WithDelete extends CharacterEscapes {
        private static final long serialVersionUID = 1;
        private static final int DELETE = 127;

        @Override
        public int[] getEscapeCodesForAscii() {
            int[] escapes = standardAsciiEscapesForJSON();
            escapes[DELETE] = ESCAPE_STANDARD;
            return escapes;
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int character) {
            return null;
        }
    }
}
