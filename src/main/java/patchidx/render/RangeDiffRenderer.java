package patchidx.render;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import patchidx.series.DiffHunk;
import patchidx.series.RangeDiff;
import patchidx.series.RangeDiff.Fate;
import patchidx.series.RangeDiff.Numbered;
import patchidx.series.RangeDiff.Pair;
import tools.jackson.core.JsonGenerator;

/// Writes what changed between two versions of a series as `git range-diff` prints it. Where git prints the id of a
/// commit, which no mail tells, stands the start of the patch-id.
public final class RangeDiffRenderer {
    /// How much of a patch-id is shown.
    private static final int ID_DIGITS = 12;

    /// How much of a heading git prints.
    private static final int HEADING_BYTES = 80;

    private static final String NO_ID = "-".repeat(ID_DIGITS);
    private static final String INDENT = "    ";

    private static final String RESET = "\u001b[m";
    private static final String BOLD = "\u001b[1m";
    private static final String DIM = "\u001b[2m";
    private static final String REVERSE = "\u001b[7m";
    private static final String RED = "\u001b[31m";
    private static final String GREEN = "\u001b[32m";
    private static final String YELLOW = "\u001b[33m";
    private static final String CYAN = "\u001b[36m";

    private final Sink sink;

    public RangeDiffRenderer(Sink sink) {
        this.sink = sink;
    }

    /// Writes one line for each pair, and below those that changed how.
    public void full(RangeDiff diff) throws IOException {
        int width = width(diff);
        for (Pair pair : diff.pairs()) {
            sink.text(heading(pair, width) + "\n");
            for (DiffHunk hunk : pair.hunks()) {
                sink.text(INDENT + heading(hunk) + "\n");
                for (String line : hunk.lines()) {
                    sink.text(INDENT + coloured(TerminalText.lines(line)) + "\n");
                }
            }
        }
    }

    /// Writes one line for each pair, and below those that changed how many lines of the patch did.
    public void stat(RangeDiff diff) throws IOException {
        int width = width(diff);
        for (Pair pair : diff.pairs()) {
            sink.text(heading(pair, width) + "\n");
            if (pair.fate() == Fate.CHANGED) {
                sink.text(INDENT + " " + Counted.of(count(pair, '+'), "line") + " added, " + count(pair, '-')
                        + " removed\n");
            }
        }
    }

    private static int width(RangeDiff diff) {
        int most = 0;
        for (Pair pair : diff.pairs()) {
            most = Math.max(most, Math.max(number(pair.before()), number(pair.after())));
        }
        return String.valueOf(most + 1).length();
    }

    private static int number(@Nullable Numbered patch) {
        return patch == null ? 0 : patch.number();
    }

    private static long count(Pair pair, char sign) {
        return pair.hunks().stream()
                .flatMap(hunk -> hunk.lines().stream())
                .filter(line -> line.charAt(0) == sign)
                .count();
    }

    private String heading(Pair pair, int width) {
        String before = side(pair.before(), width);
        String after = side(pair.after(), width);
        String title = TerminalText.line(pair.title());
        char sign = pair.fate().sign();
        return switch (pair.fate()) {
            case SAME -> colour(YELLOW, before + " " + sign + " " + after + " " + title);
            case ADDED -> colour(GREEN, before + " " + sign + " " + after + " " + title);
            case DROPPED -> colour(RED, before + " " + sign + " " + after + " " + title);
            case CHANGED ->
                colour(RED, before + " ")
                        + colour(YELLOW, String.valueOf(sign))
                        + colour(GREEN, " " + after)
                        + colour(YELLOW, " " + title);
        };
    }

    private static String side(@Nullable Numbered patch, int width) {
        String number = patch == null ? "-" : String.valueOf(patch.number());
        return " ".repeat(width - number.length()) + number + ":  " + (patch == null ? NO_ID : id(patch));
    }

    private static String id(Numbered patch) {
        String id = patch.patch().mail().patchId();
        return id == null ? NO_ID : id.substring(0, ID_DIGITS);
    }

