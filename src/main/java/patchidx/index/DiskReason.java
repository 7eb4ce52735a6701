package patchidx.index;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import patchidx.source.FileNames;
import patchidx.source.UnreadableException;

/// Says in words why the disk would not do something. Many exceptions of Java only repeat the path.
final class DiskReason {
    private static final Pattern TOO_MANY_FILES = Pattern.compile("(?i)too many open files");
    private static final Pattern NO_ROOM = Pattern.compile("(?i)no space left|quota|file too large");

    private DiskReason() {}

    static String of(IOException problem) {
        return switch (problem) {
            case UnreadableException e when e.getCause() instanceof FileSystemException cause -> of(cause);
            case NoSuchFileException e
            when !FileNames.isUtf8(Path.of(String.valueOf(e.getFile()))) ->
                "no such file; one whose name is not UTF-8 is read with the folder it is in";
            case NoSuchFileException e -> "no such file";
            case AccessDeniedException e -> "permission denied";
            case NotDirectoryException e -> "it is no folder";
            case FileSystemException e when e.getReason() != null -> String.valueOf(e.getReason());
            default -> String.valueOf(problem.getMessage());
        };
    }

    /// What helps where a file could not be written, to stand in front of what to do then; empty if nobody knows.
    static String remedy(IOException problem) {
        String message = String.valueOf(problem.getMessage());
        if (TOO_MANY_FILES.matcher(message).find()) {
            return "let processes have more files open, such as with 'ulimit -n 4096', then ";
        }
        return NO_ROOM.matcher(message).find() ? "make room, then " : "";
    }
}
