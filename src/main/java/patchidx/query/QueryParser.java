package patchidx.query;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import patchidx.field.Column;
import patchidx.field.PatchField;
import patchidx.index.CodeAnalyzer;

/// Reads queries. The grammar, where a blank between terms is an AND:
///
///     or    = and { ( "OR" | "XOR" ) and }
///     and   = near { [ "AND" ] near }
///     near  = unary { ( "NEAR" | "ADJ" ) [ "/" number ] unary }
///     unary = ( "NOT" | "-" | "+" ) unary | "(" or ")" | [ ( field | trailer ) ":" ] value
///     value = word | "phrase" [ "~" number ] | /regex/ | from..to | "(" or ")"
public final class QueryParser {
    /// Deeper than anyone nests by hand, and shallow enough for the stack.
    private static final int DEEPEST = 200;

    /// More than anyone asks for, and few enough to answer.
    static final int MOST_TERMS = 1000;

    private static final Pattern FIELD = Pattern.compile("([A-Za-z][A-Za-z0-9_/-]*):(?!:|//)");
    private static final Pattern URL = Pattern.compile("https?://");
    private static final Pattern SLOP = Pattern.compile("~(\\d{1,4})");
    private static final Pattern NEAR = Pattern.compile("(NEAR|ADJ)(?:/(\\d{1,4}))?");

    /// As on lore.kernel.org.
    private static final int NEAR_DISTANCE = 10;

    private static final Pattern NUMBER_RANGE =
            Pattern.compile("(-?\\d{1,18})?\\.\\.(-?\\d{1,18})?|(-?\\d{1,18})|([<>]=?)(-?\\d{1,18})");

    private static final Pattern DIGIT_RANGE = Pattern.compile("[\\d-]*\\.\\.[\\d-]*");

    /// Two dots between words or beside one, neither an ellipsis nor a part of an address, URL or pattern.
    private static final Pattern TEXT_RANGE = Pattern.compile("(?!\\.\\.$|.*\\.{3})[^/@:*]*\\.\\.[^/@:*]*");

    private static final Pattern LETTERS = Pattern.compile("[\\p{L}-]*");

    private static final Pattern ENDS = Pattern.compile("(.+)\\.\\.(.+)");

    private final String text;
    private final Clock clock;
    private int at;
    private RegexSize expressions = RegexSize.NOTHING;
    private int depth;
    private int terms;

    /// The only trailer whose value counts; null for all of them.
    private @Nullable String trailer;

    private QueryParser(String text, Clock clock) {
        this.text = text;
        this.clock = clock;
    }

    /// What the text asks.
    ///
    /// @param clock what `yesterday` counts from
    /// @throws QueryException if it means nothing
    public static Query parse(String text, Clock clock) throws QueryException {
        return new QueryParser(PastedLine.asQuery(text).orElse(text), clock).parse();
    }

    private Query parse() throws QueryException {
        skipBlanks();
        if (at == text.length()) {
            throw error("the query is empty", 0, 0, "ask for words, e.g. 'vfio irq'; '*' finds every mail");
        }
        Query query = or(null);
        if (at < text.length()) {
            throw error("this ')' closes nothing", at, at + 1, "leave it out, or quote it");
        }
        return query;
    }

    private Query or(@Nullable PatchField field) throws QueryException {
        List<Query> parts = new ArrayList<>();
        parts.add(and(field));
        while (true) {
            if (takeKeyword("OR")) {
                parts.add(and(field));
            } else if (takeKeyword("XOR")) {
                Query left = oneOf(parts);
                parts.clear();
                parts.add(new Query.Xor(left, and(field)));
            } else {
                return oneOf(parts);
            }
        }
    }

    /// The URL of a mail is an alternative by itself, and so is its text, written out: it is not to grow each time.
    private static Query oneOf(List<Query> parts) {
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        List<Query> distinct = parts.stream()
                .flatMap(part -> part instanceof Query.Or(var inner) ? inner.stream() : Stream.of(part))
                .distinct()
                .toList();
        return distinct.size() == 1 ? distinct.getFirst() : new Query.Or(distinct);
    }

