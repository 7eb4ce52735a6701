package patchidx.patch;

import java.util.List;
import patchidx.source.Problem;

/// All that a mail changes, file by file.
///
/// @param files one a file, in order; a file stands twice if the mail holds two diffs of it
/// @param endsEarly whether the text ends in the header of a file, because somebody cut it
/// @param oddities what was odd about the hunks
public record Diff(List<FileDiff> files, boolean endsEarly, List<Oddity> oddities) {

    public Diff {
        files = List.copyOf(files);
        oddities = List.copyOf(oddities);
    }

    /// Something odd in a diff.
    ///
    /// @param kind what is odd
    /// @param detail which file and hunk
    public record Oddity(Problem.Kind kind, String detail) {}

    public List<FileChange> changes() {
        return files.stream().map(FileDiff::change).toList();
    }
}
