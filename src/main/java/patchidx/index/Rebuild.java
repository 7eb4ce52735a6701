package patchidx.index;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.store.Directory;
import org.jspecify.annotations.Nullable;
import patchidx.field.PatchField;
import patchidx.index.IngestEvent.What;
import patchidx.index.Ledger.Line;

/// Makes an index anew from the mails in it, also one that was built from another table. The new one lies beside the
/// old one, in the same folder, until one commit puts it in its place; readers see the one or the other.
///
/// What mails are searched by is made anew, so no damage of it matters. If mails themselves, or lines of the ledger,
/// can no longer be read, or which of them were deleted, the index stays as it is, unless it may be made without that.
/// Then the ledger is left out, too: the next ingest reads all files again, and so what was lost, wherever it lay.
public final class Rebuild {
    private final Consumer<String> damaged;
    private long lost;

    private Rebuild(Consumer<String> damaged) {
        this.damaged = damaged;
    }

    /// What a rebuilt index has.
    ///
    /// @param mails how many mails there are
    /// @param isWhole whether nothing was left out
    public record Result(long mails, boolean isWhole) {}

    /// Makes the index in a folder anew.
    ///
    /// @param patience how long to wait for another process that writes the index
    /// @param withoutDamaged whether it may be made without what cannot be read
    /// @param damaged hears what that is, for a person to read: `the mail ID`, or how many mails it may be
    /// @throws IndexProblem if the index cannot be opened, or is damaged
    public static Result run(Path folder, Duration patience, boolean withoutDamaged, Consumer<String> damaged)
            throws IOException, IndexProblem {
        IndexFolder.checkHoldsIndex(folder);
        Rebuild rebuild = new Rebuild(damaged);
        try (MailWriter writer = new MailWriter(WritableIndex.replace(folder, patience), rebuild::hear)) {
            rebuild.copy(writer);
            writer.settle(); // mails are read again until then
            if (rebuild.lost > 0 && !withoutDamaged) {
                throw new IndexProblem(
                        "the index in " + folder + " is damaged, and stays as it is",
                        "'patchidx rebuild" + IndexProblem.INDEX + " --without-damaged' takes what can be read of it;"
                                + " behind that, ingest the archives again");
            }
            if (rebuild.lost > 0) {
                writer.ledger().clear();
            }
            writer.commit();
            return new Result(writer.mails(), rebuild.lost == 0);
        } catch (IndexWriteException e) {
            throw e.problem(folder);
        } catch (IOException e) {
            throw IndexFolder.unusable(folder, e);
        }
    }

    /// A new version may break on mails that an older one read.
    private void hear(IngestEvent event) {
        if (event instanceof IngestEvent.MailFate(var where, var what, var id) && what == What.BROKEN) {
            lose("the mail at " + where.path() + ":" + where.offset());
        }
    }

    private void lose(String what) {
        lost++;
        damaged.accept(what);
    }

    private void copy(MailWriter writer) throws IOException {
        Directory directory = writer.index().directory();
        try (DirectoryReader searched = Damage.orNull(() -> DirectoryReader.open(directory))) {
            SegmentInfos parts = SegmentInfos.readLatestCommit(directory);
            for (int i = 0; i < parts.size(); i++) {
                LeafReader part =
                        searched == null ? null : searched.leaves().get(i).reader();
                copyPart(parts.info(i), directory, part, writer);
            }
        }
    }

    /// @param searched the same part as it is searched; null if it cannot be
    private void copyPart(SegmentCommitInfo info, Directory directory, @Nullable LeafReader searched, MailWriter writer)
            throws IOException {
        String name = "the part " + info.info.name;
        KeptPart kept = Damage.orNull(() -> KeptPart.open(info, directory));
        if (kept == null) {
            lose("mails in " + name + ", at most " + (info.info.maxDoc() - info.getDelCount()) + ",");
            return;
        }
        try (KeptPart part = kept) {
            long before = lost;
            if (!part.tellsDeleted()) {
                lose("which mails in " + name + " were forgotten or replaced");
            }
            for (int document = 0; document < part.size(); document++) {
                if (part.isDeleted(document)) {
                    continue;
                }
                Kept mail = kept(part, document);
                if (mail == null) {
                    lose(name(searched, document));
                } else {
                    mail.write(writer);
                }
            }
            if (lost == before && !part.isWhole()) {
                lose("something in " + name);
            }
        }
    }

    /// What a document keeps.
    ///
    /// @param line of the ledger; null if it is a mail
    /// @param copies of the mail; none if it is a line
    private record Kept(@Nullable Line line, List<MailCopy> copies) {
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

    /// Null if it is damaged.
    private static @Nullable Kept kept(KeptPart part, int document) throws IOException {
        return Damage.orNull(() -> {
            Document stored = part.document(document);
            Line line = Line.from(stored);
            return new Kept(line, line == null ? StoredMail.from(stored).copies() : List.of());
        });
    }

    /// What a document is that may be damaged otherwise.
    private static String name(@Nullable LeafReader searched, int document) {
        if (searched == null) {
            return "a mail";
        }
        try {
            SortedDocValues ids = searched.getSortedDocValues(PatchField.ID.label());
            return ids != null && ids.advanceExact(document)
                    ? "the mail " + ids.lookupOrd(ids.ordValue()).utf8ToString()
                    : "a line of the ledger";
        } catch (IOException | RuntimeException e) {
            return "a mail";
        }
    }
}
