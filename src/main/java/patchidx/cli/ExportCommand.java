package patchidx.cli;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import patchidx.index.PatchIndex;
import patchidx.query.Hits;
import patchidx.query.Search;
import patchidx.render.Item;
import patchidx.render.OutputFormat;
import patchidx.render.Renderer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "export",
        description = {
            "Write out mails, all or those that a query finds, oldest first.",
            "",
            "What is written as mbox or dump can be ingested again and gives the same mails."
        },
        footer = {
            "",
            "Examples:",
            "  patchidx export > all.jsonl",
            "  patchidx export --format mbox 'subject:irq -is:reply' > irq.mbox"
        })
final class ExportCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            arity = "0..*",
            paramLabel = "QUERY",
            parameterConsumer = QueryWords.One.class,
            description = "Which mails; all if there is none.")
    private List<String> words = List.of();

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final FormatOption format = new FormatOption();

    @Mixin
    private final IndexOption index = new IndexOption();

    ExportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        String query = QueryWords.joined(words, Objects.requireNonNull(spec).commandLine());
        try (PatchIndex opened = PatchIndex.open(index.folder(console))) {
            Search search = new Search(opened, console.clock());
            Renderer renderer = format.or(OutputFormat.JSONL).renderer(format.request(console.sink()));
            Hits hits = search.oldestFirst(search.parse(query.isBlank() ? "*" : query));
            renderer.start(query, hits.size());
            hits.each(hit -> renderer.mail(
                    new Item(hit.entry(), opened.bytes(hit.document()).getFirst(), List.of())));
            renderer.end(null);
            return (hits.size() == 0 ? ExitStatus.NOTHING : ExitStatus.DONE).code();
        }
    }
}
