package patchidx.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.Term;
import org.apache.lucene.queries.intervals.IntervalQuery;
import org.apache.lucene.queries.intervals.Intervals;
import org.apache.lucene.queries.intervals.IntervalsSource;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.RegexpQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.WildcardQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.automaton.TooComplexToDeterminizeException;
import patchidx.field.Column;
import patchidx.field.PatchField;
import patchidx.index.CodeAnalyzer;
import patchidx.index.FieldCodec;
import patchidx.index.PatchIndex;

/// Turns what a query means into what Lucene runs.
final class QueryCompiler {
    /// How much of a hit in a weaker field counts beside the strongest one.
    private static final float TIE = 0.1f;

    /// Words of a name match in any order, but only words of the same name; values lie further apart than this.
    private static final int WITHIN_NAME = 50;

    /// How many words a pattern inside a phrase may stand for.
    private static final int PATTERN_WORDS = 10_000;

    static {
        // A word without a field is looked for in many, and Lucene's own limit is a hundred such words.
        IndexSearcher.setMaxClauseCount(QueryParser.MOST_TERMS * PatchField.values().length);
    }

    private QueryCompiler() {}

    static org.apache.lucene.search.Query compile(Query query) {
        return switch (query) {
            case Query.All() -> PatchIndex.everyMail();
            case Query.Word(var field, var text) ->
                field == null ? anywhere(name -> phrase(name, text, 0)) : words(field, text, 0);
            case Query.Phrase(var field, var text, var slop) ->
                field == null ? anywhere(name -> phrase(name, text, slop)) : words(field, text, slop);
            case Query.Wildcard(var field, var pattern) ->
                field == null ? anywhere(name -> wordPattern(name, pattern)) : wildcard(field, pattern);
            case Query.Regex regex -> regexp(regex);
            case Query.Range(var field, var from, var to, var text) -> LongField.newRangeQuery(field.label(), from, to);
            case Query.And(var parts) -> all(parts);
            case Query.Or(var parts) ->
                any(parts.stream().map(QueryCompiler::compile).toList());
            case Query.Not(var part) -> all(List.of(query));
        };
    }

    /// What is wrong with a regular expression; empty if nothing is.
    static Optional<String> check(Query.Regex regex) {
        try {
            regexp(regex);
            return Optional.empty();
        } catch (IllegalArgumentException | TooComplexToDeterminizeException | StackOverflowError e) {
            return Optional.of(e.getMessage() == null ? "too complex" : e.getMessage());
        }
    }

    private static org.apache.lucene.search.Query regexp(Query.Regex regex) {
        return new RegexpQuery(new Term(regex.field().label(), FieldCodec.term(regex.regex())));
    }

