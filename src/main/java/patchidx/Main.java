package patchidx;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.time.Clock;
import patchidx.cli.Console;
import patchidx.cli.PatchidxCommand;

/// The front step: the only place that touches the standard streams and ends the program.
public final class Main {
    private static final int BUFFER = 1 << 16;

    private Main() {}

    public static void main(String[] arguments) {
        BufferedOutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER);
        System.exit(PatchidxCommand.run(
                new Console(System.in, out, System.err, System.getenv(), Clock.systemUTC()), arguments));
    }
}
