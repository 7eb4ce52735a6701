package patchidx.query;

import java.io.IOException;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.AutomatonQuery;
import org.apache.lucene.search.ConstantScoreScorer;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.TwoPhaseIterator;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.automaton.ByteRunAutomaton;
import patchidx.index.FieldCodec;

/// Finds mails by values that change when other mails come. Lucene keeps those beside the documents, where they are
/// looked through one by one.
final class StandingsQuery extends Query {
    private static final byte SEPARATOR = (byte) FieldCodec.SEPARATOR.charAt(0);

    private final AutomatonQuery value;
    private final String name;
    private final ByteRunAutomaton matcher;

    /// @param value what one of the values has to be, in which field
    /// @param name how people write that
    StandingsQuery(AutomatonQuery value, String name) {
        this.value = value;
        this.name = name;
        this.matcher = new ByteRunAutomaton(value.getAutomaton());
    }

    @Override
    public Weight createWeight(IndexSearcher searcher, ScoreMode scoreMode, float boost) {
        return new ConstantScoreWeight(this, boost) {
            @Override
            public ScorerSupplier scorerSupplier(LeafReaderContext leaf) throws IOException {
                BinaryDocValues values = DocValues.getBinary(leaf.reader(), value.getField());
                TwoPhaseIterator found = new TwoPhaseIterator(values) {
                    @Override
                    public boolean matches() throws IOException {
                        return isAmong(values.binaryValue());
                    }

                    @Override
                    public float matchCost() {
                        return 100; // bytes to compare
                    }
                };
                return new DefaultScorerSupplier(new ConstantScoreScorer(score(), scoreMode, found));
            }

            @Override
            public boolean isCacheable(LeafReaderContext leaf) {
                return DocValues.isCacheable(leaf, value.getField());
            }
        };
    }

    private boolean isAmong(BytesRef values) {
        int end = values.offset + values.length;
        int start = values.offset + 1;
        for (int at = start; at < end; at++) {
            if (values.bytes[at] == SEPARATOR) {
                if (matcher.run(values.bytes, start, at - start)) {
                    return true;
                }
                start = at + 1;
            }
        }
        return false;
    }

    @Override
    public String toString(String field) {
        return "standing(" + name + ")";
    }

    @Override
    public void visit(QueryVisitor visitor) {
        visitor.visitLeaf(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StandingsQuery query && query.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }
}
