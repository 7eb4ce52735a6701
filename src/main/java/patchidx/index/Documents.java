package patchidx.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;

/// All documents that a query finds, in the order of the index.
///
/// [IndexSearcher#search(Query, int)] makes room for as many hits as there may be, which for all documents of a large
/// index takes longer than to find the few that there are.
public final class Documents {
    private Documents() {}

    public static List<Integer> with(Query query, IndexSearcher searcher) throws IOException {
        List<Integer> documents = new ArrayList<>();
        Weight weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
        for (LeafReaderContext leaf : searcher.getLeafContexts()) {
            Scorer scorer = weight.scorer(leaf);
            if (scorer != null) {
                Bits live = leaf.reader().getLiveDocs();
                DocIdSetIterator found = scorer.iterator();
                for (int at = found.nextDoc(); at != DocIdSetIterator.NO_MORE_DOCS; at = found.nextDoc()) {
                    if (live == null || live.get(at)) {
                        documents.add(leaf.docBase + at);
                    }
                }
            }
        }
        return documents;
    }
}
