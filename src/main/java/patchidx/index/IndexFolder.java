package patchidx.index;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/// The folder that an index has for itself: whether there is one in it, and what is wrong with it, said to the user.
final class IndexFolder {
    /// Lucene's list of the parts of an index. The first commit writes it, before any part.
    private static final String LIST = IndexFileNames.SEGMENTS + "_";

    private static final String PART = "_[0-9a-z]+\\.(si|cfs|fdt)";
    private static final Pattern OF_INDEX = Pattern.compile(LIST + ".*|" + PART);

    /// What may be left where no index came to be.
    private static final Pattern LEFT =
            Pattern.compile("pending_segments.*|write\\.lock|" + Pattern.quote(WriterNote.NAME));

    private static final String ANEW_HINT = "ingest the archives again into a new folder: --index DIR";

    private static final String REBUILD_HINT = "'patchidx rebuild" + IndexProblem.INDEX
            + "' makes it anew from the mails in it, and says which ones cannot be read any more";

    private IndexFolder() {}

    /// @throws IndexProblem if there is no index in the folder, or none that could be opened
    static void checkHoldsIndex(Path folder) throws IndexProblem {
        try {
            if (!Files.exists(folder) || !holdsIndex(folder)) {
                throw missing(folder);
            }
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    /// Makes a folder ready for an index, if there is none in it.
    ///
    /// @throws IndexProblem if there is something else in it, or an index that could not be opened
    static void prepare(Path folder) throws IOException, IndexProblem {
        Files.createDirectories(folder);
        holdsIndex(folder);
    }

    /// @throws IndexProblem if there is something else in the folder, or an index that could not be opened
    private static boolean holdsIndex(Path folder) throws IOException, IndexProblem {
        List<String> names;
        try (Stream<Path> files = Files.list(folder)) {
            names = files.map(file -> file.getFileName().toString()).sorted().toList();
        }
        if (names.stream().noneMatch(name -> OF_INDEX.matcher(name).matches())) {
            Optional<String> foreign =
                    names.stream().filter(name -> !LEFT.matcher(name).matches()).findFirst();
            if (foreign.isPresent()) {
                throw new IndexProblem(
                        "there is no index in " + folder + ", but other files, such as " + foreign.get(),
                        "an index has a folder for itself, which the first ingest makes: --index DIR");
            }
            return false;
        }
        if (names.stream().noneMatch(name -> name.startsWith(LIST))) {
            throw damaged(folder, "the list of its parts is gone, " + LIST + "N");
        }
        if (list(folder) == ListOfParts.FOREIGN) {
            throw foreign(folder);
        }
        return true;
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
            case IOException e when Damage.isSaidBy(e) -> damaged(folder, Damage.reason(e));
            case FileAlreadyExistsException e -> unusable(folder, "it is no folder");
            default -> unusable(folder, DiskReason.of(failure));
        };
    }

    private static IndexProblem unusable(Path folder, String reason) {
        return new IndexProblem(
                "cannot use the index in " + folder + ": " + reason, "name another folder: --index DIR");
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
                "the index in " + folder + " is damaged: " + how,
                list(folder) == ListOfParts.READABLE ? REBUILD_HINT : ANEW_HINT);
    }

    /// What the list of parts is like.
    private enum ListOfParts {
        READABLE,
        DAMAGED,
        /// It names a codec that is not there.
        FOREIGN
    }

    private static ListOfParts list(Path folder) {
        try (Directory directory = FSDirectory.open(folder)) {
            SegmentInfos.readLatestCommit(directory);
            return ListOfParts.READABLE;
        } catch (IOException e) {
            return ListOfParts.DAMAGED;
        } catch (IllegalArgumentException e) {
            return ListOfParts.FOREIGN;
        }
    }
}
