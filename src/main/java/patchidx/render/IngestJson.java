package patchidx.render;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import patchidx.index.IngestEvent;
import patchidx.index.IngestEvent.Fate;
import patchidx.index.IngestEvent.FileFate;
import patchidx.index.IngestEvent.MailFate;
import patchidx.index.IngestEvent.MemberFate;
import patchidx.index.IngestEvent.Oddity;
import patchidx.index.IngestTotals;
import patchidx.source.Location;
import patchidx.source.Problem;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;

/// Writes what an ingest tells as JSON, as the contract says (docs/reference/json.md): a document, or one object a
/// line. Events are written as they come, and nothing of them is kept.
///
/// If they cannot be written, the ingest goes on; [#end] throws what went wrong.
public final class IngestJson {
    private final JsonGenerator json;
    private final boolean lines;
    private @Nullable JacksonException failure;

    public IngestJson(Sink sink, boolean lines) {
        this.json = JsonRenderer.generator(sink);
        this.lines = lines;
        write(() -> {
            if (!lines) {
                json.writeStartObject();
                json.writeNumberProperty("schema", JsonRenderer.SCHEMA);
                json.writeName("events");
                json.writeStartArray();
            }
        });
    }

    public void event(IngestEvent event) {
        write(() -> {
            json.writeStartObject();
            switch (event) {
                case FileFate(var path, var fate) -> file("file", path, fate);
                case MemberFate(var path, var fate) -> file("member", path, fate);
                case MailFate(var where, var what, var id) -> {
                    json.writeStringProperty("event", "mail");
                    location(where);
                    json.writeStringProperty("fate", what.label());
                    json.writeStringProperty("id", id);
                }
                case Oddity(var problem) -> oddity(problem);
            }
            json.writeEndObject();
            endOfLine();
        });
    }

    public void end(IngestTotals totals) {
        write(() -> {
            if (lines) {
                json.writeStartObject();
                json.writeStringProperty("event", "totals");
            } else {
                json.writeEndArray();
                json.writeName("totals");
                json.writeStartObject();
            }
            counts("files", totals.files(), label -> label.replace(' ', '-'));
            counts("members", totals.members(), label -> label.replace(' ', '-'));
            counts("mails", totals.mails(), IngestEvent.What::label);
            counts("problems", totals.problems(), Problem.Kind::label);
            json.writeNumberProperty("forgotten", totals.forgotten());
            json.writeBooleanProperty("lost", totals.lost());
            json.writeBooleanProperty("stopped", totals.stopped());
            json.writeNumberProperty("seconds", Math.round(totals.seconds() * 1000) / 1000.0);
            json.writeEndObject();
            if (!lines) {
                json.writeEndObject();
            }
            json.writeRaw('\n');
            json.close();
        });
        if (failure != null) {
            throw failure;
        }
    }

    private void file(String event, String path, Fate fate) {
        json.writeStringProperty("event", event);
        json.writeStringProperty("path", path);
        json.writeStringProperty("fate", fate.label().replace(' ', '-'));
        json.writeStringProperty(
                "format", fate instanceof Fate.Read read ? read.format().label() : null);
        json.writeName("mails");
        switch (fate) {
            case Fate.Read(var format, var mails) -> json.writeNumber(mails);
            case Fate.Unreadable(var reason, var mails) -> json.writeNumber(mails);
            default -> json.writeNull();
        }
        json.writeStringProperty("reason", reason(fate));
    }

    private static @Nullable String reason(Fate fate) {
        return switch (fate) {
            case Fate.Unreadable(var reason, var mails) -> reason;
            case Fate.NotMail(var reason) -> reason;
            case Fate.Moved(var path) -> path;
            case Fate.Read read -> null;
            case Fate.Unchanged unchanged -> null;
            case Fate.Empty empty -> null;
            case Fate.Gone gone -> null;
            case Fate.Stopped stopped -> null;
        };
    }

    private void oddity(Problem problem) {
        json.writeStringProperty("event", "problem");
        location(problem.where());
        json.writeStringProperty("kind", problem.kind().label());
        json.writeStringProperty("effect", problem.kind().effect().name().toLowerCase(Locale.ROOT));
        json.writeStringProperty("detail", problem.detail());
    }

    private void location(Location where) {
        json.writeStringProperty("path", where.path());
        json.writeNumberProperty("offset", where.offset());
        json.writeNumberProperty("length", where.length());
    }

    private <K> void counts(String name, Map<K, Long> counts, Function<K, String> label) {
        json.writeName(name);
        json.writeStartObject();
        counts.forEach((key, count) -> json.writeNumberProperty(label.apply(key), count));
        json.writeEndObject();
    }

    private void endOfLine() {
        if (lines) {
            json.writeRaw('\n');
        }
    }

    private void write(Runnable what) {
        if (failure != null) {
            return;
        }
        try {
            what.run();
        } catch (JacksonException e) {
            failure = e;
        }
    }
}