    /// As much of a heading as git prints, without half a character at the end.
    private static String cut(String heading) {
        int end = Math.min(heading.length(), HEADING_BYTES);
        while (heading.substring(0, end).getBytes(UTF_8).length > HEADING_BYTES) {
            end--;
        }
        return heading.substring(0, end).stripTrailing();
    }

    private String heading(DiffHunk hunk) {
        String section = TerminalText.lines(cut(hunk.section()));
        String marks = colour(REVERSE + CYAN, "@@");
        if (section.isEmpty()) {
            return marks;
        }
        return sink.colour() ? marks + " " + RESET + section + RESET : marks + " " + section;
    }

    /// A line in two colours: its first sign says whether it is in the older or newer version of the patch, its second
    /// whether it removes or adds a line of the file.
    private String coloured(String line) {
        char side = line.charAt(0);
        String text = line.substring(1);
        char sign = text.isEmpty() ? ' ' : text.charAt(0);
        if (side == ' ') {
            return colour(lineColour(sign), line);
        }
        String mark = colour(REVERSE + (side == '-' ? RED : GREEN), String.valueOf(side));
        String strength = side == '-' ? DIM : BOLD;
        String colour = switch (sign) {
            case '+', '-' -> strength.replace("m", ";") + lineColour(sign).substring(2);
            case '@' -> CYAN;
            default -> strength;
        };
        return text.isEmpty() ? mark : mark + colour(colour, text);
    }

    private static String lineColour(char sign) {
        return switch (sign) {
            case '+' -> GREEN;
            case '-' -> RED;
            case '@' -> CYAN;
            default -> "";
        };
    }

    private String colour(String colour, String text) {
        return sink.colour() ? colour + text + RESET : text;
    }

    /// Writes one JSON document.
    ///
    /// @param before name of the older version, as it was asked for
    /// @param after name of the newer one
    /// @param hunks whether it says how patches changed, and not only by how many lines
    public void json(RangeDiff diff, String before, String after, boolean hunks) {
        try (JsonGenerator json = JsonRenderer.generator(sink)) {
            json.writeStartObject();
            json.writeNumberProperty("schema", JsonRenderer.SCHEMA);
            json.writeStringProperty("before", before);
            json.writeStringProperty("after", after);
            json.writeName("pairs");
            json.writeStartArray();
            diff.pairs().forEach(pair -> json(json, pair, hunks));
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    /// Writes each pair as a JSON object on a line of its own.
    ///
    /// @param hunks as for [#json]
    public void jsonLines(RangeDiff diff, boolean hunks) {
        try (JsonGenerator json = JsonRenderer.generator(sink)) {
            for (Pair pair : diff.pairs()) {
                json(json, pair, hunks);
                json.writeRaw('\n');
            }
        }
    }

    private static void json(JsonGenerator json, Pair pair, boolean hunks) {
        json.writeStartObject();
        json.writeStringProperty("fate", pair.fate().label());
        json.writeName("before");
        json(json, pair.before());
        json.writeName("after");
        json(json, pair.after());
        json.writeNumberProperty("added", count(pair, '+'));
        json.writeNumberProperty("removed", count(pair, '-'));
        json.writeName("hunks");
        json.writeStartArray();
        for (DiffHunk hunk : hunks ? pair.hunks() : List.<DiffHunk>of()) {
            json.writeStartObject();
            json.writeStringProperty("section", hunk.section());
            json.writeName("lines");
            strings(json, hunk.lines());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void json(JsonGenerator json, @Nullable Numbered patch) {
        if (patch == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeNumberProperty("number", patch.number());
        json.writeStringProperty("id", patch.patch().mail().id());
        json.writeStringProperty("title", patch.patch().title());
        json.writeStringProperty("patch_id", patch.patch().mail().patchId());
        json.writeEndObject();
    }

    private static void strings(JsonGenerator json, List<String> strings) {
        json.writeStartArray();
        strings.forEach(json::writeString);
        json.writeEndArray();
    }
}
