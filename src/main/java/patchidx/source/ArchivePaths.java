package patchidx.source;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/// The archives that somebody names: files, folders and standard input.
public final class ArchivePaths {
    /// The path that stands for standard input.
    public static final String STANDARD_INPUT = "-";

    private ArchivePaths() {}

    public static boolean isStandardInput(Path archive) {
        return archive.toString().equals(STANDARD_INPUT);
    }

    /// The same archives, each once: standard input has nothing to give a second time, and a file nothing new.
    public static List<Path> distinct(List<Path> archives) {
        return archives.stream()
                .map(archive -> isStandardInput(archive)
                        ? archive
                        : archive.toAbsolutePath().normalize())
                .distinct()
                .toList();
    }

    /// How many bytes there are to read in files, and in folders with everything below them; what cannot be looked at
    /// counts nothing.
    public static long bytes(List<Path> archives) {
        long[] bytes = {0};
        for (Path archive : archives) {
            try {
                FileWalk.walk(archive, inner -> false, new FileWalk.Visitor() {
                    @Override
                    public void file(Path file, BasicFileAttributes attributes) {
                        bytes[0] += attributes.size();
                    }

                    @Override
                    public void repository(Path folder) {
                        bytes[0] += GitInbox.bytes(folder);
                    }

                    @Override
                    public void leftOut(Path file, String reason) {}

                    @Override
                    public void failed(Path file, IOException problem) {}
                });
            } catch (IOException e) {
                return bytes[0]; // the ingest will say so
            }
        }
        return bytes[0];
    }
}
