package patchidx.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;

/// All documents that a query finds, in the order of the index and without scores.
///
/// [IndexSearcher#search(Query, int)] makes room for as many hits as there may be, which for all documents of a large
/// index takes longer than to find the few that there are.
final class Documents {
    private Documents() {}

    static List<Integer> with(Query query, IndexSearcher searcher) throws IOException {
        return searcher.search(query, new Manager());
    }

    private static final class Manager implements CollectorManager<Collector, List<Integer>> {
        @Override
        public Collector newCollector() {
            return new Collector();
        }

        @Override
        public List<Integer> reduce(Collection<Collector> collectors) {
            return collectors.stream()
                    .flatMap(collector -> collector.found.stream())
                    .sorted()
                    .toList();
        }
    }

    private static final class Collector extends SimpleCollector {
        private final List<Integer> found = new ArrayList<>();
        private int docBase;

        @Override
        protected void doSetNextReader(LeafReaderContext leaf) {
            docBase = leaf.docBase;
        }

        @Override
        public void collect(int document) {
            found.add(docBase + document);
        }

        @Override
        public ScoreMode scoreMode() {
            return ScoreMode.COMPLETE_NO_SCORES;
        }
    }
}
