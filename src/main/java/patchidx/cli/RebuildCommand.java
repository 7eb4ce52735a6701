package patchidx.cli;

import java.util.concurrent.Callable;
import patchidx.index.Rebuild;
import patchidx.render.Counted;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "rebuild",
        description = {
            "Make the index anew from the mails in it; the archives are not needed.",
            "",
            "For an index that another version of patchidx built, or one that is damaged. The old one answers until"
                    + " the new one is complete, and stays if anything goes wrong; for a while there has to be room for"
                    + " both.",
            "",
            "If some mails can no longer be read from a damaged index, they are named, and it stays as it is. What they"
                    + " are searched by is made anew."
        })
final class RebuildCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "--without-damaged",
            description =
                    "Leave out what can no longer be read, and end with 3. The next ingest reads all files anew, so"
                            + " ingest the archives again; what was left out comes back from there. Mails of which it"
                            + " cannot be told that they were forgotten are in the index again.")
    private boolean withoutDamaged;

    @Mixin
    private final WaitOption wait = new WaitOption();

    @Mixin
    private final IndexOption index = new IndexOption();

    RebuildCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        Rebuild.Result result = Rebuild.run(
                index.folder(console),
                wait.patience(),
                withoutDamaged,
                lost -> console.say(lost + " cannot be read any more"));
        console.say(Counted.of(result.mails(), "mail") + ", read anew");
        if (!result.isWhole()) {
            console.hint("ingest the archives again; what is missing comes back from there");
            return ExitStatus.INPUT.code();
        }
        return ExitStatus.DONE.code();
    }
}
