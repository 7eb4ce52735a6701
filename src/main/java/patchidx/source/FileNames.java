package patchidx.source;

import java.nio.file.Path;

/// What to call files in locations.
public final class FileNames {
    /// What Java reads bytes as that are no UTF-8.
    private static final char REPLACEMENT = '\ufffd';

    private FileNames() {}

    /// The path as text. One that is not UTF-8 is written as in a URL, with `%` and hexadecimal digits, so that no two
    /// files have the same name.
    public static String of(Path file) {
        String path = file.toString();
        return path.indexOf(REPLACEMENT) < 0
                ? path
                : file.toAbsolutePath().toUri().getRawPath();
    }

    /// What the paths of all files below a folder begin with.
    public static String below(String folder) {
        return folder.endsWith("/") ? folder : folder + "/";
    }
}
