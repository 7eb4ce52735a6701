package patchidx.cli;

import java.util.concurrent.Callable;
import patchidx.index.IndexCheck;
import patchidx.render.Counted;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "check",
        description = {
            "Look whether the index is whole.",
            "",
            "Checks all of Lucene's checksums and structures, reads every mail again from its bytes, and looks whether"
                    + " it is found and sorted by what it says. Prints what is wrong, a line each."
        })
final class CheckCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private final WaitOption wait = new WaitOption();

    @Mixin
    private final IndexOption index = new IndexOption();

    CheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        IndexCheck.Result result = IndexCheck.run(index.folder(console), wait.patience(), console::say);
        console.say(Counted.of(result.mails(), "mail") + " and " + Counted.of(result.files(), "file") + ", all well");
        return ExitStatus.DONE.code();
    }
}
