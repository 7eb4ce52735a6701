package patchidx.patch;

import org.jspecify.annotations.Nullable;

/// What a patch does to one file.
///
/// @param path path of the file, afterwards
/// @param oldPath path of the file before; null unless it was renamed or copied
/// @param status what happened to it
/// @param insertions how many lines were added; null where only a scaled bar is known, or the file is binary
/// @param deletions how many lines were removed; null as for insertions
/// @param binary whether it is no text file
/// @param truncated whether the start of the path is cut off, as diffstat does with long ones
public record FileChange(
        String path,
        @Nullable String oldPath,
        Status status,
        @Nullable Integer insertions,
        @Nullable Integer deletions,
        boolean binary,
        boolean truncated) {

    /// What happens to a file.
    public enum Status {
        MODIFIED("modified"),
        ADDED("added"),
        DELETED("deleted"),
        RENAMED("renamed"),
        COPIED("copied"),
        MODE("mode");

        private final String label;

        Status(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }
}
