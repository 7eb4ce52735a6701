package patchidx.render;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import patchidx.query.SeriesFacts;
import patchidx.series.MailSummary;
import patchidx.series.Reason;
import patchidx.series.Series;
import patchidx.series.VersionLink;
import tools.jackson.core.JsonGenerator;

/// Writes series: a line each, or JSON.
public final class SeriesRenderer {
    /// How wide version and patches usually are.
    private static final int NUMBER = 12;

    /// On a terminal that is narrower, hardly a line has room for everything.
    private static final int WIDE = 140;

    private final Sink sink;

    public SeriesRenderer(Sink sink) {
        this.sink = sink;
    }

    /// A line a series with the id below it, as `patchidx series` prints it.
    public void lines(List<SeriesFacts> all) throws IOException {
        for (SeriesFacts facts : all) {
            write(facts);
        }
    }

    /// The versions of a work, each with why it is taken for one.
    public void versions(List<SeriesFacts> all) throws IOException {
        for (SeriesFacts facts : all) {
            write(facts);
            String why = facts.link().map(SeriesRenderer::why).orElse("");
            if (!why.isEmpty()) {
                sink.text(below() + why + "\n");
            }
        }
    }

    /// Where not all has room in one line, sender, answers and state have one of their own.
    private void write(SeriesFacts facts) throws IOException {
        Series series = facts.series();
        Series successor = facts.successor();
        String number =
                String.format(Locale.ROOT, "v%-2d  %5s  ", series.version(), series.received() + "/" + series.total());
        String who =
                series.first().name() == null ? series.author() : series.first().name();
        String rest = TerminalText.line(String.join(
                "  ",
                who,
                "(" + Counted.of(facts.reviews(), "review") + ", " + Counted.of(facts.replies(), "answer") + ")",
                successor == null ? "latest" : "superseded by v" + successor.version()));
        String title = TerminalText.line(series.title());
        String left = start().of(series.firstDate(), "  ", "") + number;
        if (sink.columns() >= WIDE) {
            String cut =
                    LineStart.cut(title, Math.max(LineStart.REST, sink.columns() - left.length() - rest.length() - 2));
            sink.text(left + cut + "  " + rest + "\n");
        } else {
            sink.text(left + LineStart.cut(title, sink.columns() - left.length()) + "\n");
            sink.text(below() + LineStart.cut(rest, sink.columns() - below().length()) + "\n");
        }
        sink.text(below() + TerminalText.line(series.id()) + "\n");
    }

    /// Names stand behind the titles.
    private LineStart start() {
        return new LineStart(LineStart.within(sink.columns() - NUMBER).hasDay(), 0);
    }

    private String below() {
        return " ".repeat(start().indent());
    }

    private static String why(VersionLink link) {
        return String.format(
                Locale.ROOT,
                "after v%d (%.2f): %s",
                link.older().version(),
                link.score(),
                reasons(link).stream().map(Reason::help).collect(Collectors.joining("; ")));
    }

    private static List<Reason> reasons(VersionLink link) {
        return link.reasons().stream().sorted().toList();
    }

    /// One JSON object a line.
    public void jsonLines(List<SeriesFacts> all) throws IOException {
        for (SeriesFacts facts : all) {
            try (JsonGenerator json = JsonRenderer.generator(sink)) {
                object(facts, json);
            }
            sink.text("\n");
        }
    }

    /// One JSON document.
    ///
    /// @param query what was asked
    public void json(String query, List<SeriesFacts> all) throws IOException {
        try (JsonGenerator json = JsonRenderer.generator(sink)) {
            json.writeStartObject();
            json.writeNumberProperty("schema", 1);
            json.writeStringProperty("query", query);
            json.writeNumberProperty("total", all.size());
            json.writeArrayPropertyStart("series");
            for (SeriesFacts facts : all) {
                object(facts, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        sink.text("\n");
    }

    private static void object(SeriesFacts facts, JsonGenerator json) {
        Series series = facts.series();
        MailSummary cover = series.cover();
        json.writeStartObject();
        json.writeStringProperty("id", series.id());
        json.writeStringProperty("title", series.title());
        json.writeNumberProperty("version", series.version());
        json.writeNumberProperty("total", series.total());
        json.writeNumberProperty("received", series.received());
        json.writeBooleanProperty("complete", series.isComplete());
        text("cover", cover == null ? null : cover.id(), json);
        json.writeArrayPropertyStart("patches");
        series.patches().forEach((number, patch) -> {
            json.writeStartObject();
            json.writeNumberProperty("number", number);
            json.writeStringProperty("id", patch.id());
            json.writeStringProperty("title", patch.title());
            json.writeEndObject();
        });
        json.writeEndArray();
        json.writeArrayPropertyStart("missing");
        series.missing().forEach(json::writeNumber);
        json.writeEndArray();
        person("author", series.first(), json);
        text("first_date", time(series.firstDate()), json);
        text("last_date", time(series.lastDate()), json);
        json.writeArrayPropertyStart("revisions");
        for (Series version : facts.work().versions()) {
            json.writeStartObject();
            json.writeStringProperty("series", version.id());
            json.writeNumberProperty("version", version.version());
            text("date", time(version.firstDate()), json);
            json.writeBooleanProperty("latest", version.equals(facts.work().latest()));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeBooleanProperty("latest", facts.isLatest());
        Series successor = facts.successor();
        text("superseded_by", successor == null ? null : successor.id(), json);
        json.writeArrayPropertyStart("trailers");
        for (SeriesFacts.Trailer trailer : facts.given()) {
            json.writeStartObject();
            json.writeStringProperty("name", trailer.given().name());
            json.writeStringProperty("value", trailer.given().value());
            person("from", trailer.from(), json);
            json.writeStringProperty("on", trailer.on());
            json.writeEndObject();
        }
        json.writeEndArray();
        link(facts, json);
        json.writeEndObject();
    }

    private static void link(SeriesFacts facts, JsonGenerator json) {
        json.writeName("link");
        facts.link()
                .ifPresentOrElse(
                        link -> {
                            json.writeStartObject();
                            json.writeStringProperty("series", link.older().id());
                            json.writeNumberProperty("score", link.score());
                            json.writeArrayPropertyStart("reasons");
                            reasons(link).forEach(reason -> json.writeString(reason.label()));
                            json.writeEndArray();
                            json.writeEndObject();
                        },
                        json::writeNull);
    }

    private static void person(String name, MailSummary sent, JsonGenerator json) {
        json.writeObjectPropertyStart(name);
        text("name", sent.name(), json);
        text("email", sent.sender().isEmpty() ? null : sent.sender(), json);
        json.writeEndObject();
    }

    private static void text(String name, @Nullable String value, JsonGenerator json) {
        json.writeName(name);
        if (value == null) {
            json.writeNull();
        } else {
            json.writeString(value);
        }
    }

    private static @Nullable String time(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
