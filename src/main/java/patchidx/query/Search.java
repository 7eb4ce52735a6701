package patchidx.query;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.jspecify.annotations.Nullable;
import patchidx.field.Entry;
import patchidx.index.PatchIndex;
import patchidx.index.PatchIndex.ScoringSearcher;
import patchidx.index.Relations;
import patchidx.index.WordStatistics;

/// Asks an index.
public final class Search {
    private final PatchIndex index;
    private final Clock clock;

    /// @param clock what dates such as `yesterday` count from
    public Search(PatchIndex index, Clock clock) {
        this.index = index;
        this.clock = clock;
    }

    /// Which part of the hits is wanted.
    ///
    /// @param order how to sort, the best first
    /// @param offset how many to leave out from the start
    /// @param limit how many to give at most
    /// @param after cursor of the page before; null for the first page
    /// @param collapse what to give only the best hit of
    public record Page(
            Order order, int offset, int limit, @Nullable String after, Collapse collapse) {

        /// All hits.
        public static Page all(Order order) {
            return new Page(order, 0, Integer.MAX_VALUE, null, Collapse.NOTHING);
        }
    }

    /// A page of the mails that a query finds.
    ///
    /// @param total how many hits there are on all pages
    /// @param found those of this page
    /// @param next cursor for the page behind this one; null if there is none
    public record Answer(long total, Hits found, @Nullable String next) {
        /// Those of this page, all read.
        public List<Hit> hits() throws IOException {
            return found.read();
        }
    }

    /// A mail that was found.
    ///
    /// @param document number of the document in the index
    public record Hit(int document, Entry entry) {}

    /// How many hits have which values.
    ///
    /// @param total how many hits there are
    /// @param rows most first; a hit counts once for each of its values
    public record Counts(long total, List<Count> rows) {
        public Counts {
            rows = List.copyOf(rows);
        }

        /// So many rows behind the first ones.
        public List<Count> rows(int offset, int limit) {
            int from = Math.min(offset, rows.size());
            return rows.subList(from, (int) Math.min(rows.size(), (long) from + limit));
        }
    }

    /// How many hits have a value, or a pair of values.
    ///
    /// @param values one for each facet
    public record Count(List<String> values, long count) {
        public Count {
            values = List.copyOf(values);
        }
    }

    /// Which mails of the index belong together.
    public Relations relations() {
        return index.relations();
    }

    /// What a text means as a query.
    ///
    /// @param query the text
    /// @throws QueryException if it means nothing
    public Query parse(String query) throws QueryException {
        return QueryParser.parse(query, clock);
    }

    /// What Lucene is asked for the query, for people who wonder.
    public static String explain(Query query) {
        return QueryCompiler.compile(query).toString();
    }

    /// Counts hits, or what is left of them.
    public long count(Query query, Collapse collapse) throws IOException {
        return collapse == Collapse.NOTHING
                ? index.searcher().count(QueryCompiler.compile(query))
                : page(query, new Page(Order.oldestFirst(), 0, 1, null, collapse), null)
                        .total();
    }

    /// Counts hits by the values of one field or two.
    public Counts count(Query query, List<Facet> facets) throws IOException {
        return index.searcher().search(QueryCompiler.compile(query), new FacetCounter.Manager(facets));
    }

    /// Gives a page of hits; empty if its cursor belongs to no list in this order.
    public Optional<Answer> page(Query query, Page page) throws IOException {
        Cursor after = null;
        if (page.after() != null) {
            Optional<Cursor> cursor = Cursor.parse(page.after())
                    .filter(place -> place.order().equals(page.order().name()))
                    .filter(place -> place.fits(page.order().sort()))
                    .filter(place -> page.order().isRelevance() == (place.statistics() != null));
            if (cursor.isEmpty()) {
                return Optional.empty();
            }
            after = cursor.get();
        }
        return Optional.of(page(query, page, after));
    }

