package patchidx.source;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/// Walks folders in an order that depends on the names alone.
public final class FileWalk {

    private FileWalk() {}

    /// Takes the files of a walk.
    public interface Visitor {
        void file(Path file, BasicFileAttributes attributes) throws IOException;

        /// A git repository, whose files are not visited.
        void repository(Path folder) throws IOException;

        /// A file, or a folder with all below it, that is no mail.
        ///
        /// @param reason what it is instead
        void leftOut(Path file, String reason) throws IOException;

        void failed(Path file, IOException problem) throws IOException;
    }

    /// Visits `start`, or every file below it, sorted by path. Links are followed; one that leads back to a
    /// folder above it fails by a `FileSystemLoopException`. What belongs to a format of folders but is no mail is
    /// not read.
    ///
    /// @param leaveOut folders that are not entered
    public static void walk(Path start, Predicate<Path> leaveOut, Visitor visitor) throws IOException {
        TreeMap<Path, BasicFileAttributes> files = new TreeMap<>();
        TreeSet<Path> repositories = new TreeSet<>();
        TreeMap<Path, String> leftOut = new TreeMap<>();
        TreeMap<Path, IOException> failures = new TreeMap<>();
        Files.walkFileTree(
                start, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
                    private final Map<Path, String> noMail = new HashMap<>();

                    @Override
                    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                        Optional<String> reason = reason(folder);
                        if (reason.isEmpty() && GitInbox.isRepository(folder)) {
                            repositories.add(folder);
                            return FileVisitResult.SKIP_SUBTREE;
                        }
                        reason.ifPresent(one -> noMail.put(folder, one));
                        return leaveOut.test(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        Optional<String> reason = reason(file);
                        if (reason.isPresent()) {
                            leftOut.put(file, reason.get());
                        } else {
                            files.put(file, attributes);
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    // All below a folder that is left out is what the folder is.
                    private Optional<String> reason(Path path) {
                        String above = noMail.get(path.getParent());
                        return above == null ? ArchiveFormat.leavesOut(path) : Optional.of(above);
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException problem) {
                        // A mail is delivered, and gone from there, while the folder is walked.
                        reason(file)
                                .ifPresentOrElse(
                                        reason -> leftOut.put(file, reason), () -> failures.put(file, problem));
                        return FileVisitResult.CONTINUE;
                    }
                });
        for (Path repository : repositories) {
            visitor.repository(repository);
        }
        for (var file : files.entrySet()) {
            visitor.file(file.getKey(), file.getValue());
        }
        for (var file : leftOut.entrySet()) {
            visitor.leftOut(file.getKey(), file.getValue());
        }
        for (var failure : failures.entrySet()) {
            visitor.failed(failure.getKey(), failure.getValue());
        }
    }
}
