package patchidx.query;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.SortedNumericDocValuesField;
import org.apache.lucene.index.Term;
import org.apache.lucene.queries.intervals.IntervalQuery;
import org.apache.lucene.queries.intervals.Intervals;
import org.apache.lucene.queries.intervals.IntervalsSource;
import org.apache.lucene.search.AutomatonQuery;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.RegexpQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.WildcardQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.automaton.Automata;
import org.apache.lucene.util.automaton.Operations;
import org.apache.lucene.util.automaton.RegExp;
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
    private static final int PATTERN_WORDS = 50_000;

    static {
        // A clause for each word that a pattern stands for, and for each field that a word is looked for in.
        IndexSearcher.setMaxClauseCount(Math.max(PATTERN_WORDS, QueryParser.MOST_TERMS * PatchField.values().length));
    }

    /// How much another form of a word counts beside the word itself.
    private static final float FORM = 0.7f;

    /// A sign of a regular expression, with the backslash that gives it its meaning or takes it.
    private static final Pattern SIGN = Pattern.compile("(?s)\\\\?.");

    private static final int SHORTEST_ID = 7;
    private static final Pattern COMMIT = Pattern.compile("(?i)[0-9a-f]{7,64}");

    private QueryCompiler() {}

    static org.apache.lucene.search.Query compile(Query query) {
        return switch (query) {
            case Query.All() -> PatchIndex.everyMail();
            case Query.Word(var field, var text) -> field == null ? named(text) : inField(field, text, 0, true);
            case Query.Phrase(var field, var text, var slop) ->
                field == null ? anywhere(text, slop, false) : inField(field, text, slop, false);
            case Query.Near near -> near(near);
            case Query.Wildcard(var field, var pattern) ->
                field == null
                        ? strongest(one -> wordPattern(FieldCodec.wordsOf(one), pattern))
                        : wildcard(field, pattern);
            case Query.Trailer(var name, var text) -> trailer(name, text);
            case Query.Regex regex -> regexp(regex);
            case Query.Range(var field, var from, var to, var text) -> range(field, from, to);
            case Query.And(var parts) -> all(parts);
            case Query.Or(var parts) ->
                any(parts.stream().map(QueryCompiler::compile).toList());
            case Query.Xor(var left, var right) ->
                all(List.of(new Query.Or(List.of(left, right)), new Query.Not(new Query.And(List.of(left, right)))));
            case Query.Not not -> all(List.of(not));
        };
    }

    /// How large all regular expressions of a query are with one more.
    ///
    /// @param before how large those in front of it are
    /// @throws IllegalArgumentException if it is none, or they are too large; the message says what is wrong
    static RegexSize sizeWith(Query.Regex regex, RegexSize before) {
        try {
            RegexSize size = before.plus(RegexSize.of(new RegExp(literalQuotes(regex.regex()), RegExp.NONE)));
            if (size.isTooLarge()) {
                throw new IllegalArgumentException("it is too large");
            }
            regexp(regex);
            return size;
        } catch (TooComplexToDeterminizeException | StackOverflowError e) {
            throw new IllegalArgumentException("it is too large", e);
        }
    }

    private static org.apache.lucene.search.Query regexp(Query.Regex regex) {
        PatchField field = regex.field();
        return switch (field.column()) {
            case Column.Code(var get, var weight) -> LineRegexQuery.narrowed(field, get, literalQuotes(regex.regex()));
            case Column.Symbols symbols -> expression(field, regex.regex(), 0);
            case Column.AnyOf anyOf ->
                any(anyOf.fields()
                        .map(part -> regexp(new Query.Regex(part, regex.regex())))
                        .toList());
            case Column.Standings standings ->
                new StandingsQuery(
                        expression(field, regex.regex(), RegExp.CASE_INSENSITIVE),
                        field.label() + ":/" + regex.regex() + "/");
            default -> expression(field, regex.regex(), RegExp.CASE_INSENSITIVE);
        };
    }

    /// The expression with quotes that stand for themselves, which are an operator in Lucene's.
    static String literalQuotes(String regex) {
        return SIGN.matcher(regex)
                .replaceAll(sign -> Matcher.quoteReplacement(sign.group().equals("\"") ? "\\\"" : sign.group()));
    }

    /// Without Lucene's own operators `# @ & < > " ~`, which are everyday signs in code.
    private static AutomatonQuery expression(PatchField field, String regex, int matchFlags) {
        Term term = new Term(field.label(), literalQuotes(regex));
        return new RegexpQuery(term, RegExp.NONE, matchFlags, Operations.DEFAULT_DETERMINIZE_WORK_LIMIT);
    }

    private static org.apache.lucene.search.Query range(PatchField field, long from, long to) {
        return switch (field.column()) {
            case Column.Tally tally -> SortedNumericDocValuesField.newSlowRangeQuery(field.label(), from, to);
            case Column.Moment moment -> SortedNumericDocValuesField.newSlowRangeQuery(field.label(), from, to);
            default -> LongField.newRangeQuery(field.label(), from, to);
        };
    }

    private static org.apache.lucene.search.Query near(Query.Near near) {
        List<String> words = near.words().stream()
                .flatMap(text -> CodeAnalyzer.words(text).stream())
                .toList();
        int width = near.distance() + words.size() - 1;
        Function<PatchField, org.apache.lucene.search.Query> inWords = field -> {
            IntervalsSource[] terms = words.stream().map(Intervals::term).toArray(IntervalsSource[]::new);
            IntervalsSource together = near.ordered() ? Intervals.ordered(terms) : Intervals.unordered(terms);
            return new IntervalQuery(FieldCodec.wordsOf(field), Intervals.maxwidth(width, together));
        };
        PatchField field = near.field();
        if (field == null) {
            return strongest(inWords);
        }
        return field.column() instanceof Column.AnyOf anyOf
                ? any(flat(anyOf).map(inWords).toList())
                : inWords.apply(field);
    }

    /// The fields that a union stands for, unions among them taken apart.
    private static Stream<PatchField> flat(Column.AnyOf anyOf) {
        return anyOf.fields()
                .flatMap(field -> field.column() instanceof Column.AnyOf inner ? flat(inner) : Stream.of(field));
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

    /// A word anywhere; a number may be one in patchwork too.
    private static org.apache.lucene.search.Query named(String text) {
        org.apache.lucene.search.Query word = anywhere(text, 0, true);
        return MailReference.number(text)
                .map(mail -> any(List.of(word, compile(mail))))
                .orElse(word);
    }

    /// Words in any field that counts for them; what looks like an address may be a Message-ID too.
    private static org.apache.lucene.search.Query anywhere(String text, int slop, boolean forms) {
        org.apache.lucene.search.Query words = strongest(field -> words(field, text, slop, forms));
        return text.indexOf('@') < 0 ? words : any(List.of(words, exactly(PatchField.ID, text)));
    }

    /// The query in all fields that count for words; the field where it counts most decides.
    private static org.apache.lucene.search.Query strongest(
            Function<PatchField, org.apache.lucene.search.Query> inField) {
        List<org.apache.lucene.search.Query> queries = new ArrayList<>();
        for (PatchField field : PatchField.asked()) {
            float weight = field.column().weight();
            if (weight > 0) {
                queries.add(new BoostQuery(inField.apply(field), weight));
            }
        }
        return new DisjunctionMaxQuery(queries, TIE);
    }

    /// @param forms whether other forms of a word of prose will do
    private static org.apache.lucene.search.Query inField(PatchField field, String text, int slop, boolean forms) {
        return switch (field.column()) {
            case Column.Words words -> words(field, text, slop, forms);
            case Column.Code code -> words(field, text, slop, forms);
            case Column.Person person -> name(field, text, slop);
            case Column.People people -> name(field, text, slop);
            case Column.Keyword keyword -> exactly(field, text);
            case Column.Keywords(var get, var byWords, var values) ->
                byWords
                        ? any(List.of(exactly(field, text), phrase(FieldCodec.wordsOf(field), text, slop)))
                        : exactly(field, text);
            case Column.Paths paths -> path(field, text);
            case Column.Symbols symbols -> new TermQuery(new Term(field.label(), text));
            case Column.ObjectId objectId -> abbreviated(field, text);
            case Column.ObjectIds objectIds -> abbreviated(field, text);
            case Column.AnyOf anyOf ->
                any(anyOf.fields().map(part -> inField(part, text, slop, forms)).toList());
            case Column.Standings standings -> exactly(field, text);
            case Column.Tally tally -> throw new IllegalArgumentException(field + " is asked by ranges");
            case Column.Moment moment -> throw new IllegalArgumentException(field + " is asked by ranges");
            case Column.Whole whole -> throw new IllegalArgumentException(field + " is asked by ranges");
            case Column.Time time -> throw new IllegalArgumentException(field + " is asked by ranges");
            case Column.Fact fact -> throw new IllegalArgumentException(field + " cannot be asked");
        };
    }

    private static org.apache.lucene.search.Query exactly(PatchField field, String text) {
        Term term =
                new Term(field.label(), FieldCodec.term(field.column().values().plain(text)));
        return field.column() instanceof Column.Standings
                ? new StandingsQuery(new AutomatonQuery(term, Automata.makeString(term.text())), term.toString())
                : new TermQuery(term);
    }

    /// Object ids agree if one is the beginning of the other, as far as both abbreviate to seven digits or more.
    private static org.apache.lucene.search.Query abbreviated(PatchField field, String text) {
        String id = FieldCodec.term(text);
        if (id.length() < SHORTEST_ID) {
            return new MatchNoDocsQuery("abbreviated to fewer than " + SHORTEST_ID + " digits");
        }
        List<org.apache.lucene.search.Query> queries = new ArrayList<>();
        queries.add(new PrefixQuery(new Term(field.label(), id)));
        for (int length = SHORTEST_ID; length < id.length(); length++) {
            queries.add(new TermQuery(new Term(field.label(), id.substring(0, length))));
        }
        return new ConstantScoreQuery(any(queries));
    }

    /// Words as the field is worded.
    private static org.apache.lucene.search.Query words(PatchField field, String text, int slop, boolean forms) {
        org.apache.lucene.search.Query exact = phrase(FieldCodec.wordsOf(field), text, slop);
        if (!(field.column() instanceof Column.Words(var get, var weight, var wording))) {
            return exact;
        }
        return switch (wording) {
            case PLAIN, LINES -> exact;
            case PROSE -> forms ? inAnyForm(field, text, exact) : exact;
            case COMMITS -> COMMIT.matcher(text).matches() ? abbreviated(field, text) : exact;
        };
    }

    /// A single word of prose is found in its other forms too, which count a little less.
    private static org.apache.lucene.search.Query inAnyForm(
            PatchField field, String text, org.apache.lucene.search.Query exact) {
        return CodeAnalyzer.stem(text)
                .map(stem -> (org.apache.lucene.search.Query) new DisjunctionMaxQuery(
                        List.of(exact, new BoostQuery(new TermQuery(new Term(FieldCodec.stemsOf(field), stem)), FORM)),
                        0))
                .orElse(exact);
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
            case Column.Code code -> wordPattern(field.label(), pattern);
            case Column.Symbols symbols -> new WildcardQuery(new Term(field.label(), escaped(pattern)));
            case Column.ObjectId objectId -> valuePattern(field, pattern);
            case Column.ObjectIds objectIds -> valuePattern(field, pattern);
            case Column.AnyOf anyOf ->
                any(anyOf.fields().map(part -> wildcard(part, pattern)).toList());
            case Column.Person person -> wordPattern(field.label(), pattern);
            case Column.People people -> wordPattern(field.label(), pattern);
            case Column.Keyword keyword -> valuePattern(field, pattern);
            case Column.Keywords keywords -> valuePattern(field, pattern);
            case Column.Paths paths -> valuePattern(field, pattern);
            case Column.Standings standings ->
                new StandingsQuery(valuePattern(field, pattern), field.label() + ":" + pattern);
            case Column.Tally tally -> throw new IllegalArgumentException(field + " is asked by ranges");
            case Column.Moment moment -> throw new IllegalArgumentException(field + " is asked by ranges");
            case Column.Whole whole -> throw new IllegalArgumentException(field + " is asked by ranges");
            case Column.Time time -> throw new IllegalArgumentException(field + " is asked by ranges");
            case Column.Fact fact -> throw new IllegalArgumentException(field + " cannot be asked");
        };
    }

    private static AutomatonQuery valuePattern(PatchField field, String pattern) {
        return new WildcardQuery(new Term(field.label(), escaped(FieldCodec.term(pattern))));
    }

    /// `kvm_vcpu*`: the word `kvm`, and behind it one that begins with `vcpu`.
    private static org.apache.lucene.search.Query wordPattern(String field, String pattern) {
        List<String> words = patternWords(pattern);
        if (words.isEmpty()) {
            return new MatchNoDocsQuery("no words in " + pattern);
        }
        if (words.size() == 1) {
            return new WildcardQuery(new Term(field, words.getFirst()));
        }
        return new IntervalQuery(field, inRow(words));
    }

    /// The words of a pattern, with the `*` in them.
    private static List<String> patternWords(String pattern) {
        return Stream.of(pattern.split("[^\\p{L}\\p{N}*]+"))
                .filter(word -> !word.isEmpty())
                .map(word -> String.join(
                        "*",
                        Stream.of(word.split("\\*", -1))
                                .map(part -> String.join("", CodeAnalyzer.words(part)))
                                .toList()))
                .toList();
    }

    private static IntervalsSource inRow(List<String> words) {
        return Intervals.phrase(words.stream()
                .map(word -> word.indexOf('*') < 0
                        ? Intervals.term(word)
                        : Intervals.wildcard(new BytesRef(word), PATTERN_WORDS))
                .toArray(IntervalsSource[]::new));
    }

    /// A trailer with that name and the words of the text behind it; words that no blank parts stand together.
    private static IntervalQuery trailer(String name, String text) {
        IntervalsSource named = inRow(CodeAnalyzer.words(name));
        IntervalsSource[] parts = Stream.of(text.split("\\s+"))
                .map(QueryCompiler::withoutAnything)
                .filter(words -> !words.isEmpty())
                .map(QueryCompiler::inRow)
                .toArray(IntervalsSource[]::new);
        IntervalsSource whole = parts.length == 0
                ? named
                : Intervals.maxwidth(CodeAnalyzer.GAP, Intervals.ordered(named, Intervals.unordered(parts)));
        return new IntervalQuery(PatchField.TRAILER.label(), whole);
    }

    /// The words of a pattern without those at its ends that may be any word.
    private static List<String> withoutAnything(String pattern) {
        List<String> words = new ArrayList<>(patternWords(pattern));
        while (!words.isEmpty() && isAnything(words.getFirst())) {
            words.removeFirst();
        }
        while (!words.isEmpty() && isAnything(words.getLast())) {
            words.removeLast();
        }
        return words;
    }

    private static boolean isAnything(String word) {
        return word.chars().allMatch(c -> c == '*');
    }

    private static String escaped(String pattern) {
        return pattern.replace("\\", "\\\\").replace("?", "\\?");
    }
}
