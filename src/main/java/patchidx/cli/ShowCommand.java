package patchidx.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import patchidx.index.PatchIndex;
import patchidx.query.Query;
import patchidx.query.Search;
import patchidx.render.Item;
import patchidx.render.OutputFormat;
import patchidx.render.Renderer;
import patchidx.render.TerminalText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = "Show mails whole.",
        footer = {
            "",
            "Examples:",
            "  patchidx show 20240305101500.1-1-ada@example.org",
            "  patchidx show 11157989 --raw | git am"
        })
final class ShowCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(arity = "1..*", paramLabel = "ID", description = MailOption.HELP)
    private List<String> ids = List.of();

    @Option(names = "--raw", description = "Print the bytes of the mail as they were read.")
    private boolean raw;

    @Mixin
    private final FormatOption format = new FormatOption();

    @Mixin
    private final IndexOption index = new IndexOption();

    ShowCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        List<Query> queries = new ArrayList<>();
        for (String id : ids) {
            queries.add(MailOption.query(id));
        }
        try (PatchIndex opened = PatchIndex.open(index.folder(console))) {
            Search search = new Search(opened, console.clock());
            List<Search.Hit> hits = new ArrayList<>();
            boolean allFound = true;
            for (int i = 0; i < ids.size(); i++) {
                List<Search.Hit> found = search.all(queries.get(i));
                if (found.isEmpty()) {
                    console.err().println("patchidx: no mail " + TerminalText.line(ids.get(i)));
                    allFound = false;
                }
                hits.addAll(found);
            }
            OutputFormat chosen = raw ? OutputFormat.RAW : format.or(OutputFormat.FULL);
            Renderer renderer = chosen.renderer(format.request(console.sink()));
            renderer.start(String.join(" ", ids), hits.size());
            for (Search.Hit hit : hits) {
                renderer.mail(new Item(hit.entry(), opened.bytes(hit.document()).getFirst(), List.of()));
            }
            renderer.end(null);
            return (allFound ? ExitStatus.DONE : ExitStatus.NOTHING).code();
        }
    }
}