    private Query and(@Nullable PatchField field) throws QueryException {
        List<Query> parts = new ArrayList<>();
        do {
            parts.add(near(field));
            while (takeKeyword("AND")) {
                parts.add(near(field));
            }
        } while (!atEnd() && !isKeyword("OR") && !isKeyword("XOR"));
        return parts.size() == 1 ? parts.getFirst() : new Query.And(parts);
    }

    private Query near(@Nullable PatchField field) throws QueryException {
        skipBlanks();
        int start = at;
        Query first = unary(field);
        Optional<Matcher> operator = nearOperator();
        if (operator.isEmpty()) {
            return first;
        }
        String asFirst = operator.get().group();
        boolean ordered = operator.get().group(1).equals("ADJ");
        String number = operator.get().group(2);
        int distance = number == null ? NEAR_DISTANCE : Integer.parseInt(number);
        List<String> words = new ArrayList<>();
        PatchField nearField = nearField(first, words, start);
        for (; operator.isPresent(); operator = nearOperator()) {
            if (!operator.get().group().equals(asFirst)) {
                throw error(
                        "words of one chain are joined by the same operator",
                        at,
                        operator.get().end(),
                        "ask for each pair: (a NEAR/5 b) (b ADJ c)");
            }
            at = operator.get().end();
            skipBlanks();
            int operand = at;
            if (nearField(unary(nearField), words, operand) != nearField) {
                throw error("words near each other have to be in one field", start, at, "name the same field for each");
            }
        }
        return new Query.Near(nearField, words, distance, ordered);
    }

    /// NEAR or ADJ, if that comes next.
    private Optional<Matcher> nearOperator() {
        skipBlanks();
        Matcher operator = NEAR.matcher(text).region(at, text.length());
        return operator.lookingAt() && endOfWord(at) == operator.end() ? Optional.of(operator) : Optional.empty();
    }

    private @Nullable PatchField nearField(Query operand, List<String> words, int start) throws QueryException {
        if (operand instanceof Query.Word(var field, var word)
                && (field == null || !field.column().isWhole())) {
            words.add(word);
            return field;
        }
        throw error("NEAR and ADJ stand between words", start, at, "for example: irq NEAR/3 vfio");
    }

    private Query unary(@Nullable PatchField field) throws QueryException {
        skipBlanks();
        int start = at;
        if (++depth > DEEPEST) {
            throw error("nested too deep", start, start + 1, "at most " + DEEPEST + " levels");
        }
        try {
            if (atEnd()) {
                throw error("something is missing here", at, at + 1, "a term has to follow");
            }
            if (Stream.of("AND", "OR", "XOR").anyMatch(this::isKeyword)
                    || nearOperator().isPresent()) {
                throw error(
                        "an operator needs terms on both sides", at, endOfWord(at), "to look for the word, quote it");
            }
            if (takeKeyword("NOT")) {
                return new Query.Not(unary(field));
            }
            char c = text.charAt(at);
            boolean signed = at + 1 < text.length() && !Character.isWhitespace(text.charAt(at + 1));
            if (c == '-' && signed) {
                at++;
                return new Query.Not(unary(field));
            }
            if (c == '+' && signed) {
                at++;
                return unary(field);
            }
            return c == '(' ? group(field) : term(field);
        } finally {
            depth--;
        }
    }

