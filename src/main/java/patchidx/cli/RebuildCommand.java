package patchidx.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import patchidx.index.Maintenance;
import patchidx.render.Counted;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "rebuild",
        description = {
            "Make the index anew from the mails in it; the archives are not needed.",
            "",
            "For an index that another version of patchidx built. The old one answers until the new one is complete,"
                    + " and stays if anything goes wrong; for a while there has to be room for both."
        })
final class RebuildCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private final WaitOption wait = new WaitOption();

    @Mixin
    private final IndexOption index = new IndexOption();

    RebuildCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        Path folder = index.folder(console);
        long mails = Maintenance.rebuild(folder, wait.patience());
        console.say(Counted.of(mails, "mail") + ", read anew");
        return ExitStatus.DONE.code();
    }
}
