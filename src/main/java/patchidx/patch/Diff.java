package patchidx.patch;

import java.util.ArrayList;
import java.util.List;
import patchidx.source.Problem;

/// All that a mail changes, file by file.
///
/// @param files one a file, in order; a file stands twice if the mail holds two diffs of it
/// @param endsEarly whether the text ends in the header of a file, because somebody cut it
/// @param prose the lines of the mail that belong to no diff, in order
/// @param oddities what was odd about the hunks
public record Diff(List<FileDiff> files, boolean endsEarly, List<String> prose, List<Oddity> oddities) {

    public Diff {
        files = List.copyOf(files);
        prose = List.copyOf(prose);
        oddities = List.copyOf(oddities);
    }

    /// Something odd in a diff.
    ///
    /// @param kind what is odd
    /// @param detail which file and hunk
    public record Oddity(Problem.Kind kind, String detail) {}

    /// Whether there is a diff, and nobody cut it.
    public boolean isWhole() {
        return !files.isEmpty() && !endsEarly;
    }

    /// How many files and lines are changed; a file counts once, binary files have no lines.
    public Diffstat total() {
        int insertions = 0;
        int deletions = 0;
        for (FileDiff file : files) {
            Integer added = file.change().insertions();
            Integer removed = file.change().deletions();
            insertions += added == null ? 0 : added;
            deletions += removed == null ? 0 : removed;
        }
        long paths = files.stream().map(file -> file.change().path()).distinct().count();
        return new Diffstat((int) paths, insertions, deletions);
    }

    /// The lines of all hunks that begin with the sign, without it: `+`, `-`, or a blank for context.
    public List<String> lines(char sign) {
        List<String> lines = new ArrayList<>();
        for (FileDiff file : files) {
            for (Hunk hunk : file.hunks()) {
                for (String line : hunk.lines()) {
                    if (line.charAt(0) == sign) {
                        lines.add(line.substring(1));
                    }
                }
            }
        }
        return lines;
    }

    public List<FileChange> changes() {
        return files.stream().map(FileDiff::change).toList();
    }
}
