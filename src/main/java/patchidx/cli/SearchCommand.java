package patchidx.cli;

import java.util.List;
import java.util.concurrent.Callable;
import patchidx.index.PatchIndex;
import patchidx.query.Order;
import patchidx.query.Search;
import patchidx.render.OutputFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

@Command(
        name = "search",
        description = {
            "Find mails.",
            "",
            "All words must occur, in subject, people, files or text. 'field:value' looks in one field"
                    + " ('patchidx fields' lists them), \"two words\" is a phrase, AND OR NOT and parentheses combine."
        },
        footer = {
            "",
            "Examples:",
            "  patchidx search vfio irq",
            "  patchidx search 'subject:\"page flip\" from:ada date:2024-03.. -is:reply' --sort -date",
            "  patchidx search 'file:drivers/vfio/ version:2..' --jsonl | jq -r .subject"
        })
final class SearchCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            arity = "1..*",
            paramLabel = "QUERY",
            description = "What to look for; several arguments are one query.")
    private List<String> words = List.of();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "Show at most N mails (${DEFAULT-VALUE}).")
    private int limit;

    @Option(names = "--offset", paramLabel = "N", defaultValue = "0", description = "Leave out the first N mails.")
    private int offset;

    @Option(
            names = "--sort",
            paramLabel = "ORDER",
            defaultValue = "relevance",
            converter = OrderConverter.class,
            description = "Sort by relevance, date or another field; '-date' has the newest first (${DEFAULT-VALUE}).")
    private Order order = Order.relevance();

    @Mixin
    private final FormatOption format = new FormatOption();

    @Mixin
    private final IndexOption index = new IndexOption();

    SearchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        Usage.check(limit >= 0, "--limit must not be negative");
        Usage.check(offset >= 0, "--offset must not be negative");
        String query = String.join(" ", words);
        try (PatchIndex opened = PatchIndex.open(index.folder(console))) {
            Search.Answer answer = new Search(opened, console.clock()).run(query, order, offset, limit);
            return Answers.print(query, answer, opened, format.or(OutputFormat.TEXT), console)
                    .code();
        }
    }

    static final class OrderConverter implements ITypeConverter<Order> {
        @Override
        public Order convert(String value) {
            return Order.named(value)
                    .orElseThrow(() -> new TypeConversionException(
                            "cannot sort by '" + value + "'; can by " + String.join(", ", Order.names())));
        }
    }
}