    private static org.apache.lucene.search.Query all(List<Query> parts) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        boolean onlyNot = true;
        for (Query part : parts) {
            if (part instanceof Query.Not(var not)) {
                all.add(compile(not), Occur.MUST_NOT);
            } else {
                all.add(compile(part), Occur.MUST);
                onlyNot = false;
            }
        }
        if (onlyNot) {
            all.add(PatchIndex.everyMail(), Occur.FILTER);
        }
        return all.build();
    }

    private static org.apache.lucene.search.Query any(List<org.apache.lucene.search.Query> queries) {
        if (queries.size() == 1) {
            return queries.getFirst();
        }
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        queries.forEach(query -> any.add(query, Occur.SHOULD));
        return any.build();
    }

    /// Looks for words in all fields that count for them; the field where they count most decides.
    private static org.apache.lucene.search.Query anywhere(
            Function<String, org.apache.lucene.search.Query> inLuceneField) {
        List<org.apache.lucene.search.Query> queries = new ArrayList<>();
        for (PatchField field : PatchField.asked()) {
            if (field.column().weight() > 0) {
                queries.add(new BoostQuery(
                        inLuceneField.apply(FieldCodec.wordsOf(field)),
                        field.column().weight()));
            }
        }
        return new DisjunctionMaxQuery(queries, TIE);
    }

    private static org.apache.lucene.search.Query words(PatchField field, String text, int slop) {
        return switch (field.column()) {
            case Column.Words words -> phrase(field.label(), text, slop);
            case Column.Person person -> name(field, text, slop);
            case Column.People people -> name(field, text, slop);
            case Column.Keyword keyword -> exactly(field, text);
            case Column.Keywords(var get, var byWords) ->
                byWords
                        ? any(List.of(exactly(field, text), phrase(FieldCodec.wordsOf(field), text, slop)))
                        : exactly(field, text);
            case Column.Paths paths -> path(field, text);
            case Column.Whole whole -> throw new IllegalArgumentException(field + " is asked by ranges");
            case Column.Time time -> throw new IllegalArgumentException(field + " is asked by ranges");
            case Column.Fact fact -> throw new IllegalArgumentException(field + " cannot be asked");
        };
    }

    private static org.apache.lucene.search.Query exactly(PatchField field, String text) {
        String value = field == PatchField.ID || field == PatchField.IN_REPLY_TO || field == PatchField.REFERENCES
                ? text.replaceAll("^<|>$", "")
                : text;
        return new TermQuery(new Term(field.label(), FieldCodec.term(value)));
    }

    private static org.apache.lucene.search.Query phrase(String field, String text, int slop) {
        List<String> words = CodeAnalyzer.words(text);
        if (words.isEmpty()) {
            return new MatchNoDocsQuery("no words in " + text);
        }
        if (words.size() == 1) {
            return new TermQuery(new Term(field, words.getFirst()));
        }
        return new PhraseQuery(slop, field, words.toArray(String[]::new));
    }

    private static org.apache.lucene.search.Query name(PatchField field, String text, int slop) {
        boolean isAddress = text.indexOf('@') >= 0;
        return phrase(field.label(), text, isAddress ? slop : Math.max(slop, WITHIN_NAME));
    }

    /// A path whole, by any trailing part, or by a folder.
    private static org.apache.lucene.search.Query path(PatchField field, String text) {
        String path = FieldCodec.term(text.strip());
        if (path.endsWith("/")) {
            return new PrefixQuery(new Term(field.label(), path));
        }
        return any(List.of(
                new TermQuery(new Term(field.label(), path)), new PrefixQuery(new Term(field.label(), path + "/"))));
    }

    private static org.apache.lucene.search.Query wildcard(PatchField field, String pattern) {
        return switch (field.column()) {
            case Column.Words words -> wordPattern(field.label(), pattern);
            case Column.Person person -> wordPattern(field.label(), pattern);
            case Column.People people -> wordPattern(field.label(), pattern);
            case Column.Keyword keyword -> valuePattern(field, pattern);
            case Column.Keywords keywords -> valuePattern(field, pattern);
            case Column.Paths paths -> valuePattern(field, pattern);
            case Column.Whole whole -> throw new IllegalArgumentException(field + " is asked by ranges");
            case Column.Time time -> throw new IllegalArgumentException(field + " is asked by ranges");
            case Column.Fact fact -> throw new IllegalArgumentException(field + " cannot be asked");
        };
    }

    private static org.apache.lucene.search.Query valuePattern(PatchField field, String pattern) {
        return new WildcardQuery(new Term(field.label(), escaped(FieldCodec.term(pattern))));
    }

    /// `kvm_vcpu*`: the word `kvm`, and behind it one that begins with `vcpu`.
    private static org.apache.lucene.search.Query wordPattern(String field, String pattern) {
        List<String> words = Stream.of(pattern.split("[^\\p{L}\\p{N}*]+"))
                .filter(word -> !word.isEmpty())
                .map(word -> String.join(
                        "*",
                        Stream.of(word.split("\\*", -1))
                                .map(part -> String.join("", CodeAnalyzer.words(part)))
                                .toList()))
                .toList();
        if (words.isEmpty()) {
            return new MatchNoDocsQuery("no words in " + pattern);
        }
        if (words.size() == 1) {
            return new WildcardQuery(new Term(field, words.getFirst()));
        }
        IntervalsSource[] sources = words.stream()
                .map(word -> word.indexOf('*') < 0
                        ? Intervals.term(word)
                        : Intervals.wildcard(new BytesRef(word), PATTERN_WORDS))
                .toArray(IntervalsSource[]::new);
        return new IntervalQuery(field, Intervals.phrase(sources));
    }

    private static String escaped(String pattern) {
        return pattern.replace("\\", "\\\\").replace("?", "\\?");
    }
}
