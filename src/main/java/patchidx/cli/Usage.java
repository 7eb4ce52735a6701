package patchidx.cli;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// A command line that cannot be carried out.
final class Usage extends Exception {
    private static final long serialVersionUID = 1;

    Usage(String message) {
        super(message);
    }

    /// The same as picocli says it, with the command whose help says more.
    ParameterException of(CommandLine command) {
        return new ParameterException(command, String.valueOf(getMessage()));
    }

    static void check(boolean condition, String message) throws Usage {
        if (!condition) {
            throw new Usage(message);
        }
    }
}
