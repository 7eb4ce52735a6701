package patchidx.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import patchidx.field.PatchField;
import patchidx.source.FileNames;
import patchidx.source.Location;
import patchidx.source.RawMail;

/// Places that hold their mail no longer: all at some paths and below them, but for what was just read there.
final class StalePlaces {
    private final Set<String> paths = new HashSet<>();
    private final Set<Place> still = new HashSet<>();

    /// A mail at a place. Where one mail lay, another may lie today, even one of the same length.
    ///
    /// @param content hash of the mail's bytes
    record Place(Location location, int content) {
        static Place of(RawMail mail) {
            return new Place(mail.location(), MailCopy.content(mail).hashCode());
        }
    }

    /// @param read what lies at the path and below it today
    void add(String path, Collection<Place> read) {
        paths.add(path);
        still.addAll(read);
    }

    boolean isEmpty() {
        return paths.isEmpty();
    }

    void clear() {
        paths.clear();
        still.clear();
    }

    boolean contain(MailCopy copy, Location location) {
        return isBelow(location.path())
                && !still.contains(new Place(location, copy.content().hashCode()));
    }

    private boolean isBelow(String path) {
        if (path.startsWith("/") && paths.contains("/")) {
            return true;
        }
        for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
            if (paths.contains(path.substring(0, end))) {
                return true;
            }
        }
        return false;
    }

    /// The documents of all mails at the paths, in their order; some of them may have no stale place.
    SortedSet<Integer> documents(IndexSearcher searcher) throws IOException {
        SortedSet<Integer> documents = new TreeSet<>();
        for (String path : paths) {
            for (Query query : queries(path)) {
                documents.addAll(Documents.with(query, searcher));
            }
        }
        return documents;
    }

    /// Whether the index has mails at the path or below it.
    static boolean areMailsAt(String path, IndexSearcher searcher) throws IOException {
        for (Query query : queries(path)) {
            if (searcher.search(query, 1).scoreDocs.length > 0) {
                return true;
            }
        }
        return false;
    }

    /// The mails that were read from a file, not from members of an archive.
    static List<RawMail> mailsAt(String path, IndexSearcher searcher) throws IOException {
        List<RawMail> mails = new ArrayList<>();
        for (int document : Documents.with(queries(path)[0], searcher)) {
            for (MailCopy copy :
                    StoredMail.from(searcher.storedFields().document(document)).copies()) {
                if (copy.sources().stream().anyMatch(place -> place.path().equals(path))) {
                    mails.add(copy.raw());
                }
            }
        }
        return mails;
    }

    /// These find too much where paths differ in case alone.
    private static Query[] queries(String path) {
        String field = PatchField.SOURCE.label();
        return new Query[] {
            new TermQuery(new Term(field, FieldCodec.term(path))),
            new PrefixQuery(new Term(field, FieldCodec.term(FileNames.below(path))))
        };
    }
}
