package patchidx.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import patchidx.index.PatchIndex;
import patchidx.query.Search;
import patchidx.render.Item;
import patchidx.render.OutputFormat;
import patchidx.render.Renderer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
    private final MailArguments mails = new MailArguments();

    ShowCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        Usage.check(source == null || raw, "--source goes with --raw");
        mails.check();
        try (PatchIndex opened = PatchIndex.open(mails.index().folder(console))) {
            MailArguments.Found found = mails.find(new Search(opened, console.clock()), console);
            Map<String, Boolean> lies = new HashMap<>(); // of several mails with one id, one is enough
            OutputFormat chosen = raw ? OutputFormat.RAW : mails.format().or(OutputFormat.FULL);
            Renderer renderer = chosen.renderer(mails.format().request(console.sink()));
            renderer.start(mails.text(), found.hits().size());
            for (Search.Hit hit : found.hits()) {
                byte[] bytes = source == null ? opened.bytes(hit.document()).getFirst() : bytes(opened, hit, source);
                lies.merge(hit.entry().patch().id(), bytes != null, Boolean::logicalOr);
                if (bytes != null) {
                    renderer.mail(new Item(hit.entry(), bytes, List.of()));
                }
            }
            renderer.end(null);
            boolean allLie = !lies.containsValue(false);
            if (!allLie) {
                console.say("the mail does not lie at " + source);
            }
            return (found.all() && allLie ? ExitStatus.DONE : ExitStatus.NOTHING).code();
        }
    }

    /// Null if the mail does not lie there.
    private static byte @Nullable [] bytes(PatchIndex index, Search.Hit hit, String source) throws IOException {
        byte[] bytes = bytesAt(index, hit, source, null);
        int colon = source.lastIndexOf(':');
        if (bytes != null || colon < 0 || !source.substring(colon + 1).matches("\\d{1,18}")) {
            return bytes;
        }
        return bytesAt(index, hit, source.substring(0, colon), Long.valueOf(source.substring(colon + 1)));
    }

    private static byte @Nullable [] bytesAt(PatchIndex index, Search.Hit hit, String source, @Nullable Long offset)
            throws IOException {
        Path path = Path.of(source).toAbsolutePath();
        byte[] bytes = index.bytesAt(hit.document(), path.normalize().toString(), offset);
        // Names of members may have dots that lead upwards.
        return bytes == null ? index.bytesAt(hit.document(), path.toString(), offset) : bytes;
    }
}
