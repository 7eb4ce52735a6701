package patchidx.render;

import java.io.IOException;
import java.util.List;
import patchidx.patch.PatchMail;
import patchidx.series.Comment;
import patchidx.series.PatchReviews;
import patchidx.series.Review;
import tools.jackson.core.JsonGenerator;

/// Writes what was said to patches: trailers, and comments with the lines they are about.
public final class ReviewsRenderer {
    /// Of a quote, people see its end; the remark is about that.
    private static final int MOST_QUOTED = 12;

    private static final String INDENT = "    ";

    private final Sink sink;
    private final String query;
    private final List<PatchReviews> reviews;

    /// @param query the mails that were asked for, as typed
    public ReviewsRenderer(Sink sink, String query, List<PatchReviews> reviews) {
        this.sink = sink;
        this.query = query;
        this.reviews = List.copyOf(reviews);
    }

    /// Writes the reviews.
    ///
    /// @return whether the format can say them; formats for mails cannot
    public boolean write(OutputFormat format) throws IOException {
        switch (format) {
            case LIST -> text();
            case JSON -> json();
            case JSONL -> jsonLines();
            case TREE, TABLE, FULL, TSV, CSV, IDS, MBOX, DUMP, RAW -> {
                return false;
            }
        }
        return true;
    }

    private void text() throws IOException {
        boolean first = true;
        for (PatchReviews of : reviews) {
            PatchMail patch = of.patch();
            sink.text(first ? "" : "\n");
            first = false;
            sink.text(sink.bold(TerminalText.line(patch.mail().subject())) + "\n");
            sink.text("  " + sink.dim(TerminalText.line(patch.id())) + "\n");
            for (Review review : of.reviews()) {
                review(review, patch);
            }
            for (Comment comment : of.comments()) {
                comment(comment);
            }
        }
    }

    private void review(Review review, PatchMail patch) throws IOException {
        Integer earlier = review.carriedFrom();
        String given = review.on().equals(patch.id()) ? "" : "  (on the cover letter)";
        String notes = (earlier == null ? given : "  (on version " + earlier + ", where the patch is the same)")
                + (review.fits() ? "" : "  (sent by " + review.from() + ")");
        sink.text("  " + TerminalText.line(review.name() + ": " + review.value()) + sink.dim(TerminalText.line(notes))
                + "\n");
    }

    private void comment(Comment comment) throws IOException {
        String name = TerminalText.line(ListRenderer.name(comment.from()));
        sink.text("\n  " + LineStart.day(comment.date()) + "  " + name + where(comment) + "\n");
        int hidden = Math.max(0, comment.quote().size() - MOST_QUOTED);
        if (hidden > 0) {
            sink.text(INDENT + sink.dim("> … " + Counted.of(hidden, "line") + " above") + "\n");
        }
        for (String line : comment.quote().subList(hidden, comment.quote().size())) {
            sink.text(INDENT + sink.dim("> " + clean(line)) + "\n");
        }
        for (String line : comment.remark()) {
            sink.text((line.isBlank() ? "" : INDENT + clean(line)) + "\n");
        }
    }

    private static String clean(String line) {
        return TerminalText.lines(line.replace("\n", " "));
    }

    private String where(Comment comment) {
        if (comment.file() == null) {
            return "";
        }
        String file = TerminalText.line(comment.file());
        if (comment.line() != null) {
            file += ":" + comment.line();
        } else if (comment.oldLine() != null) {
            file += ":" + comment.oldLine() + " (removed)";
        }
        return "  " + sink.bold(file);
    }

    private void json() {
        try (JsonGenerator json = JsonRenderer.generator(sink)) {
            json.writeStartObject();
            json.writeNumberProperty("schema", JsonRenderer.SCHEMA);
            json.writeStringProperty("query", query);
            json.writeName("patches");
            json.writeStartArray();
            reviews.forEach(of -> JsonRenderer.reviews(json, of));
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private void jsonLines() {
        try (JsonGenerator json = JsonRenderer.generator(sink)) {
            for (PatchReviews of : reviews) {
                JsonRenderer.reviews(json, of);
                json.writeRaw('\n');
            }
        }
    }
}
