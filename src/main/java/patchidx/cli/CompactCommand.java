package patchidx.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import patchidx.index.Maintenance;
import patchidx.index.PatchIndex;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "compact",
        description = {
            "Put all parts of the index into one, without what was deleted.",
            "",
            "Nothing needs this. It makes searches a little quicker and the index a little smaller; for a while there"
                    + " has to be room for both."
        })
final class CompactCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private final WaitOption wait = new WaitOption();

    @Mixin
    private final IndexOption index = new IndexOption();

    CompactCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        Path folder = index.folder(console);
        long before = size(folder);
        Maintenance.compact(folder, wait.patience());
        console.say(before + " bytes before, " + size(folder) + " now");
        return ExitStatus.DONE.code();
    }

    private static long size(Path folder) throws Exception {
        try (PatchIndex opened = PatchIndex.open(folder)) {
            return opened.facts().size();
        }
    }
}
