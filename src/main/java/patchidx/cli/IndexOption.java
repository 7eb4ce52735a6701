package patchidx.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import patchidx.index.IndexProblem;
import patchidx.source.FileNames;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/// `--index`, for every command that uses an index.
final class IndexOption {
    private static final String NAME = "--index";

    /// What a shell may take for something else than a letter of a name.
    private static final Pattern SPECIAL = Pattern.compile("[^\\p{L}\\p{N}_./+:@%=,-]");

    @Option(
            names = NAME,
            paramLabel = "DIR",
            description = "Folder of the index. Default: $PATCHIDX_INDEX, or patchidx in the user's data folder.")
    private @Nullable Path folder;

    /// The option as it was given, to stand in a hint behind the name of a command; empty if it was not.
    String given() {
        return folder == null ? "" : given(folder);
    }

    /// The same for a command that failed.
    static String given(CommandLine command) {
        Path folder = command.getParseResult().matchedOptionValue(NAME, null);
        return folder == null ? "" : given(folder);
    }

    private static String given(Path folder) {
        return " " + NAME + " " + SPECIAL.matcher(folder.toString()).replaceAll("\\\\$0");
    }

    Path folder(Console console) throws IndexProblem, Usage {
        if (folder != null) {
            Usage.checkNamed(List.of(folder));
        }
        Path index = folder == null ? console.defaultIndex() : folder;
        Usage.check(FileNames.isUtf8(index), "the index needs a folder whose name is UTF-8");
        return index;
    }
}
