package patchidx.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import patchidx.index.Relations;
import patchidx.query.SeriesFacts;
import patchidx.render.SeriesRenderer;
import patchidx.series.Series;

/// Prints series with what other mails make of them, as JSON or for people.
///
/// @param relations where that is found
record SeriesPrinter(Console console, Relations relations, JsonChoice json) {

    /// @param query what was asked
    /// @param withReasons whether people are told why each is taken for a version of its work
    void print(String query, Collection<Series> all, boolean withReasons) throws IOException {
        List<SeriesFacts> facts = new ArrayList<>();
        for (Series series : all) {
            facts.add(SeriesFacts.of(series, relations));
        }
        SeriesRenderer renderer = new SeriesRenderer(console.sink());
        if (json.lines) {
            renderer.jsonLines(facts);
        } else if (json.document) {
            renderer.json(query, facts);
        } else if (withReasons) {
            renderer.versions(facts);
        } else {
            renderer.lines(facts);
        }
    }
}
