package patchidx.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import patchidx.field.PatchField;
import patchidx.source.FileNames;

/// The mails in an index that were read from a path.
final class MailsAt {
    private MailsAt() {}

    /// Whether there are any, there or below.
    static boolean any(String path, IndexSearcher searcher) throws IOException {
        return searcher.search(atFile(path), 1).scoreDocs.length > 0
                || searcher.search(below(path), 1).scoreDocs.length > 0;
    }

    /// The documents of all, there and below, in no order, one of them perhaps twice. There are too many where paths
    /// differ in case alone.
    static List<Integer> documents(String path, IndexSearcher searcher) throws IOException {
        List<Integer> documents = new ArrayList<>(Documents.with(atFile(path), searcher));
        documents.addAll(Documents.with(below(path), searcher));
        return documents;
    }

    /// The copies that were read from a file, not from members of an archive.
    static List<MailCopy> ofFile(String path, IndexSearcher searcher) throws IOException {
        List<MailCopy> copies = new ArrayList<>();
        for (int document : Documents.with(atFile(path), searcher)) {
            for (MailCopy copy :
                    StoredMail.from(searcher.storedFields().document(document)).copies()) {
                if (copy.sources().stream().anyMatch(place -> place.path().equals(path))) {
                    copies.add(copy);
                }
            }
        }
        return copies;
    }

    private static Query atFile(String path) {
        return new TermQuery(new Term(PatchField.SOURCE.label(), FieldCodec.term(path)));
    }

    private static Query below(String path) {
        return new PrefixQuery(new Term(PatchField.SOURCE.label(), FieldCodec.term(FileNames.below(path))));
    }
}
