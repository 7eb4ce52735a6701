package patchidx.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import patchidx.index.PatchIndex;
import patchidx.index.Relations;
import patchidx.query.Search;
import patchidx.series.Series;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "versions",
        description = {
            "Show all versions of a series, oldest first, with why they are taken for versions of one work.",
            "",
            "Any mail will do: a patch, its cover letter, an answer to one. The number is how sure the link is, up to"
                    + " 1."
        },
        footer = {
            "",
            "Examples:",
            "  patchidx versions 20240305101500.1-1-ada@example.org",
            "  patchidx versions 11157989 --jsonl | jq '.id, .link'"
        })
final class VersionsCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "ID", description = MailOption.HELP)
    private String id = "";

    @ArgGroup
    private final JsonChoice json = new JsonChoice();

    @Mixin
    private final IndexOption index = new IndexOption();

    VersionsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        MailOption.query(id);
        try (PatchIndex opened = PatchIndex.open(index.folder(console))) {
            Search search = new Search(opened, console.clock());
            Optional<Search.Hit> hit = MailOption.find(search, id);
            if (hit.isEmpty()) {
                return MailOption.missing(id, index, console);
            }
            Relations relations = search.relations();
            Optional<Series> series = relations.seriesAbout(hit.get().entry().patch());
            if (series.isEmpty()) {
                return console.nothing(id + " is about no patch in the index");
            }
            List<Series> versions = relations.workOf(series.get()).versions();
            new SeriesPrinter(console, relations, json).print(id, versions, true);
            return ExitStatus.DONE.code();
        }
    }
}
