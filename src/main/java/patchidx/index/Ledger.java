package patchidx.index;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
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

/// Which files were read to the end, as they were then, and which could not be. Lies in the index beside the mails, so
/// that one commit moves both.
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
    /// @param path absolute path of the file
    /// @param state size and time of a file that was read to its end, or else null
    /// @param reason why a file could not be read to its end, or else null
    record Line(
            String path, @Nullable String state, @Nullable String reason) {
        /// The line in a document; null if the document is none.
        static @Nullable Line from(Document document) {
            String path = document.get(FILE);
            return path == null ? null : new Line(path, document.get(STATE), document.get(REASON));
        }
    }

    /// Whether the file was read to its end and has not changed since.
    boolean isUnchanged(Path file, BasicFileAttributes attributes) throws IOException {
        IndexSearcher searcher = index.settled();
        for (ScoreDoc found : searcher.search(new TermQuery(term(file.toString())), 1).scoreDocs) {
            Line line = Line.from(searcher.storedFields().document(found.doc));
            return line != null && state(attributes).equals(line.state());
        }
        return false;
    }

    /// Notes a file that was read to its end.
    void note(Path file, BasicFileAttributes attributes) throws IOException {
        write(new Line(file.toString(), state(attributes), null));
    }

    /// Notes a file that could not be read to its end, so that people can be told. The next ingest tries it again.
    void noteUnreadable(Path file, String reason) throws IOException {
        write(new Line(file.toString(), null, reason));
    }

    void write(Line line) throws IOException {
        Document document = new Document();
        document.add(new StringField(FILE, line.path(), Field.Store.YES));
        if (line.reason() == null) {
            document.add(new StoredField(STATE, Objects.requireNonNullElse(line.state(), "")));
        } else {
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

    private static String state(BasicFileAttributes attributes) {
        return attributes.size() + " bytes at " + attributes.lastModifiedTime();
    }
}
