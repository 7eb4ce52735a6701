package patchidx.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.util.Bits;
import patchidx.source.FileNames;

/// What is done to an index as a whole.
public final class Maintenance {
    private Maintenance() {}

    /// Makes an index anew from the mails in it, also one that was built from another table. The new one lies beside
    /// the old one, in the same folder, until one commit puts it in its place; readers see the one or the other.
    ///
    /// @param patience how long to wait for another process that writes the index
    /// @return how many mails it has
    /// @throws IndexProblem if the mails cannot be read from it
    public static long rebuild(Path folder, Duration patience) throws IOException, IndexProblem {
        PatchIndex.checkExists(folder);
        try (MailWriter writer = new MailWriter(WritableIndex.replace(folder, patience), event -> {})) {
            try (DirectoryReader before = writer.index().before()) {
                for (LeafReaderContext leaf : before.leaves()) {
                    copy(leaf.reader(), writer);
                }
            } catch (IndexWriteException e) {
                throw e;
            } catch (UncheckedIOException | IllegalStateException e) {
                throw PatchIndex.unusable(folder, new IOException(e.getMessage(), e));
            } catch (IOException e) {
                throw PatchIndex.unusable(folder, e);
            }
            writer.commit();
            return writer.mails();
        } catch (IndexWriteException e) {
            throw e.problem(folder);
        }
    }

    private static void copy(LeafReader part, MailWriter writer) throws IOException {
        Bits live = part.getLiveDocs();
        for (int document = 0; document < part.maxDoc(); document++) {
            if (live == null || live.get(document)) {
                copy(part.storedFields().document(document), writer);
            }
        }
    }

    private static void copy(Document document, MailWriter writer) throws IOException {
        Ledger.Line line = Ledger.Line.from(document);
        if (line != null) {
            writer.ledger().write(line);
            return;
        }
        for (MailCopy copy : StoredMail.from(document).copies()) {
            writer.add(copy);
        }
        if (writer.isFull()) {
            writer.settle();
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
