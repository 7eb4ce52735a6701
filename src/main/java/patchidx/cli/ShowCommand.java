package patchidx.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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

    @Option(
            names = "--raw",
            description = "Print the bytes of the mail as they were read; where an mbox put '>' in front of 'From '"
                    + " lines, without that.")
    private boolean raw;

    @Option(
            names = "--source",
            paramLabel = "PATH[:OFFSET]",
            description = "Of a mail that was met at several places, print the bytes that lay at this one; with --raw.")
    private @Nullable String source;

    @Mixin
    private final FormatOption format = new FormatOption();

    @Mixin
    private final IndexOption index = new IndexOption();

    ShowCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        Usage.check(source == null || raw, "--source goes with --raw");
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
                byte[] bytes = source == null ? opened.bytes(hit.document()).getFirst() : bytes(opened, hit, source);
                if (bytes == null) {
                    console.err()
                            .println("patchidx: the mail does not lie at " + TerminalText.line(String.valueOf(source)));
                    allFound = false;
                } else {
                    renderer.mail(new Item(hit.entry(), bytes, List.of()));
                }
            }
            renderer.end(null);
            return (allFound ? ExitStatus.DONE : ExitStatus.NOTHING).code();
        }
    }

    private static byte @Nullable [] bytes(PatchIndex index, Search.Hit hit, String source) throws IOException {
        byte[] bytes = index.bytesAt(hit.document(), path(source), null);
        int colon = source.lastIndexOf(':');
        if (bytes != null || colon < 0 || !source.substring(colon + 1).matches("\\d{1,18}")) {
            return bytes;
        }
        return index.bytesAt(
                hit.document(), path(source.substring(0, colon)), Long.valueOf(source.substring(colon + 1)));
    }

    private static String path(String source) {
        return Path.of(source).toAbsolutePath().normalize().toString();
    }
}
