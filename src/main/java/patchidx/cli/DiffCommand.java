package patchidx.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import patchidx.index.PatchIndex;
import patchidx.patch.Kind;
import patchidx.patch.PatchMail;
import patchidx.query.Search;
import patchidx.query.SeriesLookup;
import patchidx.render.RangeDiffRenderer;
import patchidx.series.PatchSet;
import patchidx.series.RangeDiff;
import patchidx.series.RangePatch;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "diff",
        description = {
            "Compare two versions of a series, or two patches, as git range-diff does.",
            "",
            "The id of a cover letter stands for its whole series, that of a patch for this patch alone; with --series"
                    + " both stand for their series. One id alone is compared with the version before it. Where git"
                    + " prints the id of a commit, the start of the patch-id is printed."
        },
        footer = {
            "",
            "Examples:",
            "  patchidx diff 20240305101500.1-1-ada@example.org",
            "  patchidx diff --stat v1-cover@example.org v2-cover@example.org",
            "  patchidx diff --stat --jsonl v2-cover@example.org | jq 'select(.fate == \"changed\") | .after.title'"
        })
final class DiffCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            arity = "1..2",
            paramLabel = "ID",
            description = "The older and the newer mail, or just the newer one: " + MailOption.HELP)
    private List<String> ids = List.of();

    @Option(names = "--series", description = "Compare whole series, also where patches are named.")
    private boolean series;

    @Option(names = "--stat", description = "Print which patches changed and by how many lines, and not how.")
    private boolean stat;

    @Option(
            names = "--creation-factor",
            paramLabel = "N",
            defaultValue = "" + RangeDiff.CREATION_FACTOR,
            description = "Take a patch that changed by more than N percent of its size for a new one"
                    + " (${DEFAULT-VALUE}).")
    private int creationFactor;

    @ArgGroup
    private final JsonChoice json = new JsonChoice();

    @Mixin
    private final IndexOption index = new IndexOption();

    DiffCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        Usage.check(ids.size() <= 2, "diff takes one mail or two");
        Usage.check(creationFactor >= 0, "--creation-factor must not be negative");
        for (String id : ids) {
            MailOption.query(id);
        }
        try (PatchIndex opened = PatchIndex.open(index.folder(console))) {
            Sides sides = sides(new Search(opened, console.clock()));
            if (sides == null) {
                return ExitStatus.NOTHING.code();
            }
            print(sides);
            return ExitStatus.DONE.code();
        }
    }

    /// What is compared.
    private record Sides(List<PatchMail> before, List<PatchMail> after, String older, String newer) {}

    private @Nullable Sides sides(Search search) throws IOException, Usage {
        SeriesLookup lookup = new SeriesLookup(search);
        Search.Hit first = find(search, ids.getFirst());
        Search.Hit last = ids.size() == 1 ? first : find(search, ids.getLast());
        if (first == null || last == null) {
            return null;
        }
        if (ids.size() == 2 && !series && isPatch(first) && isPatch(last)) {
            return new Sides(
                    List.of(first.entry().patch()), List.of(last.entry().patch()), ids.getFirst(), ids.getLast());
        }
        SeriesLookup.Found older = lookup(lookup, first, ids.getFirst());
        SeriesLookup.Found newer = ids.size() == 1 ? older : lookup(lookup, last, ids.getLast());
        if (older == null || newer == null) {
            return null;
        }
        if (ids.size() == 2) {
            return sides(older.named(), newer.named());
        }
        int at = newer.versions().indexOf(newer.named());
        if (at == 0) {
            console.say("there is no version before version " + newer.named().version() + " of "
                    + newer.named().title());
            return null;
        }
        return sides(newer.versions().get(at - 1), newer.named());
    }

    private Sides sides(PatchSet older, PatchSet newer) {
        return new Sides(
                List.copyOf(older.patches().values()),
                List.copyOf(newer.patches().values()),
                id(older),
                id(newer));
    }

    private static String id(PatchSet set) {
        PatchMail cover = set.cover();
        return cover != null
                ? cover.id()
                : set.patches().firstEntry().getValue().id();
    }

    private static boolean isPatch(Search.Hit hit) {
        return hit.entry().patch().kind() == Kind.PATCH;
    }

    private SeriesLookup.@Nullable Found lookup(SeriesLookup lookup, Search.Hit hit, String name) throws IOException {
        Optional<SeriesLookup.Found> found =
                lookup.of(hit).filter(series -> !series.named().patches().isEmpty());
        if (found.isEmpty()) {
            console.say("no patches belong to " + name);
        }
        return found.orElse(null);
    }

    private Search.@Nullable Hit find(Search search, String name) throws IOException, Usage {
        Optional<Search.Hit> hit = MailOption.find(search, name);
        if (hit.isEmpty()) {
            MailOption.missing(name, index, console);
        }
        return hit.orElse(null);
    }

    private void print(Sides sides) throws IOException {
        RangeDiff diff = RangeDiff.of(patches(sides.before), patches(sides.after), creationFactor);
        RangeDiffRenderer renderer = new RangeDiffRenderer(console.sink());
        if (json.document) {
            renderer.json(diff, sides.older, sides.newer, !stat);
        } else if (json.lines) {
            renderer.jsonLines(diff, !stat);
        } else if (stat) {
            renderer.stat(diff);
        } else {
            renderer.full(diff);
        }
    }

    private static List<RangePatch> patches(List<PatchMail> mails) {
        return mails.stream().map(RangePatch::of).toList();
    }
}
