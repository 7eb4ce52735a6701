package patchidx.index;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;

/// Which files were read to the end, as they were then. Lies in the index beside the mails, so that one commit moves
/// both.
final class Ledger {
    static final String FILE = "_file";
    private static final String STATE = "_file_state";

    private final IndexSearcher before;
    private final IndexWriter writer;

    /// @param before the index as the ingest found it
    /// @param writer where to note what is read now
    Ledger(IndexSearcher before, IndexWriter writer) {
        this.before = before;
        this.writer = writer;
    }

    /// Whether the file was read to its end and has not changed since.
    boolean isUnchanged(Path file, BasicFileAttributes attributes) throws IOException {
        for (ScoreDoc found : before.search(new TermQuery(term(file)), 1).scoreDocs) {
            Document line = before.storedFields().document(found.doc);
            return state(attributes).equals(line.get(STATE));
        }
        return false;
    }

    void note(Path file, BasicFileAttributes attributes) throws IOException {
        Document line = new Document();
        line.add(new StringField(FILE, file.toString(), Field.Store.YES));
        line.add(new StoredField(STATE, state(attributes)));
        writer.updateDocument(term(file), line);
    }

    /// Forgets the file of that path, and all files in the folder of that path.
    void forget(String path) throws IOException {
        writer.deleteDocuments(new TermQuery(new Term(FILE, path)), new PrefixQuery(new Term(FILE, path + "/")));
    }

    private static Term term(Path file) {
        return new Term(FILE, file.toString());
    }

    private static String state(BasicFileAttributes attributes) {
        return attributes.size() + " bytes at " + attributes.lastModifiedTime();
    }
}
