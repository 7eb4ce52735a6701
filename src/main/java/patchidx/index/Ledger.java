package patchidx.index;

import java.io.IOException;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;
import patchidx.source.GitInbox;

/// Which files and git repositories were read to the end, as they were then, and which could not be. Lies in the
/// index beside the mails, so that one commit moves both.
final class Ledger {
    /// Has the path of the file as its term.
    static final String FILE = "_file";
    /// Has a term in the lines of files that could not be read to their end.
    static final String UNREADABLE = "_file_unreadable";

    private static final String STATE = "_file_state";
    private static final String REASON = "_file_reason";

    private final WritableIndex index;

    Ledger(WritableIndex index) {
        this.index = index;
    }

    /// A line of the ledger.
    ///
    /// @param path absolute path of the file or repository
    /// @param state what it was like when it was read to its end, or else null; of a repository that is half
    /// in, how far that is ([GitInbox#onTheWay])
    /// @param reason why it could not be read to its end when that was tried last, or else null
    record Line(
            String path, @Nullable String state, @Nullable String reason) {
        /// The line in a document; null if the document is none.
        static @Nullable Line from(Document document) {
            String path = document.get(FILE);
            return path == null ? null : new Line(path, document.get(STATE), document.get(REASON));
        }

        /// Whether it was read to its end and is the same since.
        boolean says(String state) {
            return reason == null && state.equals(this.state);
        }
    }

    /// The line of a file or repository; null if there is none.
    @Nullable
    Line line(String path) throws IOException {
        IndexSearcher searcher = index.settled();
        for (ScoreDoc found : searcher.search(new TermQuery(term(path)), 1).scoreDocs) {
            return Line.from(searcher.storedFields().document(found.doc));
        }
        return null;
    }

    /// Notes that something is read anew. A commit in between, with some of its mails, must not say that it is as it
    /// was.
    ///
    /// @param state how far it is if it ends in the middle; null to read it from its start then
    void begin(String path, @Nullable String state) throws IOException {
        if (state == null) {
            index.delete(new TermQuery(term(path)));
        } else {
            write(new Line(path, state, null));
        }
    }

    void write(Line line) throws IOException {
        Document document = new Document();
        document.add(new StringField(FILE, line.path(), Field.Store.YES));
        if (line.state() != null) {
            document.add(new StoredField(STATE, line.state()));
        }
        if (line.reason() != null) {
            document.add(new StringField(UNREADABLE, "", Field.Store.NO));
            document.add(new StoredField(REASON, line.reason()));
        }
        index.replace(term(line.path()), document);
    }

    /// How many files it knew when the index was settled last.
    long count() throws IOException {
        IndexSearcher searcher = index.settled();
        return (long) searcher.getIndexReader().numDocs() - searcher.count(PatchIndex.everyMail());
    }

    /// Forgets the file of that path, and all files in the folder of that path.
    void forget(String path) throws IOException {
        index.delete(new TermQuery(term(path)), new PrefixQuery(term(path + "/")));
    }

    private static Term term(String path) {
        return new Term(FILE, path);
    }
}
