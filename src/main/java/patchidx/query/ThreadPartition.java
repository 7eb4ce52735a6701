package patchidx.query;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.BytesRefHash;
import patchidx.field.PatchField;

/// Which mails of an index belong to one thread, for all mails at once: the same threads as [ThreadSearch] finds for
/// one mail, from the ids alone.
final class ThreadPartition {
    private final BytesRefHash ids = new BytesRefHash();
    /// For each id another one of its thread, nearer to the one that stands for it, which has itself.
    private int[] towards = new int[1024];

    /// For each document, the number of its id; 0 if it is no mail.
    private final int[] ofDocument;

    private ThreadPartition(int documents) {
        ofDocument = new int[documents];
    }

    static ThreadPartition of(List<LeafReaderContext> leaves) throws IOException {
        int documents = leaves.stream().mapToInt(leaf -> leaf.reader().maxDoc()).sum();
        ThreadPartition partition = new ThreadPartition(documents);
        for (LeafReaderContext leaf : leaves) {
            partition.read(leaf);
        }
        return partition;
    }

    /// A number that the mail has in common with those of its thread, and with no others.
    int thread(int document) {
        return find(ofDocument[document]);
    }

    private void read(LeafReaderContext leaf) throws IOException {
        LeafReader reader = leaf.reader();
        SortedDocValues own = DocValues.getSorted(reader, PatchField.ID.label());
        SortedDocValues answered = DocValues.getSorted(reader, PatchField.IN_REPLY_TO.label());
        SortedSetDocValues references = DocValues.getSortedSet(reader, PatchField.REFERENCES.label());
        int[] ownNumbers = numbers(own.termsEnum(), own.getValueCount());
        int[] answeredNumbers = numbers(answered.termsEnum(), answered.getValueCount());
        int[] referencesNumbers = numbers(references.termsEnum(), references.getValueCount());
        Bits live = reader.getLiveDocs();
        for (int document = own.nextDoc(); document != DocIdSetIterator.NO_MORE_DOCS; document = own.nextDoc()) {
            int number = ownNumbers[own.ordValue()];
            ofDocument[leaf.docBase + document] = number;
            boolean isLive = live == null || live.get(document);
            if (isLive && answered.advanceExact(document)) {
                join(number, answeredNumbers[answered.ordValue()]);
            }
            if (isLive && references.advanceExact(document)) {
                for (int i = references.docValueCount(); i > 0; i--) {
                    join(number, referencesNumbers[(int) references.nextOrd()]);
                }
            }
        }
    }

    /// The number of each id of a field, by its place among them.
    private int[] numbers(TermsEnum terms, long count) throws IOException {
        int[] numbers = new int[(int) count];
        int at = 0;
        for (BytesRef id = terms.next(); id != null; id = terms.next()) {
            numbers[at++] = number(id);
        }
        return numbers;
    }

    private int number(BytesRef id) {
        int added = ids.add(id);
        if (added < 0) {
            return -1 - added; // it is known
        }
        if (added == towards.length) {
            towards = Arrays.copyOf(towards, 2 * added);
        }
        towards[added] = added;
        return added;
    }

    private void join(int one, int other) {
        towards[find(one)] = find(other);
    }

    private int find(int id) {
        int at = id;
        while (towards[at] != at) {
            towards[at] = towards[towards[at]];
            at = towards[at];
        }
        return at;
    }
}
