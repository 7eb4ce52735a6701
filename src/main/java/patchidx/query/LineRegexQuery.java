package patchidx.query;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
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
import org.apache.lucene.util.automaton.TooComplexToDeterminizeException;
import org.jspecify.annotations.Nullable;
import patchidx.field.PatchField;
import patchidx.index.PatchIndex;
import patchidx.patch.Diff;

/// Finds mails with a line that a regular expression occurs in. The lines are not in the index, so every mail that the
/// rest of the query leaves over is read; the expression runs as an automaton, in time linear to the line.
final class LineRegexQuery extends Query {
    /// Reading a mail and its diff costs about as much as this many comparisons.
    private static final float COST = 10_000;

    private final String field;
    private final Function<Diff, List<String>> lines;
    private final String regex;
    private final CharacterRunAutomaton automaton;

    /// @throws IllegalArgumentException if it is no regular expression
    /// @throws TooComplexToDeterminizeException if it is too large to be found, or marked ([LineMarker])
    LineRegexQuery(String field, Function<Diff, List<String>> lines, String regex) {
        this.field = field;
        this.lines = lines;
        this.regex = regex;
        Tied tied = new Tied(regex);
        this.automaton = tied.anywhere();
        tied.alone();
    }

    /// The query behind another one that the index answers: for the words that each such line has to hold.
    static Query narrowed(PatchField field, Function<Diff, List<String>> lines, String regex) {
        Query exactly = new LineRegexQuery(field.label(), lines, regex);
        Tied tied = new Tied(regex);
        return RequiredWords.of(field, tied.expression(), tied.fromStart(), tied.toEnd())
                .<Query>map(words -> new BooleanQuery.Builder()
                        .add(words, Occur.FILTER)
                        .add(exactly, Occur.MUST)
                        .build())
                .orElse(exactly);
    }

    /// An expression, and whether `^` and `$` tie it to the ends of the line.
    record Tied(String core, boolean fromStart, boolean toEnd) {
        Tied(String regex) {
            this(core(regex), regex.startsWith("^"), endsTied(regex));
        }

        private static String core(String regex) {
            return regex.substring(regex.startsWith("^") ? 1 : 0, regex.length() - (endsTied(regex) ? 1 : 0));
        }

        private static boolean endsTied(String regex) {
            return regex.endsWith("$") && !regex.endsWith("\\$");
        }

        RegExp expression() {
            return new RegExp("(" + core + ")", RegExp.NONE);
        }

        /// For a whole line that it occurs in.
        CharacterRunAutomaton anywhere() {
            String line = (fromStart ? "(" : ".*(") + core + (toEnd ? ")" : ").*");
            return runnable(new RegExp(line, RegExp.NONE));
        }

        /// For what it matches in a line.
        CharacterRunAutomaton alone() {
            return runnable(expression());
        }

        private static CharacterRunAutomaton runnable(RegExp expression) {
            Automaton automaton =
                    Operations.determinize(expression.toAutomaton(), Operations.DEFAULT_DETERMINIZE_WORK_LIMIT);
            return new CharacterRunAutomaton(Operations.removeDeadStates(automaton));
        }
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
                StoredFields stored = leaf.reader().storedFields();
                TwoPhaseIterator matching = new TwoPhaseIterator(mails) {
                    @Override
                    public boolean matches() throws IOException {
                        return occursIn(PatchIndex.diff(stored, mails.docID()));
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

    private boolean occursIn(Diff diff) {
        return lines.apply(diff).stream().anyMatch(automaton::run);
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
