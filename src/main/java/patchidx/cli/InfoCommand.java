package patchidx.cli;

import java.util.concurrent.Callable;
import patchidx.index.PatchIndex;
import patchidx.render.Sink;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "info", description = "Say what the index holds.")
final class InfoCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private final IndexOption index = new IndexOption();

    InfoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        try (PatchIndex opened = PatchIndex.open(index.folder(console))) {
            Sink sink = console.sink();
            sink.text("index  " + opened.folder().toAbsolutePath().normalize() + "\n");
            sink.text("mails  " + opened.mails() + "\n");
            sink.text("files  " + opened.files() + "\n");
            sink.text("size   " + opened.bytes() + " bytes\n");
            return ExitStatus.DONE.code();
        }
    }
}
