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
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.util.BytesRef;
import patchidx.field.PatchField;
import patchidx.index.Documents;
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
        Set<Integer> documents = new TreeSet<>(List.of(first));
        Set<BytesRef> known = new HashSet<>(ids(first));
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
        for (int document : Documents.with(query.build(), index.searcher())) {
            if (documents.add(document)) {
                named.addAll(ids(document));
            }
        }
    }

    /// The ids that a mail has and names.
    private List<BytesRef> ids(int document) throws IOException {
        List<LeafReaderContext> leaves = index.searcher().getLeafContexts();
        LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(document, leaves));
        int inLeaf = document - leaf.docBase;
        List<BytesRef> ids = new ArrayList<>();
        for (PatchField field : List.of(PatchField.ID, PatchField.IN_REPLY_TO)) {
            SortedDocValues one = DocValues.getSorted(leaf.reader(), field.label());
            if (one.advanceExact(inLeaf)) {
                ids.add(BytesRef.deepCopyOf(one.lookupOrd(one.ordValue())));
            }
        }
        SortedSetDocValues references = DocValues.getSortedSet(leaf.reader(), PatchField.REFERENCES.label());
        if (references.advanceExact(inLeaf)) {
            for (int i = references.docValueCount(); i > 0; i--) {
                ids.add(BytesRef.deepCopyOf(references.lookupOrd(references.nextOrd())));
            }
        }
        return ids;
    }
}
