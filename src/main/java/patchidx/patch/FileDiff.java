package patchidx.patch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The diff of one file.
///
/// @param change what happens to the file
/// @param oldBlob abbreviated id of the blob before, from the `index` line; null if there is none
/// @param newBlob abbreviated id of the blob after; null if there is no `index` line
/// @param hunks in order; empty for binary files and where only the name or mode changes
/// @param start index of its first line in the text of the mail
/// @param end index of the line behind its last one
public record FileDiff(
        FileChange change,
        @Nullable String oldBlob,
        @Nullable String newBlob,
        List<Hunk> hunks,
        int start,
        int end) {

    public FileDiff {
        hunks = List.copyOf(hunks);
    }
}
