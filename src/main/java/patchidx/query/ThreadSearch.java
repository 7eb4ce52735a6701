package patchidx.query;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import patchidx.field.PatchField;
import patchidx.index.PatchIndex;
import patchidx.query.Search.Hit;
import patchidx.series.MailThread;

/// Finds the threads of mails: all mails that hang together by In-Reply-To and References, also through mails that
/// nobody has.
public final class ThreadSearch {
    private final PatchIndex index;

    public ThreadSearch(PatchIndex index) {
        this.index = index;
    }

    /// Takes a thread.
    public interface Taker {
        void take(MailThread<Hit> thread) throws IOException;
    }

    /// The threads of some mails, each once, in the order of their first mails among those given.
    public List<MailThread<Hit>> threads(List<Hit> hits) throws IOException {
        List<MailThread<Hit>> threads = new ArrayList<>();
        List<Hits.Place> places = hits.stream()
                .map(hit -> new Hits.Place(hit.document(), hit.entry().score()))
                .toList();
        each(new Hits(index, places), threads::add);
        return threads;
    }

    /// Gives the threads of some mails as [#threads] does, one after another: only one is in memory at a time.
    public void each(Hits hits, Taker taker) throws IOException {
        Map<Integer, Hits.Place> given = new HashMap<>();
        hits.places().forEach(hit -> given.put(hit.document(), hit));
        Set<Integer> known = new HashSet<>();
        for (Hits.Place hit : hits.places()) {
            if (!known.contains(hit.document())) {
                Set<Integer> documents = documents(hit.document());
                known.addAll(documents);
                List<Hits.Place> places = documents.stream()
                        .map(document -> given.getOrDefault(document, new Hits.Place(document, null)))
                        .toList();
                taker.take(MailThread.of(
                        new Hits(index, places).read(), found -> found.entry().patch()));
            }
        }
    }

    /// The documents of a thread: asks for all that have or name one of the ids at hand, until no new id turns up.
    private Set<Integer> documents(int first) throws IOException {
        List<LeafReaderContext> leaves = index.searcher().getLeafContexts();
        LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(first, leaves));
        Set<Integer> documents = new TreeSet<>(List.of(first));
        Set<BytesRef> known = new HashSet<>(new Ids(leaf).of(first - leaf.docBase));
        Collection<BytesRef> fresh = Set.copyOf(known);
        while (!fresh.isEmpty()) {
            Set<BytesRef> named = new HashSet<>();
            addConnected(fresh, documents, named);
            named.removeAll(known);
            known.addAll(named);
            fresh = named;
        }
        return documents;
    }

    private void addConnected(Collection<BytesRef> ids, Set<Integer> documents, Set<BytesRef> named)
            throws IOException {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        for (PatchField field : List.of(PatchField.ID, PatchField.IN_REPLY_TO, PatchField.REFERENCES)) {
            query.add(new TermInSetQuery(field.label(), ids), BooleanClause.Occur.SHOULD);
        }
        IndexSearcher searcher = index.searcher();
        Weight weight = searcher.createWeight(searcher.rewrite(query.build()), ScoreMode.COMPLETE_NO_SCORES, 1);
        for (LeafReaderContext leaf : searcher.getLeafContexts()) {
            Scorer scorer = weight.scorer(leaf);
            if (scorer != null) {
                Bits live = leaf.reader().getLiveDocs();
                Ids names = new Ids(leaf);
                DocIdSetIterator found = scorer.iterator();
                for (int document = found.nextDoc();
                        document != DocIdSetIterator.NO_MORE_DOCS;
                        document = found.nextDoc()) {
                    boolean isLive = live == null || live.get(document);
                    if (isLive && documents.add(leaf.docBase + document)) {
                        named.addAll(names.of(document));
                    }
                }
            }
        }
    }

    /// Reads which ids mails of one part of the index have and name, mail after mail.
    private static final class Ids {
        private final SortedDocValues id;
        private final SortedDocValues answered;
        private final SortedSetDocValues references;

        Ids(LeafReaderContext leaf) throws IOException {
            id = DocValues.getSorted(leaf.reader(), PatchField.ID.label());
            answered = DocValues.getSorted(leaf.reader(), PatchField.IN_REPLY_TO.label());
            references = DocValues.getSortedSet(leaf.reader(), PatchField.REFERENCES.label());
        }

        List<BytesRef> of(int document) throws IOException {
            List<BytesRef> ids = new ArrayList<>();
            for (SortedDocValues one : List.of(id, answered)) {
                if (one.advanceExact(document)) {
                    ids.add(BytesRef.deepCopyOf(one.lookupOrd(one.ordValue())));
                }
            }
            if (references.advanceExact(document)) {
                for (int i = references.docValueCount(); i > 0; i--) {
                    ids.add(BytesRef.deepCopyOf(references.lookupOrd(references.nextOrd())));
                }
            }
            return ids;
        }
    }
}
