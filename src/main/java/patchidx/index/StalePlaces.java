package patchidx.index;

import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.lucene.search.IndexSearcher;
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
            documents.addAll(MailsAt.documents(path, searcher));
        }
        return documents;
    }
}