    private int endOfWord(int from) {
        int end = from;
        while (end < text.length() && isWordChar(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private Query group(@Nullable PatchField field) throws QueryException {
        int open = at++;
        skipBlanks();
        if (at < text.length() && text.charAt(at) == ')') {
            throw error("nothing in these parentheses", open, at + 1, "leave them out");
        }
        Query inner = or(field);
        skipBlanks();
        if (at == text.length()) {
            throw error("this '(' is never closed", open, open + 1, "add a ')'");
        }
        at++;
        return inner;
    }

    private Query term(@Nullable PatchField outer) throws QueryException {
        int start = at;
        Matcher name = FIELD.matcher(text).region(at, text.length());
        if (!name.lookingAt()) {
            return value(outer, start);
        }
        Optional<PatchField> named = PatchField.named(name.group(1));
        boolean valueFollows = name.end() < text.length() && isValueStart(text.charAt(name.end()));
        if (named.isEmpty() && (!valueFollows || name.group(1).indexOf('/') >= 0)) {
            return value(outer, start);
        }
        String lower = name.group(1).toLowerCase(Locale.ROOT);
        if (named.isEmpty() && !UnknownField.isTrailer(lower)) {
            throw error(
                    "no field '" + name.group(1) + "'",
                    start,
                    name.end(1),
                    UnknownField.hint(lower, text.substring(name.end(), endOfWord(name.end()))));
        }
        if (!valueFollows) {
            throw error(
                    "nothing to look for behind the colon", start, name.end(), noValue(named.get(), start, name.end()));
        }
        String outerTrailer = trailer;
        PatchField field = named.orElse(PatchField.TRAILER);
        trailer = named.isPresent() ? null : lower;
        at = name.end();
        Query query = text.charAt(at) == '(' ? group(field) : value(field, start);
        trailer = outerTrailer;
        return query;
    }

    /// What to write in place of a name with nothing behind its colon. People leave a blank there, and many subjects
    /// begin with a word that is a field, too: `file: fix leak`.
    private String noValue(PatchField field, int start, int end) {
        int from = end;
        while (from < text.length() && Character.isWhitespace(text.charAt(from))) {
            from++;
        }
        String value = text.substring(from, endOfWord(from));
        if (value.isEmpty()) {
            return example(field);
        }
        boolean isSubject = text.indexOf(')', from) < 0;
        String subject =
                text.substring(field == PatchField.SUBJECT ? from : start).replace("\"", "");
        return "without the blank, " + text.substring(start, end) + value
                + (isSubject ? "; for a subject, s:\"" + subject + "\"" : "");
    }

    private static boolean isValueStart(char c) {
        return !Character.isWhitespace(c) && c != ')';
    }

    private static String example(PatchField field) {
        return "for example " + field.example();
    }

    private void countTerm(int start) throws QueryException {
        if (++terms > MOST_TERMS) {
            throw error("too many terms", start, endOfWord(start), "at most " + MOST_TERMS);
        }
    }

    private Query value(@Nullable PatchField field, int start) throws QueryException {
        countTerm(start);
        char c = text.charAt(at);
        if (c == '"') {
            return quoted(field, start);
        }
        if (c == '/' && field != null && takesRegex(field) && text.indexOf('/', at + 1) > 0 && isRegex(field)) {
            return regex(field);
        }
        int from = at;
        at = endOfWord(from);
        String word = text.substring(from, at);
        if (field == null && URL.matcher(word).lookingAt()) {
            Query words = new Query.Word(null, word);
            Optional<Query> mail = MailReference.parse(word).filter(QueryParser::isWord);
            if (mail.isEmpty()) {
                return words;
            }
            countTerm(start);
            return new Query.Or(List.of(words, mail.get()));
        }
        if (field != null
                && word.length() > 2
                && word.startsWith("/")
                && word.endsWith("/")
                && !field.column().isWhole()) {
            throw error(
                    "regular expressions are for whole values and for lines of diffs",
                    start,
                    at,
                    "quote it to look for the words; fields such as file, added and removed take expressions");
        }
        if (field != null && field.column().isNumber()) {
            return number(field, word, start);
        }
        if (field != null && field.column().isTime()) {
            return date(field, word, start);
        }
        if (word.equals("*") && trailer == null) {
            return field == null ? new Query.All() : new Query.Wildcard(field, word);
        }
        if (field != null && isRange(field, word)) {
            throw error("a range needs a field of numbers or dates", start, at, noRange(field, word));
        }
        checkValue(field, word, start);
        if (trailer != null) {
            return new Query.Trailer(trailer, word);
        }
        return word.indexOf('*') >= 0 ? new Query.Wildcard(field, word) : new Query.Word(field, word);
    }

    /// Whether a value looks like `a..b`, open at either end. Paths, ids of mails and other whole values may have two
    /// dots, but nothing needs a field of text to have them.
    private static boolean isRange(PatchField field, String word) {
        return (isText(field) ? TEXT_RANGE : DIGIT_RANGE).matcher(word).matches();
    }

    private static boolean isText(PatchField field) {
        return !field.column().isWhole() || field.column().isOfObjects();
    }

    /// The index line of a diff has two ids with dots between.
    private String noRange(PatchField field, String word) {
        String ranges = "for example version:2.. or date:2019..; ";
        Matcher ends = ENDS.matcher(word);
        return field.column().isOfObjects()
                ? ranges + "for the contents of a file before and after, dfpre:"
                        + (ends.matches() ? ends.group(1) + " dfpost:" + ends.group(2) : "ID dfpost:ID")
                : ranges + "for the words, " + (trailer == null ? field.label() : trailer) + ":\"" + word + '"';
    }

    /// Whether what begins with a slash is an expression, which ends with the next slash. An absolute path goes on
    /// behind
    /// that, or has none of the signs of an expression before it.
    private boolean isRegex(PatchField field) {
        int end = endOfRegex();
        boolean goesOn = end + 1 < text.length() && isWordChar(text.charAt(end + 1));
        boolean hasSigns = text.substring(at, end).chars().anyMatch(c -> "*+?[({|\\".indexOf(c) >= 0);
        return !goesOn && (hasSigns || !(field.column() instanceof Column.Paths));
    }

    private int endOfRegex() {
        int end = at + 1;
        while (end < text.length() && text.charAt(end) != '/') {
            end += text.startsWith("\\/", end) ? 2 : 1;
        }
        return Math.min(end, text.length());
    }

    /// Not so is a Message-ID with signs that mean something else in a query.
    private static boolean isWord(Query mail) {
        return !(mail instanceof Query.Word(var field, var id))
                || id.chars().allMatch(c -> isWordChar((char) c) && c != '*');
    }

    private static boolean takesRegex(PatchField field) {
        return field.column().isWhole() || field.column() instanceof Column.Code;
    }

    private static boolean isWordChar(char c) {
        return !Character.isWhitespace(c) && c != '(' && c != ')' && c != '"';
    }

    private Query quoted(@Nullable PatchField field, int start) throws QueryException {
        int open = at++;
        StringBuilder phrase = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            phrase.append(text.charAt(at++));
        }
        if (at == text.length()) {
            throw error("this quote is never closed", open, open + 1, "add a '\"'");
        }
        at++;
        int slop = 0;
        Matcher slopMark = SLOP.matcher(text).region(at, text.length());
        if (slopMark.lookingAt()) {
            slop = Integer.parseInt(slopMark.group(1));
            at = slopMark.end();
        }
        String value = phrase.toString();
        if (field != null && field.column().isNumber()) {
            return number(field, value, start);
        }
        if (field != null && field.column().isTime()) {
            return date(field, value, start);
        }
        checkValue(field, value, start);
        if (trailer != null) {
            return new Query.Trailer(trailer, value);
        }
        boolean isPattern = value.indexOf('*') >= 0
                && slop == 0
                && !CodeAnalyzer.words(value).isEmpty();
        return isPattern ? new Query.Wildcard(field, value) : new Query.Phrase(field, value, slop);
    }

    private Query regex(PatchField field) throws QueryException {
        int open = at;
        int end = endOfRegex();
        if (end == text.length()) {
            throw error("this regular expression is never closed", open, open + 1, "add a '/'");
        }
        at = end + 1;
        String regex = text.substring(open + 1, end).replace("\\/", "/");
        Query.Regex query = new Query.Regex(field, regex);
        try {
            expressions = QueryCompiler.sizeWith(query, expressions);
        } catch (IllegalArgumentException e) {
            throw error(
                    "no regular expression: " + Objects.requireNonNullElse(e.getMessage(), "too complex"),
                    open,
                    at,
                    "a backslash takes the meaning from . * + ? | ( ) [ ] { }");
        }
        return query;
    }

    private Query number(PatchField field, String value, int start) throws QueryException {
        Matcher range = NUMBER_RANGE.matcher(value);
        if (!range.matches() || value.equals("..")) {
            throw error("'" + value + "' is no number or range", start, at, example(field));
        }
        if (range.group(3) != null) {
            long exact = Long.parseLong(range.group(3));
            return new Query.Range(field, exact, exact, value);
        }
        if (range.group(4) != null) {
            long bound = Long.parseLong(range.group(5));
            return switch (range.group(4)) {
                case ">" -> new Query.Range(field, bound + 1, Long.MAX_VALUE, value);
                case ">=" -> new Query.Range(field, bound, Long.MAX_VALUE, value);
                case "<" -> new Query.Range(field, Long.MIN_VALUE, bound - 1, value);
                default -> new Query.Range(field, Long.MIN_VALUE, bound, value);
            };
        }
        long from = range.group(1) == null ? Long.MIN_VALUE : Long.parseLong(range.group(1));
        long to = range.group(2) == null ? Long.MAX_VALUE : Long.parseLong(range.group(2));
        if (from > to) {
            throw reversed(field, value, start);
        }
        return new Query.Range(field, from, to, value);
    }

    private QueryException reversed(PatchField field, String value, int start) {
        int dots = value.indexOf("..");
        String turned = value.substring(dots + 2).strip() + ".."
                + value.substring(0, dots).strip();
        return error(
                "'" + value + "' ends before it starts",
                start,
                at,
                "turn it around: " + field.label() + ":" + quotedIfBlank(turned));
    }

    private static String quotedIfBlank(String value) {
        return value.indexOf(' ') < 0 ? value : '"' + value + '"';
    }

    private Query date(PatchField field, String value, int start) throws QueryException {
        DateRange range = DateRange.parse(value, clock)
                .orElseThrow(() -> error(
                        "'" + value + "' is no date or range of dates",
                        start,
                        at,
                        "for example 2019-09, 24.Sep.2019, yesterday, last.friday, 2.weeks.ago.., 2019-09..2019-10"));
        if (range.isReversed()) {
            throw reversed(field, value, start);
        }
        boolean isUpTo = field.column() instanceof Column.Moment(var get, var upTo) && upTo && !value.contains("..");
        return new Query.Range(field, isUpTo ? Long.MIN_VALUE : range.from(), range.to(), quotedIfBlank(value));
    }

    /// Values of fields that have only so many, and values without any letter or digit, are checked here.
    private void checkValue(@Nullable PatchField field, String value, int start) throws QueryException {
        if (value.indexOf('*') >= 0) {
            return;
        }
        if (field != null) {
            checkKnown(field, value, start);
        }
        boolean needsWords = field == null || !field.column().isWhole();
        if (needsWords && CodeAnalyzer.words(value).isEmpty()) {
            throw error(
                    "no letter or digit to look for",
                    start,
                    at,
                    "words are made of letters and digits, up to " + CodeAnalyzer.LONGEST_WORD + " of them");
        }
    }

    private void checkKnown(PatchField field, String value, int start) throws QueryException {
        Optional<String> known = switch (field.column().values()) {
            case Column.Values.OneOf(var labels) ->
                labels.stream().anyMatch(value::equalsIgnoreCase)
                        ? Optional.empty()
                        : Optional.of("one of " + String.join(", ", labels));
            // Every Message-ID has an '@', or at least a digit.
            case Column.Values.MessageIds(var words) ->
                words.isEmpty()
                                || !LETTERS.matcher(value).matches()
                                || words.stream().anyMatch(value::equalsIgnoreCase)
                        ? Optional.empty()
                        : Optional.of(String.join(", ", words) + " or a Message-ID");
            case Column.Values.Any any -> Optional.empty();
        };
        if (known.isPresent()) {
            throw error("'" + value + "' is no value of '" + field.label() + "'", start, at, known.get());
        }
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private boolean atEnd() {
        skipBlanks();
        return at == text.length() || text.charAt(at) == ')';
    }

    private boolean isKeyword(String keyword) {
        skipBlanks();
        int end = at + keyword.length();
        return text.startsWith(keyword, at) && (end == text.length() || !isWordChar(text.charAt(end)));
    }

    private boolean takeKeyword(String keyword) {
        if (!isKeyword(keyword)) {
            return false;
        }
        at += keyword.length();
        return true;
    }

    private QueryException error(String message, int start, int end, String hint) {
        return new QueryException(message, text, start, end, hint);
    }
}
