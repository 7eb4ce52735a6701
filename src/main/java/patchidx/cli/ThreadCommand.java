package patchidx.cli;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import patchidx.index.PatchIndex;
import patchidx.query.Search;
import patchidx.query.Search.Hit;
import patchidx.query.ThreadSearch;
import patchidx.render.OutputFormat;
import patchidx.render.Renderer;
import patchidx.series.MailThread;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "thread",
        description = {
            "Show the whole thread of a mail as a tree.",
            "",
            "A thread is all mails that hang together by In-Reply-To and References, also through mails that are not"
                    + " in the index; those are shown as missing. The mail that was asked for is marked."
        },
        footer = {
            "",
            "Examples:",
            "  patchidx thread 20240305101500.1-1-ada@example.org",
            "  patchidx thread 20240305101500.1-1-ada@example.org --format mbox > thread.mbox"
        })
final class ThreadCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private final MailArguments mails = new MailArguments();

    ThreadCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        mails.check();
        try (PatchIndex opened = PatchIndex.open(mails.index().folder(console))) {
            MailArguments.Found found = mails.find(new Search(opened, console.clock()), console);
            List<MailThread<Hit>> threads = new ThreadSearch(opened).threads(found.hits());
            long total =
                    threads.stream().mapToLong(thread -> thread.mails().size()).sum();
            Renderer renderer = mails.format()
                    .or(mails.format().hasColumns() ? OutputFormat.TABLE : OutputFormat.TREE)
                    .renderer(mails.format().request(console.sink()).withThreads());
            renderer.start(mails.text(), total);
            Set<Integer> hits = found.hits().stream().map(Hit::document).collect(Collectors.toSet());
            ThreadPrinter printer = new ThreadPrinter(opened, hits, renderer);
            for (MailThread<Hit> thread : threads) {
                printer.print(thread);
            }
            renderer.end(null);
            return found.status().code();
        }
    }
}
