package patchidx.query;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.ConstantScoreScorer;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.TwoPhaseIterator;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.CharacterRunAutomaton;
import org.apache.lucene.util.automaton.Operations;
import org.apache.lucene.util.automaton.RegExp;
import org.jspecify.annotations.Nullable;
import patchidx.field.Entry;
import patchidx.index.PatchIndex;

/// Finds mails with a line that a regular expression occurs in. The lines are not in the index, so every mail that the
/// rest of the query leaves over is read; the expression runs as an automaton, in time linear to the line.
final class LineRegexQuery extends Query {
    /// Reading a mail and its diff costs about as much as this many comparisons.
    private static final float COST = 10_000;

    private final String field;
    private final Function<Entry, List<String>> lines;
    private final String regex;
    private final CharacterRunAutomaton automaton;

    /// @throws IllegalArgumentException if it is no regular expression
    LineRegexQuery(String field, Function<Entry, List<String>> lines, String regex) {
        this.field = field;
        this.lines = lines;
        this.regex = regex;
        Automaton anywhere = new RegExp("(.*)(" + regex + ")(.*)", RegExp.NONE).toAutomaton();
        this.automaton =
                new CharacterRunAutomaton(Operations.determinize(anywhere, Operations.DEFAULT_DETERMINIZE_WORK_LIMIT));
    }

    @Override
    public Weight createWeight(IndexSearcher searcher, ScoreMode scoreMode, float boost) {
        return new ConstantScoreWeight(this, boost) {
            @Override
            public @Nullable ScorerSupplier scorerSupplier(LeafReaderContext leaf) throws IOException {
                DocIdSetIterator mails = PatchIndex.mailsOf(leaf);
                if (mails == null) {
                    return null;
                }
                TwoPhaseIterator matching = new TwoPhaseIterator(mails) {
                    @Override
                    public boolean matches() throws IOException {
                        return occursIn(PatchIndex.entry(leaf, mails.docID()));
                    }

                    @Override
                    public float matchCost() {
                        return COST;
                    }
                };
                Scorer scorer = new ConstantScoreScorer(score(), scoreMode, matching);
                return new ScorerSupplier() {
                    @Override
                    public Scorer get(long leadCost) {
                        return scorer;
                    }

                    @Override
                    public long cost() {
                        return mails.cost();
                    }
                };
            }

            @Override
            public boolean isCacheable(LeafReaderContext leaf) {
                return true;
            }
        };
    }

    private boolean occursIn(Entry entry) {
        return lines.apply(entry).stream().anyMatch(automaton::run);
    }

    @Override
    public void visit(QueryVisitor visitor) {
        visitor.visitLeaf(this);
    }

    @Override
    public String toString(String defaultField) {
        return field + ":/" + regex + "/ line by line";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LineRegexQuery query && query.field.equals(field) && query.regex.equals(regex);
    }

    @Override
    public int hashCode() {
        return Objects.hash(field, regex);
    }
}
