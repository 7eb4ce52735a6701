package patchidx.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/// The index could not be written: no space left, a limit on the size of files, a folder that is read-only.
final class IndexWriteException extends IOException {
    private static final long serialVersionUID = 1;

    /// @param cause what the disk, or Lucene, said
    IndexWriteException(Throwable cause) {
        super(reason(cause), cause);
    }

    /// The sentence for the user.
    IndexProblem problem(Path folder) {
        for (Throwable cause = getCause(); cause != null; cause = cause.getCause()) {
            if (Damage.isSaidBy(cause)) {
                return IndexFolder.damaged(folder, Damage.reason(cause));
            }
        }
        return new IndexProblem(
                "cannot write the index in " + folder + ": " + getMessage(),
                "what was committed before is in it; " + DiskReason.remedy(this) + "give the same command again");
    }

    /// What the deepest cause says: Lucene wraps the one that explains.
    private static String reason(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        String message = deepest.getMessage();
        if (message == null) {
            return deepest.toString();
        }
        return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    }
}
