package patchidx.index;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/// The folder that an index has for itself: whether there is one in it, and what is wrong with it, said to the user.
final class IndexFolder {
    private static final Pattern OWN =
            Pattern.compile("_.*|(pending_)?segments.*|write\\.lock|" + Pattern.quote(WriterNote.NAME));

    /// Lucene's list of the parts of an index. The first commit writes it, before any part.
    private static final String LIST = IndexFileNames.SEGMENTS + "_";

    /// How Lucene names a file.
    private static final Pattern DAMAGED_FILE = Pattern.compile("path=\"([^\"]+)\"");

    private static final String ANEW_HINT = "ingest the archives again into a new folder: --index DIR";

    private static final String REBUILD_HINT = "'patchidx rebuild" + IndexProblem.INDEX
            + "' makes it anew from the mails in it, and says which ones cannot be read any more";

    private IndexFolder() {}

    /// @throws IndexProblem if there is no index in the folder, or none that could be opened
    static void checkHoldsIndex(Path folder) throws IndexProblem {
        if (!Files.exists(folder)) {
            throw missing(folder);
        }
        List<String> names;
        try {
            names = names(folder);
        } catch (IOException e) {
            throw unusable(folder, e);
        }
        if (!holdsParts(names)) {
            checkIsFree(folder, names);
            throw missing(folder);
        }
        checkList(folder, names);
    }

    /// Makes a folder ready for an index, if there is none in it.
    ///
    /// @throws IndexProblem if there is something else in it
    static void prepare(Path folder) throws IOException, IndexProblem {
        Files.createDirectories(folder);
        List<String> names = names(folder);
        if (holdsParts(names)) {
            checkList(folder, names);
        } else {
            checkIsFree(folder, names);
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /// Whether there are parts of an index, or a list of them.
    private static boolean holdsParts(List<String> names) {
        return names.stream().anyMatch(name -> name.startsWith(LIST) || name.startsWith("_"));
    }

    /// @throws IndexProblem if there are files that belong to no index
    private static void checkIsFree(Path folder, List<String> names) throws IndexProblem {
        Optional<String> foreign =
                names.stream().filter(name -> !OWN.matcher(name).matches()).findFirst();
        if (foreign.isPresent()) {
            throw new IndexProblem(
                    "there is no index in " + folder + ", but other files, such as " + foreign.get(),
                    "an index has a folder for itself, which the first ingest makes: --index DIR");
        }
    }

    /// @throws IndexProblem if the list of parts is gone, or names a codec that is none of ours
    private static void checkList(Path folder, List<String> names) throws IndexProblem {
        if (names.stream().noneMatch(name -> name.startsWith(LIST))) {
            throw damaged(folder, "the list of its parts is gone, " + LIST + "N");
        }
        try {
            hasReadableList(folder);
        } catch (IllegalArgumentException e) {
            throw foreign(folder);
        }
    }

    /// @param userData of the commit
    /// @throws IndexProblem if it was built from another table, or by another program
    static void checkTable(Path folder, Map<String, String> userData) throws IndexProblem {
        checkProgram(folder, userData);
        if (!Fingerprint.current().equals(userData.get(Fingerprint.KEY))) {
            throw new IndexProblem(
                    "the index in " + folder + " was built by another version of patchidx", REBUILD_HINT);
        }
    }

    /// @param userData of the commit
    /// @throws IndexProblem if it was built by another program
    static void checkProgram(Path folder, Map<String, String> userData) throws IndexProblem {
        if (!userData.containsKey(Fingerprint.KEY)) {
            throw new IndexProblem(
                    "the index in " + folder + " is none of patchidx", "name another folder: --index DIR");
        }
    }

    /// What an index that cannot be opened is to the user.
    static IndexProblem unusable(Path folder, IOException failure) {
        return switch (failure) {
            case IndexNotFoundException e -> missing(folder);
            case IndexFormatTooOldException e -> foreign(folder);
            case IndexFormatTooNewException e -> foreign(folder);
            // Why Lucene could not make its lock.
            case NoSuchFileException e
            when e.getSuppressed().length > 0 && e.getSuppressed()[0] instanceof IOException reason ->
                unusable(folder, reason);
            case IOException e when isDamage(e) -> damaged(folder, reason(e));
            default ->
                new IndexProblem(
                        "cannot use the index in " + folder + ": " + reason(failure),
                        "name another folder: --index DIR");
        };
    }

    /// Goes on where a failure to read an index says that it is damaged, and throws any other.
    static void throwUnlessDamage(IOException failure) throws IOException {
        if (!isDamage(failure)) {
            throw failure;
        }
    }

    private static boolean isDamage(IOException failure) {
        return failure instanceof CorruptIndexException
                || failure instanceof EOFException
                || failure instanceof NoSuchFileException
                || failure instanceof FileNotFoundException;
    }

    private static String reason(IOException failure) {
        return switch (failure) {
            case FileAlreadyExistsException e -> "it is no folder";
            case CorruptIndexException e when e.getCause() instanceof NoSuchFileException cause -> reason(cause);
            case NoSuchFileException e ->
                "there is no file " + Path.of(String.valueOf(e.getFile())).getFileName();
            case IOException e
            when isDamage(e) -> {
                Matcher file = DAMAGED_FILE.matcher(String.valueOf(e.getMessage()));
                yield file.find()
                        ? "the file " + Path.of(file.group(1)).getFileName() + " is not as it was written"
                        : String.valueOf(e.getMessage());
            }
            default -> DiskReason.of(failure);
        };
    }

    private static IndexProblem missing(Path folder) {
        return new IndexProblem(
                "there is no index in " + folder, "make one with 'patchidx ingest" + IndexProblem.INDEX + " PATH…'");
    }

    private static IndexProblem foreign(Path folder) {
        return new IndexProblem("the index in " + folder + " was written by another version of Lucene", ANEW_HINT);
    }

    /// @param how it is, in the user's words
    static IndexProblem damaged(Path folder, String how) {
        return new IndexProblem(
                "the index in " + folder + " is damaged: " + how, hasReadableList(folder) ? REBUILD_HINT : ANEW_HINT);
    }

    /// @throws IllegalArgumentException if a part was written by a codec that is not there
    private static boolean hasReadableList(Path folder) {
        try (Directory directory = FSDirectory.open(folder)) {
            SegmentInfos.readLatestCommit(directory);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
