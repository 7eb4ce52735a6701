package patchidx.query;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import patchidx.field.Entry;
import patchidx.index.PatchIndex;
import patchidx.query.Search.Hit;

/// Mails that were found, in their order. They are read from the index as they are given, some at a time on all cores,
/// so that any number of them takes the memory of those few.
public final class Hits {
    /// So many mails are read at once.
    private static final int AT_ONCE = 32;

    private final PatchIndex index;
    private final List<Place> places;

    Hits(PatchIndex index, List<Place> places) {
        this.index = index;
        this.places = List.copyOf(places);
    }

    /// A mail that was found, before it is read.
    ///
    /// @param document number of the document in the index
    /// @param score relevance; null where mails are not sorted by it
    record Place(int document, @Nullable Float score) {}

    /// Takes a mail.
    public interface Taker {
        void take(Hit hit) throws IOException;
    }

    public int size() {
        return places.size();
    }

    List<Place> places() {
        return places;
    }

    /// The numbers of the documents in the index.
    public List<Integer> documents() {
        return places.stream().map(Place::document).toList();
    }

    /// Gives the mails one after another.
    public void each(Taker taker) throws IOException {
        for (int start = 0; start < places.size(); start += AT_ONCE) {
            for (Hit hit : read(places.subList(start, Math.min(places.size(), start + AT_ONCE)))) {
                taker.take(hit);
            }
        }
    }

    /// All of them, for those who know that they are few.
    public List<Hit> read() throws IOException {
        return read(places);
    }

    private List<Hit> read(List<Place> some) throws IOException {
        List<Entry> entries =
                index.entries(some.stream().mapToInt(Place::document).toArray());
        List<Hit> hits = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            Place place = some.get(i);
            hits.add(new Hit(place.document(), entries.get(i).withScore(place.score())));
        }
        return hits;
    }
}
