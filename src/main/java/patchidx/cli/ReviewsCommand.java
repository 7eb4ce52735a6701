package patchidx.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import patchidx.index.PatchIndex;
import patchidx.query.Search;
import patchidx.query.Search.Hit;
import patchidx.query.SeriesLookup;
import patchidx.render.OutputFormat;
import patchidx.render.ReviewsRenderer;
import patchidx.series.PatchReviews;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "reviews",
        description = {
            "Show what reviewers said to a patch, or to all patches of a cover letter.",
            "",
            "First the trailers that were given in replies, those given to the cover letter too, and to earlier"
                    + " versions where git patch-id tells that the patch is the same; then each remark below the lines"
                    + " it is about, with file and line. A trailer in somebody else's name says who sent it."
                    + " Of a reply, the patch is shown that it is about."
        },
        footer = {
            "",
            "Examples:",
            "  patchidx reviews 20240305101500.1-1-ada@example.org",
            "  patchidx reviews 11157989 --json | jq '.patches[].comments[] | {file, line, remark}'"
        })
final class ReviewsCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private final MailArguments mails = new MailArguments();

    ReviewsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        mails.check();
        try (PatchIndex opened = PatchIndex.open(mails.index().folder(console))) {
            Search search = new Search(opened, console.clock());
            MailArguments.Found found = mails.find(search, console);
            SequencedMap<String, PatchReviews> reviews = new LinkedHashMap<>();
            SeriesLookup lookup = new SeriesLookup(search);
            boolean all = found.all();
            for (Hit hit : found.hits()) {
                Optional<SeriesLookup.Found> series = lookup.of(hit);
                if (series.isEmpty()) {
                    console.say(hit.entry().patch().id() + " is about no patch in the index");
                    all = false;
                } else {
                    series.get()
                            .reviews()
                            .forEach(said -> reviews.putIfAbsent(said.patch().id(), said));
                }
            }
            OutputFormat chosen = mails.format().or(OutputFormat.LIST);
            boolean written =
                    new ReviewsRenderer(console.sink(), mails.text(), new ArrayList<>(reviews.values())).write(chosen);
            Usage.check(written && !mails.format().hasColumns(), "reviews cannot be printed as " + chosen.label());
            return (all ? ExitStatus.DONE : ExitStatus.NOTHING).code();
        }
    }
}
