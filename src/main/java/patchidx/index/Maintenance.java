package patchidx.index;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;
import patchidx.field.PatchField;
import patchidx.index.Ledger.Line;
import patchidx.source.FileNames;

/// What is done to an index as a whole.
public final class Maintenance {
    private Maintenance() {}

    /// Makes an index anew from the mails in it, also one that was built from another table. The new one lies beside
    /// the old one, in the same folder, until one commit puts it in its place; readers see the one or the other.
    ///
    /// A damaged index stays as it is, unless mails may be left out that cannot be read from it any more. Then the
    /// ledger is left out, too: the next ingest reads all files again, and so what was lost, wherever it lay.
    ///
    /// @param patience how long to wait for another process that writes the index
    /// @param withoutDamaged whether mails may be left out
    /// @param damaged hears the id of each mail that cannot be read
    /// @return how many mails it has
    /// @throws IndexProblem if the index cannot be opened, or is damaged
    public static long rebuild(Path folder, Duration patience, boolean withoutDamaged, Consumer<String> damaged)
            throws IOException, IndexProblem {
        PatchIndex.checkExists(folder);
        try (MailWriter writer = new MailWriter(WritableIndex.replace(folder, patience), event -> {})) {
            boolean isWhole = true;
            try (DirectoryReader before = writer.index().before()) {
                for (LeafReaderContext leaf : before.leaves()) {
                    isWhole &= isWhole(leaf.reader());
                    isWhole &= copy(leaf.reader(), writer, damaged);
                }
            }
            if (!isWhole && !withoutDamaged) {
                throw new IndexProblem(
                        "the index in " + folder + " is damaged, and stays as it is",
                        "'patchidx rebuild" + IndexProblem.INDEX + " --without-damaged' takes what can be read of it;"
                                + " behind that, ingest the archives again");
            }
            if (!isWhole) {
                writer.ledger().clear();
            }
            writer.commit();
            return writer.mails();
        } catch (IndexWriteException e) {
            throw e.problem(folder);
        } catch (IOException e) {
            throw PatchIndex.unusable(folder, e);
        }
    }

    /// Whether the checksums of a part are right.
    private static boolean isWhole(LeafReader part) throws IOException {
        try {
            part.checkIntegrity();
            return true;
        } catch (CorruptIndexException | EOFException e) {
            return false;
        }
    }

    /// @return whether all of the part could be read
    private static boolean copy(LeafReader part, MailWriter writer, Consumer<String> damaged) throws IOException {
        boolean isWhole = true;
        Bits live = part.getLiveDocs();
        for (int document = 0; document < part.maxDoc(); document++) {
            if (live == null || live.get(document)) {
                Kept kept = Kept.in(part, document);
                if (kept == null) {
                    isWhole = false;
                    id(part, document).ifPresent(damaged);
                } else {
                    kept.write(writer);
                }
            }
        }
        return isWhole;
    }

    /// What a document keeps.
    ///
    /// @param line of the ledger; null if it is a mail
    /// @param copies of the mail; none if it is a line
    private record Kept(@Nullable Line line, List<MailCopy> copies) {
        /// Null if it is damaged.
        static @Nullable Kept in(LeafReader part, int document) throws IOException {
            try {
                Document stored = part.storedFields().document(document);
                Line line = Line.from(stored);
                return new Kept(line, line == null ? StoredMail.from(stored).copies() : List.of());
            } catch (CorruptIndexException | EOFException | RuntimeException e) {
                return null;
            }
        }

        void write(MailWriter writer) throws IOException {
            if (line != null) {
                writer.ledger().write(line);
            }
            for (MailCopy copy : copies) {
                writer.add(copy);
            }
            if (writer.isFull()) {
                writer.settle();
            }
        }
    }

    /// The id of a mail that may be damaged otherwise; empty if there is no mail.
    private static Optional<String> id(LeafReader part, int document) {
        try {
            SortedDocValues ids = part.getSortedDocValues(PatchField.ID.label());
            return ids != null && ids.advanceExact(document)
                    ? Optional.of(ids.lookupOrd(ids.ordValue()).utf8ToString())
                    : Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.of("without an id that could be read");
        }
    }

    /// Puts all parts of an index into one, without what was deleted.
    public static void compact(Path folder, Duration patience) throws IOException, IndexProblem {
        PatchIndex.checkExists(folder);
        try (WritableIndex index = WritableIndex.open(folder, patience)) {
            index.compact();
            index.commit();
        } catch (IndexWriteException e) {
            throw e.problem(folder);
        }
    }

    /// What [#forget] took out.
    ///
    /// @param files files that had been read to their end
    /// @param unreadable files, members of archives and folders that could not be
    /// @param mails mails that no other place has
    /// @param unknown paths that nothing had been read from
    public record Forgotten(long files, long unreadable, long mails, List<String> unknown) {
        public Forgotten {
            unknown = List.copyOf(unknown);
        }
    }

    /// Takes files, folders with everything below them, archives and [Ingest#STANDARD_INPUT] out of an index. A mail
    /// stays as long as another place has it.
    public static Forgotten forget(Path folder, List<Path> sources, Duration patience)
            throws IOException, IndexProblem {
        PatchIndex.checkExists(folder);
        try (MailWriter writer = new MailWriter(WritableIndex.open(folder, patience), event -> {})) {
            Ledger.Count before = writer.ledger().count();
            List<String> unknown = new ArrayList<>();
            for (Path source : sources) {
                String path = path(source);
                if (!writer.ledger().isKnown(path)
                        && !StalePlaces.areMailsAt(path, writer.index().settled())) {
                    unknown.add(path);
                }
                writer.forget(path);
            }
            writer.commit();
            Ledger.Count after = writer.ledger().count();
            return new Forgotten(
                    before.files() - after.files(),
                    before.unreadable() - after.unreadable(),
                    writer.forgotten(),
                    unknown);
        } catch (IndexWriteException e) {
            throw e.problem(folder);
        }
    }

    private static String path(Path source) {
        boolean isStandardInput = source.toString().equals(Ingest.STANDARD_INPUT);
        return isStandardInput
                ? Ingest.STANDARD_INPUT
                : FileNames.of(source.toAbsolutePath().normalize());
    }
}
