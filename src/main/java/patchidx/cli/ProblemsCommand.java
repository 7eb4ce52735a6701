package patchidx.cli;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import patchidx.index.Ingest;
import patchidx.index.PatchIndex;
import patchidx.query.Query;
import patchidx.query.Search;
import patchidx.render.ProblemsRenderer;
import patchidx.source.Problem;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "problems",
        description = {
            "List what is odd about mails in the index and the files they were read from.",
            "",
            "Of files, also in archives, which could not be read to their end, and what in them belongs to no mail, up"
                    + " to " + Ingest.MOST_ODD + " places each. Standard input is no file.",
            "",
            "With a query, only what is odd about the mails it finds. 'patchidx fields' says what the words mean."
        },
        footer = {
            "",
            "Examples:",
            "  patchidx problems",
            "  patchidx problems problem:hunk-damaged from:ada",
            "  patchidx problems --jsonl | jq -r .kind | sort | uniq -c"
        })
final class ProblemsCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            arity = "0..*",
            paramLabel = "QUERY",
            parameterConsumer = QueryWords.One.class,
            description = "Which mails; all if there is none.")
    private List<String> words = List.of();

    @Spec
    private @Nullable CommandSpec spec;

    @ArgGroup
    private final JsonChoice json = new JsonChoice();

    @Mixin
    private final IndexOption index = new IndexOption();

    ProblemsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        String query = QueryWords.joined(words, Objects.requireNonNull(spec).commandLine());
        try (PatchIndex opened = PatchIndex.open(index.folder(console))) {
            Search search = new Search(opened, console.clock());
            Query odd = search.parse("problem:*");
            Query asked = query.isBlank() ? odd : new Query.And(List.of(search.parse(query), odd));
            ProblemsRenderer renderer = renderer(query);
            if (query.isBlank()) {
                for (Problem problem : opened.problemsOfFiles()) {
                    renderer.problem(problem, null);
                }
            }
            search.oldestFirst(asked).each(hit -> {
                for (Problem problem : hit.entry().problems()) {
                    renderer.problem(problem, hit.entry().patch().id());
                }
            });
            return (renderer.end() == 0 ? ExitStatus.NOTHING : ExitStatus.DONE).code();
        }
    }

    private ProblemsRenderer renderer(String query) throws IOException {
        return json.document
                ? ProblemsRenderer.document(console.sink(), query)
                : json.lines ? ProblemsRenderer.lines(console.sink()) : ProblemsRenderer.text(console.sink());
    }
}
