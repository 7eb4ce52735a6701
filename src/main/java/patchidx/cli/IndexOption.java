package patchidx.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import patchidx.index.IndexProblem;
import picocli.CommandLine.Option;

/// `--index`, for every command that uses an index.
final class IndexOption {
    @Option(
            names = "--index",
            paramLabel = "DIR",
            description = "Folder of the index. Default: $PATCHIDX_INDEX, or patchidx in the user's data folder.")
    private @Nullable Path folder;

    Path folder(Console console) throws IndexProblem {
        return folder == null ? console.defaultIndex() : folder;
    }
}
