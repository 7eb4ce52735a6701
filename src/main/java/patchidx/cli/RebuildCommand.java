package patchidx.cli;

import java.util.ArrayList;
import java.util.List;
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
                    + " and stays if anything goes wrong; for a while there has to be room for both.",
            "",
            "Mails that the old one can no longer read are named and left out. Ingest their archives again; all files"
                    + " are read anew then."
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
        List<String> lost = new ArrayList<>();
        long mails = Maintenance.rebuild(index.folder(console), wait.patience(), lost::add);
        for (String id : lost) {
            console.say("lost: the mail " + id + " is damaged");
        }
        console.say(Counted.of(mails, "mail") + ", read anew" + (lost.isEmpty() ? "" : "; " + lost.size() + " lost"));
        if (lost.isEmpty()) {
            return ExitStatus.DONE.code();
        }
        console.hint("ingest the archives again, and those that they have come back");
        return ExitStatus.INPUT.code();
    }
}
