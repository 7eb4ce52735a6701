package patchidx.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import patchidx.index.Maintenance;
import patchidx.render.Counted;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "forget",
        description = {
            "Take files, folders or archives out of the index.",
            "",
            "A mail leaves the index when no other place has it. The files themselves are not touched, and the next"
                    + " ingest of them reads them again."
        },
        footer = {"", "Examples:", "  patchidx forget ~/Mail/old-list", "  patchidx forget list.mbox"})
final class ForgetCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            arity = "1..*",
            paramLabel = "SOURCE",
            description = "Path of a file or folder that was ingested; it may be gone by now. '-' is all that came from"
                    + " standard input.")
    private List<Path> sources = List.of();

    @Mixin
    private final WaitOption wait = new WaitOption();

    @Mixin
    private final IndexOption index = new IndexOption();

    ForgetCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        Usage.checkNamed(sources);
        Maintenance.Forgotten forgotten = Maintenance.forget(index.folder(console), sources, wait.patience());
        for (String path : forgotten.unknown()) {
            console.say("nothing was read from " + path);
        }
        if (!forgotten.unknown().isEmpty()) {
            console.hint("patchidx search" + index.given() + " '*' --by source says what mails were read from");
        }
        if (forgotten.unknown().size() < sources.size()) {
            String unreadable =
                    forgotten.unreadable() == 0 ? "" : ", and " + forgotten.unreadable() + " that could not be read";
            console.say(Counted.of(forgotten.files(), "file") + " forgotten" + unreadable + "; "
                    + Counted.of(forgotten.mails(), "mail") + " had no other place and left the index");
        }
        return (forgotten.unknown().isEmpty() ? ExitStatus.DONE : ExitStatus.NOTHING).code();
    }
}
