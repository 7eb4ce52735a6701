package patchidx.query;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopFieldCollector;
import org.apache.lucene.search.TopFieldCollectorManager;
import patchidx.field.Entry;
import patchidx.index.PatchIndex;

/// Asks an index.
public final class Search {
    private final PatchIndex index;
    private final Clock clock;

    /// @param clock what dates such as `yesterday` count from
    public Search(PatchIndex index, Clock clock) {
        this.index = index;
        this.clock = clock;
    }

    /// A page of the mails that a query finds.
    ///
    /// @param total how many mails there are on all pages
    /// @param hits the mails of this page
    public record Answer(long total, List<Hit> hits) {
        public Answer {
            hits = List.copyOf(hits);
        }
    }

    /// A mail that was found.
    ///
    /// @param document number of the document in the index
    public record Hit(int document, Entry entry) {}

    /// Asks and gives one page.
    ///
    /// @param order how to sort, the best first
    /// @param offset how many to leave out from the start
    /// @param limit how many to give at most
    /// @throws QueryException if the query means nothing
    public Answer run(String query, Order order, int offset, int limit) throws QueryException, IOException {
        return run(QueryParser.parse(query, clock), order, offset, limit);
    }

    /// All mails that a query finds.
    public List<Hit> all(Query query, Order order) throws IOException {
        return run(query, order, 0, Integer.MAX_VALUE).hits();
    }

    /// Gives all mails that a query finds, oldest first, one at a time.
    ///
    /// @param total is told first how many there are
    /// @return how many there were
    public long each(String query, TotalTaker total, HitTaker taker) throws QueryException, IOException {
        TopDocs found =
                find(QueryCompiler.compile(QueryParser.parse(query, clock)), Order.oldestFirst(), Integer.MAX_VALUE);
        total.take(found.scoreDocs.length);
        for (ScoreDoc hit : found.scoreDocs) {
            taker.take(new Hit(hit.doc, index.entry(hit.doc)));
        }
        return found.scoreDocs.length;
    }

    /// Takes the number of mails.
    public interface TotalTaker {
        void take(long total) throws IOException;
    }

    /// Takes a mail.
    public interface HitTaker {
        void take(Hit hit) throws IOException;
    }

    private Answer run(Query query, Order order, int offset, int limit) throws IOException {
        org.apache.lucene.search.Query compiled = QueryCompiler.compile(query);
        if (limit == 0) {
            return new Answer(index.searcher().count(compiled), List.of());
        }
        TopDocs found = find(compiled, order, (long) offset + limit);
        if (order.isRelevance()) {
            TopFieldCollector.populateScores(found.scoreDocs, index.searcher(), compiled);
        }
        List<Hit> hits = new ArrayList<>();
        for (int i = offset; i < found.scoreDocs.length; i++) {
            ScoreDoc hit = found.scoreDocs[i];
            Entry entry = index.entry(hit.doc);
            hits.add(new Hit(hit.doc, order.isRelevance() ? entry.withScore(hit.score) : entry));
        }
        return new Answer(found.totalHits.value(), hits);
    }

    private TopDocs find(org.apache.lucene.search.Query query, Order order, long most) throws IOException {
        int documents = Math.max(1, index.searcher().getIndexReader().maxDoc());
        int wanted = (int) Math.min(documents, most);
        return index.searcher()
                .search(query, new TopFieldCollectorManager(order.sort(), wanted, null, Integer.MAX_VALUE));
    }
}
