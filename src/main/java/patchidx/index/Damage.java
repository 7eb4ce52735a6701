package patchidx.index;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.index.CorruptIndexException;
import org.jspecify.annotations.Nullable;

/// Files of an index that are gone, or not as they were written.
public final class Damage {
    /// How Lucene names a file.
    private static final Pattern FILE = Pattern.compile("path=\"([^\"]+)\"");

    private Damage() {}

    /// What reads from an index.
    interface Reading<T> {
        T read() throws IOException;
    }

    /// What comes of reading; null if what is read is damaged.
    ///
    /// @throws IOException if it cannot be read for another reason
    static <T> @Nullable T orNull(Reading<T> reading) throws IOException {
        try {
            return reading.read();
        } catch (IOException e) {
            if (!isSaidBy(e)) {
                throw e;
            }
            return null;
        } catch (RuntimeException e) {
            return null; // Lucene stumbles over what it does not expect
        }
    }

    /// Whether a failure to read an index, or to write it, says that it is damaged.
    public static boolean isSaidBy(Throwable failure) {
        return failure instanceof CorruptIndexException
                || failure instanceof EOFException
                || failure instanceof NoSuchFileException
                || failure instanceof FileNotFoundException;
    }

    /// Which file is damaged and how, in the user's words.
    ///
    /// @param failure that says so ([#isSaidBy])
    public static String reason(Throwable failure) {
        return switch (failure) {
            case CorruptIndexException e when e.getCause() instanceof NoSuchFileException cause -> reason(cause);
            case NoSuchFileException e ->
                "there is no file " + Path.of(String.valueOf(e.getFile())).getFileName();
            default -> {
                Matcher file = FILE.matcher(String.valueOf(failure.getMessage()));
                yield file.find()
                        ? "the file " + Path.of(file.group(1)).getFileName() + " is not as it was written"
                        : "a file of it is not as it was written";
            }
        };
    }
}