    /// All mails that a query finds, the best first. One that stands for all with its Message-ID comes before those.
    public List<Hit> all(Query query) throws IOException {
        List<Hit> first = new ArrayList<>();
        List<Hit> beside = new ArrayList<>();
        for (Hit hit : page(query, Page.all(Order.relevance()), null).hits()) {
            (index.isBeside(hit.document()) ? beside : first).add(hit);
        }
        first.addAll(beside);
        return first;
    }

    /// All mails that a query finds, oldest first.
    public Hits oldestFirst(Query query) throws IOException {
        return page(query, Page.all(Order.oldestFirst()), null).found();
    }

    private Answer page(Query query, Page page, @Nullable Cursor after) throws IOException {
        if (page.limit() == 0) {
            return new Answer(count(query, page.collapse()), new Hits(index, List.of()), null);
        }
        // One more, to see whether there is a next page.
        boolean collapses = page.collapse() != Collapse.NOTHING;
        long wanted = collapses ? Integer.MAX_VALUE : (long) page.offset() + page.limit() + 1;
        ScoringSearcher searcher = index.scoring(after == null ? null : after.statistics());
        TopDocs found = find(searcher, QueryCompiler.compile(query), page.order(), wanted, after);
        ScoreDoc[] best = best(found.scoreDocs, page.collapse());
        int end = (int) Math.min(best.length, (long) page.offset() + page.limit());
        Hits hits = hits(Arrays.copyOfRange(best, Math.min(page.offset(), end), end), page.order());
        long total = collapses ? best.length : found.totalHits.value();
        boolean more = end < best.length && hits.size() > 0 && !collapses;
        // Pages by relevance go on with the scores of the first one.
        WordStatistics statistics = page.order().isRelevance() ? searcher.statistics() : null;
        String next = more
                ? Cursor.after(page.order(), (FieldDoc) best[end - 1], statistics)
                        .toString()
                : null;
        return new Answer(total, hits, next);
    }

    private Hits hits(ScoreDoc[] found, Order order) {
        return new Hits(
                index,
                Stream.of(found)
                        .map(hit -> new Hits.Place(hit.doc, order.isRelevance() ? score(hit) : null))
                        .toList());
    }

    /// The score is the first thing that hits by relevance are sorted by.
    private static float score(ScoreDoc hit) {
        return (Float) ((FieldDoc) hit).fields[0];
    }

    /// The first hit of each thread, in the order of the hits.
    private ScoreDoc[] best(ScoreDoc[] hits, Collapse collapse) throws IOException {
        return switch (collapse) {
            case NOTHING -> hits;
            case THREAD -> bestOfThreads(hits);
            case SERIES -> bestOfSeries(hits);
        };
    }

    /// Mails that belong to no series stay.
    private ScoreDoc[] bestOfSeries(ScoreDoc[] hits) throws IOException {
        Set<String> known = new HashSet<>();
        List<ScoreDoc> best = new ArrayList<>();
        for (ScoreDoc hit : hits) {
            String series = index.seriesOf(hit.doc);
            if (series == null || known.add(series)) {
                best.add(hit);
            }
        }
        return best.toArray(ScoreDoc[]::new);
    }

    private ScoreDoc[] bestOfThreads(ScoreDoc[] hits) throws IOException {
        ThreadPartition threads = ThreadPartition.of(index.searcher().getLeafContexts());
        Set<Integer> known = new HashSet<>();
        return Stream.of(hits).filter(hit -> known.add(threads.thread(hit.doc))).toArray(ScoreDoc[]::new);
    }

    private static TopDocs find(
            IndexSearcher searcher,
            org.apache.lucene.search.Query query,
            Order order,
            long most,
            @Nullable Cursor after)
            throws IOException {
        boolean wantsAll = most >= searcher.getIndexReader().maxDoc();
        int wanted = wantsAll ? Math.max(1, searcher.count(query)) : (int) most; // room for so many is made at once
        FieldDoc place = after == null ? null : after.place();
        return searcher.search(query, new TopFieldCollectorManager(order.sort(), wanted, place, Integer.MAX_VALUE));
    }
}
