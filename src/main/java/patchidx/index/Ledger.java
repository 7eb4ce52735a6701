package patchidx.index;

import java.io.IOException;
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
import org.jspecify.annotations.Nullable;

/// Which files and git repositories were read to the end, as they were then. Lies in the index beside the mails, so
/// that one commit moves
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

    /// The state that the file or repository had when it was last read to its end; null if it never was.
    @Nullable
    String state(String path) throws IOException {
        for (ScoreDoc found : before.search(new TermQuery(term(path)), 1).scoreDocs) {
            return before.storedFields().document(found.doc).get(STATE);
        }
        return null;
    }

    /// @param state whatever tells that nothing has changed, as long as it is the same
    void note(String path, String state) throws IOException {
        Document line = new Document();
        line.add(new StringField(FILE, path, Field.Store.YES));
        line.add(new StoredField(STATE, state));
        writer.updateDocument(term(path), line);
    }

    /// Forgets the file of that path, and all files in the folder of that path.
    void forget(String path) throws IOException {
        writer.deleteDocuments(new TermQuery(term(path)), new PrefixQuery(term(path + "/")));
    }

    private static Term term(String path) {
        return new Term(FILE, path);
    }
}
