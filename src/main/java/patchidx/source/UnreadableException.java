package patchidx.source;

import java.io.EOFException;
import java.io.IOException;
import java.util.Set;

/// What lies in an archive cannot be read, or not to its end. Says nothing about whoever takes the mails.
public final class UnreadableException extends IOException {
    /// How libraries say that something ends in the middle.
    private static final Set<String> CUT = Set.of("Truncated source", "Unexpected end of stream", "Truncated ZIP file");

    private static final long serialVersionUID = 1;

    private final Problem.Kind kind;
    private final boolean endsArchive;

    UnreadableException(Problem.Kind kind, String reason, boolean endsArchive, Exception cause) {
        super(reason, cause);
        this.kind = kind;
        this.endsArchive = endsArchive;
    }

    static UnreadableException of(Exception cause) {
        if (cause instanceof UnreadableException known) {
            return known;
        }
        return new UnreadableException(Problem.Kind.UNREADABLE, reason(cause), false, cause);
    }

    static UnreadableException tooLarge(String reason, boolean endsArchive) {
        return new UnreadableException(Problem.Kind.TOO_LARGE, reason, endsArchive, new IOException(reason));
    }

    /// Somebody wants to stop; it is no fault of what was read.
    static UnreadableException stopped() {
        return new UnreadableException(Problem.Kind.UNREADABLE, "stopped", true, new IOException("stopped"));
    }

    private static String reason(Exception cause) {
        boolean isCut = cause instanceof EOFException || CUT.contains(String.valueOf(cause.getMessage()));
        String message = isCut ? "it ends in the middle" : cause.getMessage();
        return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
    }

    /// What is the matter: it cannot be read, or it is too large.
    public Problem.Kind kind() {
        return kind;
    }

    /// Whether nothing behind it should be tried, in the whole file on disk.
    boolean endsArchive() {
        return endsArchive;
    }

    Problem problem(Location where) {
        return new Problem(kind, where, String.valueOf(getMessage()));
    }
}
