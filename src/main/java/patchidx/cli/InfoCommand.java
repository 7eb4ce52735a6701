package patchidx.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import patchidx.index.PatchIndex;
import patchidx.query.Facet;
import patchidx.query.Query;
import patchidx.query.Search;
import patchidx.render.InfoRenderer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "info",
        description = "Say what the index holds: mails, files, sizes, versions, kinds and lists.",
        footer = {"", "Examples:", "  patchidx info", "  patchidx info --json | jq .mails"})
final class InfoCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--json", description = "Print one JSON document, with all lists.")
    private boolean json;

    @Mixin
    private final IndexOption index = new IndexOption();

    InfoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        try (PatchIndex opened = PatchIndex.open(index.folder(console))) {
            Path folder = opened.folder().toAbsolutePath().normalize();
            Search search = new Search(opened, console.clock());
            InfoRenderer renderer = new InfoRenderer(
                    console.sink(), folder, opened.facts(), counts(search, "kind"), counts(search, "list"));
            if (json) {
                renderer.json();
            } else {
                renderer.text(index.given());
            }
            return ExitStatus.DONE.code();
        }
    }

    private static List<Search.Count> counts(Search search, String field) throws IOException {
        return search.count(new Query.All(), List.of(Facet.parse(field).orElseThrow()))
                .rows();
    }
}
