package patchidx.cli;

import java.nio.file.Path;
import java.util.List;
import patchidx.query.Spelling;
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

    /// What was meant by a name that is none of those there are, or else all of them.
    ///
    /// @param intro of the list of all
    static String near(String name, String intro, List<String> names) {
        return Spelling.nearest(name, names.stream())
                .map(near -> "did you mean '" + near + "'?")
                .orElseGet(() -> intro + " " + String.join(", ", names));
    }

    static void check(boolean condition, String message) throws Usage {
        if (!condition) {
            throw new Usage(message);
        }
    }
}
