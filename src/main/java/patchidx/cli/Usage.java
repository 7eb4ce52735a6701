package patchidx.cli;

import java.nio.file.Path;
import java.util.List;
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

    /// What a script gives whose variable is not set. Java takes it for the folder it is in.
    static void checkNamed(List<Path> paths) throws Usage {
        check(
                paths.stream().noneMatch(path -> path.toString().isEmpty()),
                "an empty path names nothing; '.' is this folder");
    }

    static void check(boolean condition, String message) throws Usage {
        if (!condition) {
            throw new Usage(message);
        }
    }
}
