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
        return isUtf8(file) ? file.toString() : file.toAbsolutePath().toUri().getRawPath();
    }

    /// Whether the path is UTF-8, or at least what Java makes of its bytes.
    public static boolean isUtf8(Path file) {
        return file.toString().indexOf(REPLACEMENT) < 0;
    }

    /// What the paths of all files below a folder begin with.
    public static String below(String folder) {
        return folder.endsWith("/") ? folder : folder + "/";
    }
}
