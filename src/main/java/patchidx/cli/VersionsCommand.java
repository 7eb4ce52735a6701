package patchidx.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import patchidx.index.PatchIndex;
import patchidx.index.Relations;
import patchidx.query.Search;
import patchidx.query.SeriesFacts;
import patchidx.render.SeriesRenderer;
import patchidx.render.TerminalText;
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
                return nothing("no mail " + id);
            }
            Relations relations = search.relations();
            Optional<Series> series = relations.seriesAbout(hit.get().entry().patch());
            if (series.isEmpty()) {
                return nothing(id + " is about no patch in the index");
            }
            print(SeriesCommand.facts(relations.workOf(series.get()).versions(), relations));
            return ExitStatus.DONE.code();
        }
    }

    private void print(List<SeriesFacts> versions) throws Exception {
        SeriesRenderer renderer = new SeriesRenderer(console.sink());
        if (json.lines) {
            renderer.jsonLines(versions);
        } else if (json.document) {
            renderer.json(id, versions);
        } else {
            renderer.versions(versions);
        }
    }

    private int nothing(String why) {
        console.err().println("patchidx: " + TerminalText.line(why));
        return ExitStatus.NOTHING.code();
    }
}
