package patchidx.index;

import java.io.Closeable;
import java.io.IOException;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.StoredFieldsReader;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.DocumentStoredFieldVisitor;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;

/// The mails and lines of the ledger that one part of an index keeps. They are read without what the part is searched
/// and sorted by, so damage there does them no harm.
final class KeptPart implements Closeable {
    private final @Nullable Directory compound;
    private final StoredFieldsReader kept;
    private final @Nullable Deleted deleted;
    private final int size;

    /// @param compound the files of the part, where they lie in one file of the index; null if they lie beside others
    /// @param deleted null if it cannot be told
    private KeptPart(@Nullable Directory compound, StoredFieldsReader kept, @Nullable Deleted deleted, int size) {
        this.compound = compound;
        this.kept = kept;
        this.deleted = deleted;
        this.size = size;
    }

    /// Which documents were deleted.
    ///
    /// @param live null if none was
    private record Deleted(@Nullable Bits live) {
        boolean has(int document) {
            return live != null && !live.get(document);
        }

        /// Null if it cannot be told.
        static @Nullable Deleted of(SegmentCommitInfo part, Directory index) throws IOException {
            if (!part.hasDeletions()) {
                return new Deleted(null);
            }
            return Damage.orNull(() ->
                    new Deleted(part.info.getCodec().liveDocsFormat().readLiveDocs(index, part, IOContext.READONCE)));
        }
    }

    /// @throws IOException if nothing of what it keeps can be read
    static KeptPart open(SegmentCommitInfo part, Directory index) throws IOException {
        Codec codec = part.info.getCodec();
        Deleted deleted = Deleted.of(part, index);
        Directory compound =
                part.info.getUseCompoundFile() ? codec.compoundFormat().getCompoundReader(index, part.info) : null;
        try {
            Directory files = compound == null ? index : compound;
            FieldInfos fields = codec.fieldInfosFormat().read(files, part.info, "", IOContext.READONCE);
            StoredFieldsReader kept =
                    codec.storedFieldsFormat().fieldsReader(files, part.info, fields, IOContext.DEFAULT);
            return new KeptPart(compound, kept, deleted, part.info.maxDoc());
        } catch (IOException | RuntimeException e) {
            IOUtils.close(compound);
            throw e;
        }
    }

    /// How many documents it has, with those that were deleted.
    int size() {
        return size;
    }

    /// Whether it can be told which documents were deleted.
    boolean tellsDeleted() {
        return deleted != null;
    }

    /// Whether a document was deleted. Where that cannot be told, none was.
    boolean isDeleted(int document) {
        return deleted != null && deleted.has(document);
    }

    Document document(int document) throws IOException {
        DocumentStoredFieldVisitor fields = new DocumentStoredFieldVisitor();
        kept.document(document, fields);
        return fields.getDocument();
    }

    /// Whether every byte of the documents is as it was written.
    boolean isWhole() throws IOException {
        return Damage.orNull(() -> {
                    kept.checkIntegrity();
                    return true;
                })
                != null;
    }

    @Override
    public void close() throws IOException {
        IOUtils.close(kept, compound);
    }
}
