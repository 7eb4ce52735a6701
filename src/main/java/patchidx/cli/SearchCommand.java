package patchidx.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import patchidx.index.PatchIndex;
import patchidx.query.Collapse;
import patchidx.query.Facet;
import patchidx.query.Order;
import patchidx.query.Query;
import patchidx.query.QueryException;
import patchidx.query.QueryParser;
import patchidx.query.Search;
import patchidx.query.Snippets;
import patchidx.query.ThreadSearch;
import patchidx.render.CountsRenderer;
import patchidx.render.Item;
import patchidx.render.NumberRenderer;
import patchidx.render.OutputFormat;
import patchidx.render.Renderer;
import patchidx.render.Request;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

@Command(
        name = "search",
        description = {
            "Find mails.",
            "",
            "All words must occur, in subject, people, files or text. 'field:value' looks in one field"
                    + " ('patchidx fields' lists them), \"two words\" is a phrase, AND OR NOT and parentheses combine."
                    + " The query '-' stands for queries on standard input, one a line."
        },
        footer = {
            "",
            "Examples:",
            "  patchidx search vfio irq",
            "  patchidx search 'subject:\"page flip\" from:ada date:2024-03.. -is:reply' --sort=-date",
            "  patchidx search 'file:drivers/vfio/ version:2..' --jsonl | jq -r .subject",
            "  patchidx search 'reviewed-by:grace' --by author"
        })
final class SearchCommand implements Callable<Integer> {
    private static final String FROM_STANDARD_INPUT = "-";
    private static final int USUAL_LIMIT = 20;

    private final Console console;

    @Parameters(
            arity = "1..*",
            paramLabel = "QUERY",
            parameterConsumer = QueryWords.One.class,
            description = "What to look for; several arguments are one query.")
    private List<String> words = List.of();

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Show at most N mails (20), or with --by at most N rows (all).")
    private @Nullable Integer limit;

    @Option(
            names = "--offset",
            paramLabel = "N",
            defaultValue = "0",
            description = "Leave out the first N mails or rows.")
    private int offset;

    @Option(
            names = "--after",
            paramLabel = "CURSOR",
            description = "Go on behind a page: 'next' of its JSON. Stays right while mail arrives.")
    private @Nullable String after;

    @Option(
            names = "--sort",
            paramLabel = "ORDER",
            defaultValue = "relevance",
            converter = OrderConverter.class,
            description = "Sort by relevance, date or another field; '-date' has the newest first (${DEFAULT-VALUE}).")
    private Order order = Order.relevance();

    @Option(names = "--count", description = "Print only how many mails there are.")
    private boolean count;

    @Option(
            names = "--by",
            split = ",",
            paramLabel = "FIELD",
            converter = FacetConverter.class,
            description = "Count hits by the values of a field or of two: 'author', 'date:month' (day, month, year),"
                    + " 'file:2' (two folders deep).")
    private List<NamedFacet> facets = new ArrayList<>();

    @Option(names = "--snippets", description = "Show the lines that match below each mail.")
    private boolean snippets;

    @Option(
            names = "--collapse",
            paramLabel = "WHAT",
            description = "Show only the best mail of each: 'thread' or 'series'.")
    private @Nullable String collapse;

    @Option(
            names = "--thread",
            description = "Show each hit with its whole thread, hits marked. Limits and totals count hits.")
    private boolean threads;

    @Option(names = "--explain", description = "Print what the query means instead of asking it.")
    private boolean explain;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final FormatOption format = new FormatOption();

    @Mixin
    private final IndexOption index = new IndexOption();

    SearchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        Usage.check(limit == null || limit >= 0, "--limit must not be negative");
        Usage.check(offset >= 0, "--offset must not be negative");
        Usage.check(facets.size() <= 2, "--by takes one field or two");
        Usage.check(
                collapse == null || Collapse.named(collapse).isPresent(),
                "--collapse takes " + String.join(" or ", Collapse.names()));
        Usage.check(
                collapse == null || facets.isEmpty(), "--by counts all mails, also those that --collapse leaves out");
        Usage.check(!threads || !snippets, "--thread shows no snippets");
        String query = QueryWords.joined(words, Objects.requireNonNull(spec).commandLine());
        if (explain && !query.equals(FROM_STANDARD_INPUT)) {
            return explain(QueryParser.parse(query, console.clock())).code();
        }
        try (PatchIndex opened = PatchIndex.open(index.folder(console))) {
            Search search = new Search(opened, console.clock());
            return (query.equals(FROM_STANDARD_INPUT) ? answerAll(search, opened) : answer(query, search, opened))
                    .code();
        }
    }

    /// Answers the queries of standard input, one a line, each as soon as it is read. A wrong one does not stop the
    /// others.
    private ExitStatus answerAll(Search search, PatchIndex opened) throws IOException, Usage {
        FailureHandler failures = new FailureHandler(console);
        ExitStatus status = ExitStatus.DONE;
        BufferedReader lines = new BufferedReader(new InputStreamReader(console.in(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.isBlank()) {
                try {
                    answer(line, search, opened);
                } catch (QueryException e) {
                    failures.handle(e);
                    status = ExitStatus.USAGE;
                    answerNothing(line, e);
                }
                console.out().flush();
            }
        }
        return status;
    }

    /// Keeps answers that are a line or a document each in step with the queries.
    private void answerNothing(String text, QueryException e) throws IOException {
        boolean isDocument = format.or(OutputFormat.LIST) == OutputFormat.JSON;
        if (!explain && (count || isDocument)) {
            new NumberRenderer(console.sink(), format.or(OutputFormat.LIST))
                    .writeError(text, String.valueOf(e.getMessage()), e.hint());
        }
    }

    private ExitStatus answer(String text, Search search, PatchIndex opened) throws QueryException, IOException, Usage {
        Query query = search.parse(text);
        if (explain) {
            return explain(query);
        }
        if (count) {
            long found = search.count(query, collapsed());
            new NumberRenderer(console.sink(), format.or(OutputFormat.LIST)).write(text, found);
            return found == 0 ? ExitStatus.NOTHING : ExitStatus.DONE;
        }
        if (!facets.isEmpty()) {
            return counts(
                    text,
                    search.count(query, facets.stream().map(NamedFacet::facet).toList()));
        }
        int most = limit == null ? USUAL_LIMIT : limit;
        Optional<Search.Answer> answer = search.page(query, new Search.Page(order, offset, most, after, collapsed()));
        Usage.check(answer.isPresent(), "--after is no cursor of a list sorted by " + order);
        return print(text, query, answer.get(), opened);
    }

    private Collapse collapsed() {
        return Optional.ofNullable(collapse).flatMap(Collapse::named).orElse(Collapse.NOTHING);
    }

    private ExitStatus print(String text, Query query, Search.Answer answer, PatchIndex opened) throws IOException {
        Request request = format.request(console.sink());
        Renderer renderer = format.or(usualFormat()).renderer(threads ? request.withThreads() : request);
        renderer.start(text, answer.total());
        if (threads) {
            printThreads(answer, opened, renderer);
        } else {
            printHits(query, answer, opened, renderer);
        }
        renderer.end(answer.next());
        return answer.total() == 0 ? ExitStatus.NOTHING : ExitStatus.DONE;
    }

    private OutputFormat usualFormat() {
        if (format.hasColumns()) {
            return OutputFormat.TABLE;
        }
        return threads ? OutputFormat.TREE : OutputFormat.LIST;
    }

    private void printHits(Query query, Search.Answer answer, PatchIndex opened, Renderer renderer) throws IOException {
        Snippets lines = new Snippets(query);
        answer.found()
                .each(hit -> renderer.mail(new Item(
                        hit.entry(),
                        opened.bytes(hit.document()).getFirst(),
                        snippets ? lines.of(hit.entry()) : List.of())));
    }

    private static void printThreads(Search.Answer answer, PatchIndex opened, Renderer renderer) throws IOException {
        ThreadPrinter printer =
                new ThreadPrinter(opened, Set.copyOf(answer.found().documents()), renderer);
        new ThreadSearch(opened).each(answer.found(), printer::print);
    }

    private ExitStatus counts(String text, Search.Counts counts) throws IOException, Usage {
        List<String> names = facets.stream().map(NamedFacet::name).toList();
        OutputFormat chosen = format.or(OutputFormat.LIST);
        List<Search.Count> rows = counts.rows(offset, limit == null ? Integer.MAX_VALUE : limit);
        boolean written = new CountsRenderer(format.request(console.sink()), text, names, counts, rows).write(chosen);
        Usage.check(written, "--by cannot be printed as " + chosen.label());
        return counts.total() == 0 ? ExitStatus.NOTHING : ExitStatus.DONE;
    }

    private ExitStatus explain(Query query) throws IOException {
        console.sink().text("query   " + query + "\n");
        console.sink().text("lucene  " + Search.explain(query) + "\n");
        return ExitStatus.DONE;
    }

    /// @param name as it was typed
    record NamedFacet(String name, Facet facet) {}

    static final class FacetConverter implements ITypeConverter<NamedFacet> {
        @Override
        public NamedFacet convert(String value) {
            return Facet.parse(value)
                    .map(facet -> new NamedFacet(value, facet))
                    .orElseThrow(() -> new TypeConversionException(
                            "cannot count by '" + value + "'; " + Usage.near(value, "can by", Facet.names())));
        }
    }

    static final class OrderConverter implements ITypeConverter<Order> {
        @Override
        public Order convert(String value) {
            return Order.named(value)
                    .orElseThrow(() -> new TypeConversionException(
                            "cannot sort by '" + value + "'; " + Usage.near(value, "can by", Order.names())));
        }
    }
}
