package patchidx.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import patchidx.index.PatchIndex;
import patchidx.index.Relations;
import patchidx.query.Collapse;
import patchidx.query.Order;
import patchidx.query.Search;
import patchidx.series.Series;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "series",
        description = {
            "Show the series that the mails of a query belong to, or are about.",
            "",
            "Each with its version, how many of its patches are there, title, sender, reviews and answers, and whether"
                    + " it is the latest version."
        },
        footer = {
            "",
            "Examples:",
            "  patchidx series vfio irq",
            "  patchidx series id:20240305101500.1-1-ada@example.org --json",
            "  patchidx series is:latest series:incomplete --limit 50"
        })
final class SeriesCommand implements Callable<Integer> {
    private static final int MAILS_A_PAGE = 200;

    private final Console console;

    @Parameters(
            arity = "1..*",
            paramLabel = "QUERY",
            parameterConsumer = QueryWords.One.class,
            description = "A query, as for search.")
    private List<String> words = List.of();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "Print at most N series (${DEFAULT-VALUE}).")
    private int limit;

    @ArgGroup
    private final JsonChoice json = new JsonChoice();

    @Mixin
    private final IndexOption index = new IndexOption();

    @Spec
    private @Nullable CommandSpec spec;

    SeriesCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        Usage.check(limit >= 0, "--limit must not be negative");
        String query = QueryWords.joined(words, Objects.requireNonNull(spec).commandLine());
        try (PatchIndex opened = PatchIndex.open(index.folder(console))) {
            Search search = new Search(opened, console.clock());
            // One more than is printed, to see whether there are more.
            List<Series> found = found(search, query, limit + 1L);
            List<Series> printed = found.subList(0, Math.min(found.size(), limit));
            new SeriesPrinter(console, search.relations(), json).print(query, printed, false);
            if (found.size() > limit) {
                console.say("there are more than " + limit + " series; --limit N shows more");
            }
            return (found.isEmpty() ? ExitStatus.NOTHING : ExitStatus.DONE).code();
        }
    }

    private static List<Series> found(Search search, String text, long most) throws Exception {
        var query = search.parse(text);
        Relations relations = search.relations();
        Map<String, Series> found = new LinkedHashMap<>();
        String after = null;
        do {
            Search.Answer page = search.page(
                            query, new Search.Page(Order.relevance(), 0, MAILS_A_PAGE, after, Collapse.NOTHING))
                    .orElseThrow();
            for (Search.Hit hit : page.hits()) {
                if (found.size() < most) {
                    relations
                            .seriesAbout(hit.entry().patch())
                            .ifPresent(series -> found.putIfAbsent(series.id(), series));
                }
            }
            after = page.next();
        } while (after != null && found.size() < most);
        return List.copyOf(found.values());
    }
}
