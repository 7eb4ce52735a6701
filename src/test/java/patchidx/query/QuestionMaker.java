package patchidx.query;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import patchidx.field.Column;
import patchidx.field.Entry;
import patchidx.field.PatchField;

/// Makes up queries from words, people, paths, ids, dates and numbers that really occur. The same seed gives the same
/// queries.
final class QuestionMaker {
    private static final int TEXTS_A_FIELD = 3000;
    private static final Pattern CHUNK = Pattern.compile("[^\\s()\":*]+");
    private static final List<String> ENDINGS = List.of("s", "ed", "ing", "er", "es", "");

    private final Random random;
    private final Map<PatchField, List<String>> texts = new EnumMap<>(PatchField.class);
    private final List<PatchField> fields = new ArrayList<>();

    /// @param entries mails to take words from
    QuestionMaker(Random random, List<Entry> entries) {
        this.random = random;
        for (PatchField field : PatchField.asked()) {
            List<String> all = new ArrayList<>();
            for (Entry entry : entries) {
                if (all.size() < TEXTS_A_FIELD) {
                    SlowMatcher.values(field, entry).stream()
                            .filter(value -> !value.isBlank())
                            .limit(20)
                            .forEach(all::add);
                }
            }
            if (!all.isEmpty()) {
                texts.put(field, all);
            }
            if (!all.isEmpty() || field.column() instanceof Column.AnyOf) {
                fields.add(field);
            }
        }
    }

    Question make() {
        return make(random.nextInt(4));
    }

    private Question make(int depth) {
        if (depth == 0) {
            return random.nextInt(4) == 0 ? anywhere() : inField(pick(fields));
        }
        Question a = make(depth - 1);
        Question b = make(random.nextInt(depth));
        return switch (random.nextInt(7)) {
            case 0 -> new Question(a.operand() + " " + b.operand(), a.test().and(b.test()));
            case 1 -> new Question(a.operand() + " AND " + b.operand(), a.test().and(b.test()));
            case 2 -> new Question(a.operand() + " OR " + b.operand(), a.test().or(b.test()));
            case 3 ->
                new Question(
                        a.operand() + " XOR " + b.operand(),
                        mail -> a.test().test(mail) != b.test().test(mail));
            case 4 -> new Question("NOT " + a.operand(), a.test().negate());
            case 5 ->
                new Question(
                        "+" + a.operand() + " -" + b.operand(),
                        a.test().and(b.test().negate()));
            default -> {
                PatchField field = pick(fields);
                Question first = inField(field);
                Question second = inField(field);
                String prefix = field.label() + ":";
                boolean hasPrefix =
                        first.text().startsWith(prefix) && second.text().startsWith(prefix);
                boolean isGroup = hasPrefix
                        && !first.text().contains(" ")
                        && !second.text().contains(" ");
                yield new Question(
                        isGroup
                                ? prefix + "(" + first.text().substring(prefix.length()) + " OR "
                                        + second.text().substring(prefix.length()) + ")"
                                : first.operand() + " OR " + second.operand(),
                        first.test().or(second.test()));
            }
        };
    }

    private Question anywhere() {
        List<PatchField> weighed =
                SlowMatcher.anywhere().stream().filter(texts::containsKey).toList();
        String text = pick(texts.get(pick(weighed)));
        return words(null, text);
    }

    private Question inField(PatchField field) {
        return switch (field.column()) {
            case Column.Words words
            when field == PatchField.TRAILER && random.nextBoolean() -> trailer(pick(texts.get(field)));
            case Column.Words words -> words(field, pick(texts.get(field)));
            case Column.Code code -> code(field, pick(texts.get(field)));
            case Column.Person person -> person(field, pick(texts.get(field)));
            case Column.People people -> person(field, pick(texts.get(field)));
            case Column.Symbols symbols -> whole(field, pick(texts.get(field)));
            case Column.ObjectId id -> objectId(field, pick(texts.get(field)));
            case Column.ObjectIds ids -> objectId(field, pick(texts.get(field)));
            case Column.Keyword keyword -> whole(field, pick(texts.get(field)));
            case Column.Keywords(var get, var byWords, var known) ->
                byWords && random.nextBoolean()
                        ? term(field, pickOr(SlowWords.runs(pick(texts.get(field))), "nothing"))
                        : whole(field, pick(texts.get(field)));
            case Column.Paths paths -> path(field, pick(texts.get(field)));
            case Column.Standings standings -> whole(field, pick(texts.get(field)));
            case Column.Tally tally -> number(field, Long.parseLong(pick(texts.get(field))));
            case Column.Moment(var get, var upTo) ->
                upTo
                        ? inField(PatchField.ACTIVITY) // a date stands for another range there
                        : date(field, Instant.parse(pick(texts.get(field))));
            case Column.Whole whole -> number(field, Long.parseLong(pick(texts.get(field))));
            case Column.Time time -> date(field, Instant.parse(pick(texts.get(field))));
            case Column.AnyOf(var labels) -> {
                Question part = inField(PatchField.named(pick(labels)).orElseThrow());
                yield union(field, part);
            }
            case Column.Fact fact -> throw new IllegalArgumentException(field + " cannot be asked");
        };
    }

    /// A trailer by its name, if that is no field.
    private Question trailer(String line) {
        String name = line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT);
        String value = line.substring(line.indexOf(':') + 1);
        List<String> runs = SlowWords.runs(value);
        if (runs.isEmpty() || PatchField.named(name).isPresent() || !UnknownField.isTrailer(name)) {
            return words(PatchField.TRAILER, line);
        }
        Set<String> some = new LinkedHashSet<>(List.of(pick(runs), pick(runs), pick(List.of(pick(runs), "nothing"))));
        String text = random.nextBoolean() ? pick(runs) : String.join(" ", some);
        return new Question(name + ":\"" + text + '"', mail -> mail.trailer(name, text));
    }

    /// The question for one field of a union, asked of the whole union.
    private Question union(PatchField field, Question part) {
        List<PatchField> flat = new ArrayList<>();
        new SlowMatcher(null).any(field, one -> {
            flat.add(one);
            return false;
        });
        String value = pickOr(
                texts.containsKey(flat.getFirst()) ? texts.get(flat.get(random.nextInt(flat.size()))) : null,
                part.text());
        return switch (flat.getFirst().column()) {
            case Column.Words words -> words(field, value);
            case Column.Code code -> words(field, value);
            case Column.Person person -> person(field, value);
            case Column.People people -> person(field, value);
            case Column.ObjectIds ids -> objectId(field, value);
            case Column.Keywords keywords -> whole(field, value);
            default -> throw new IllegalArgumentException(field + " is a union of something else");
        };
    }

    private Question code(PatchField field, String text) {
        if (random.nextInt(4) > 0) {
            return words(field, text);
        }
        String line = pick(text.lines().filter(any -> !any.isBlank()).toList());
        int start = random.nextInt(line.length());
        int end = Math.min(line.length(), start + 1 + random.nextInt(12));
        return regex(field, line.substring(start, end));
    }

    /// Words of a text: one, several in a row, or near each other.
    private Question words(@Nullable PatchField field, String text) {
        List<String> runs = SlowWords.runs(text);
        List<String> chunks = CHUNK.matcher(text)
                .results()
                .map(MatchResult::group)
                .filter(chunk -> isPlain(chunk) && !SlowWords.words(chunk).isEmpty())
                .toList();
        if (runs.isEmpty() || chunks.isEmpty()) {
            return term(field, "nothing");
        }
        int start = random.nextInt(runs.size());
        List<String> row = new ArrayList<>(runs.subList(start, Math.min(runs.size(), start + 2 + random.nextInt(3))));
        List<String> window = new ArrayList<>(runs.subList(start, Math.min(runs.size(), start + 8)));
        Collections.shuffle(window, random);
        List<String> apart = window.stream()
                .filter(word -> isPlain(word) && !"AND OR NOT XOR NEAR ADJ".contains(word))
                .limit(2 + random.nextInt(2))
                .toList();
        return switch (random.nextInt(10)) {
            case 0 -> term(field, cased(pick(runs)));
            case 1 -> term(field, pick(runs) + pick(ENDINGS));
            case 2 -> term(field, pick(chunks));
            case 3 -> term(field, SlowWords.plain(pick(runs)));
            case 4 -> phrase(field, String.join(pick(List.of(" ", "-", "_", ", ")), row), 0);
            case 5, 6 -> {
                boolean repeats =
                        apart.stream().map(SlowWords::plain).distinct().count() < apart.size();
                yield phrase(field, String.join(" ", apart), repeats ? 0 : 1 + random.nextInt(6));
            }
            case 7, 8 -> apart.size() < 2 ? term(field, pick(chunks)) : near(field, apart);
            default -> random.nextBoolean() ? pattern(field, star(pick(runs))) : pattern(field, starBehind(row));
        };
    }

    private Question person(PatchField field, String text) {
        List<String> runs = new ArrayList<>(SlowWords.runs(text));
        if (runs.isEmpty()) {
            return term(field, "nothing");
        }
        int at = text.lastIndexOf('@');
        String email = text.replaceAll(".*<|>.*", "");
        if (at > 0 && isPlain(email) && CHUNK.matcher(email).matches() && random.nextInt(3) == 0) {
            return term(field, random.nextBoolean() ? cased(email) : email.substring(email.indexOf('@')));
        }
        Collections.shuffle(runs, random);
        List<String> some = runs.subList(0, Math.min(runs.size(), 1 + random.nextInt(3)));
        boolean repeats = some.stream().map(SlowWords::plain).distinct().count() < some.size();
        return switch (random.nextInt(4)) {
            case 0 -> pattern(field, star(runs.getFirst()));
            case 1 -> term(field, SlowWords.plain(runs.getFirst()));
            default -> repeats ? term(field, runs.getFirst()) : phrase(field, String.join(" ", some), 0);
        };
    }

    private Question whole(PatchField field, String value) {
        boolean isStanding = List.of("complete", "incomplete").contains(value);
        boolean closed = isStanding
                || List.of(PatchField.IS, PatchField.FLAG, PatchField.STATE, PatchField.KIND, PatchField.PROBLEM)
                        .contains(field);
        return switch (random.nextInt(closed ? 2 : 5)) {
            case 0 -> term(field, field.column() instanceof Column.Symbols ? value : cased(value));
            case 1 -> pattern(field, starIn(value));
            case 2 -> regex(field, value);
            case 3 -> term(field, value.substring(0, 1 + random.nextInt(value.length())));
            default -> term(field, value);
        };
    }

    private Question objectId(PatchField field, String id) {
        return switch (random.nextInt(5)) {
            case 0 -> term(field, id);
            case 1 -> term(field, id + "0123456789abcdef0123456789abcdef".substring(random.nextInt(32)));
            case 2 -> pattern(field, starIn(id));
            default -> term(field, cased(id.substring(0, Math.min(id.length(), 6 + random.nextInt(10)))));
        };
    }

    private Question path(PatchField field, String path) {
        List<String> parts = List.of(path.split("/", -1));
        int from = random.nextInt(parts.size());
        int to = from + 1 + random.nextInt(parts.size() - from);
        String some = String.join("/", parts.subList(from, to));
        String part = some.isEmpty() ? path : some;
        return switch (random.nextInt(7)) {
            case 0 -> term(field, path);
            case 1 -> term(field, cased(part));
            case 2 -> term(field, part + "/");
            case 3 -> term(field, part.substring(0, 1 + random.nextInt(part.length())));
            case 4 -> pattern(field, starIn(path));
            case 5 -> regex(field, part);
            default -> term(field, part);
        };
    }

    private Question number(PatchField field, long value) {
        long more = value + random.nextInt(10);
        return switch (random.nextInt(8)) {
            case 0 -> range(field, value + "..", value, Long.MAX_VALUE);
            case 1 -> range(field, ".." + value, Long.MIN_VALUE, value);
            case 2 -> range(field, value + ".." + more, value, more);
            case 3 -> range(field, ">" + value, value + 1, Long.MAX_VALUE);
            case 4 -> range(field, ">=" + value, value, Long.MAX_VALUE);
            case 5 -> range(field, "<" + value, Long.MIN_VALUE, value - 1);
            case 6 -> range(field, "<=" + value, Long.MIN_VALUE, value);
            default -> range(field, "" + value, value, value);
        };
    }

    private Question date(PatchField field, Instant time) {
        Span from = span(time);
        Span to = span(time.plusSeconds(random.nextInt(10_000_000)));
        return switch (random.nextInt(4)) {
            case 0 -> range(field, from.text() + "..", from.first(), Long.MAX_VALUE);
            case 1 -> range(field, ".." + from.text(), Long.MIN_VALUE, from.last());
            case 2 -> range(field, from.text() + ".." + to.text(), from.first(), to.last());
            default -> range(field, from.text(), from.first(), from.last());
        };
    }

    /// A stretch of time around a moment, as people write it.
    private record Span(String text, long first, long last) {
        static Span of(String text, LocalDateTime start, LocalDateTime end) {
            return new Span(text, start.toEpochSecond(ZoneOffset.UTC), end.toEpochSecond(ZoneOffset.UTC) - 1);
        }
    }

    private Span span(Instant time) {
        LocalDateTime at = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
        LocalDate day = at.toLocalDate();
        YearMonth month = YearMonth.from(day);
        return switch (random.nextInt(6)) {
            case 0 ->
                Span.of(
                        written(at, "uuuu"),
                        LocalDate.of(day.getYear(), 1, 1).atStartOfDay(),
                        LocalDate.of(day.getYear() + 1, 1, 1).atStartOfDay());
            case 1 ->
                Span.of(
                        written(at, "uuuu-MM"),
                        month.atDay(1).atStartOfDay(),
                        month.plusMonths(1).atDay(1).atStartOfDay());
            case 2 ->
                Span.of(
                        written(at, "uuuu-MM-dd"),
                        day.atStartOfDay(),
                        day.plusDays(1).atStartOfDay());
            case 3 -> Span.of(written(at, "uuuuMMddHHmmss"), at, at.plusSeconds(1));
            case 4 -> Span.of("@" + time.getEpochSecond(), at, at.plusSeconds(1));
            default ->
                Span.of(
                        written(at, "uuuuMMdd"),
                        day.atStartOfDay(),
                        day.plusDays(1).atStartOfDay());
        };
    }

    private static String written(LocalDateTime time, String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(time);
    }

    private static Question range(PatchField field, String text, long from, long to) {
        return new Question(field.label() + ":" + text, mail -> mail.between(field, from, to));
    }

    private static Question term(@Nullable PatchField field, String value) {
        boolean isWord = isPlain(value) && CHUNK.matcher(value).matches() && !value.startsWith("/");
        return isWord
                ? new Question(prefix(field) + value, test(field, value, 0, true))
                : phrase(field, value.replace('*', ' '), 0);
    }

    private static Question phrase(@Nullable PatchField field, String text, int slop) {
        String quoted = '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        return new Question(prefix(field) + quoted + (slop == 0 ? "" : "~" + slop), test(field, text, slop, false));
    }

    private static Predicate<SlowMatcher> test(@Nullable PatchField field, String text, int slop, boolean forms) {
        return field == null
                ? mail -> mail.anywhere(text, slop, forms)
                : mail -> mail.inField(field, text, slop, forms);
    }

    private Question near(@Nullable PatchField field, List<String> words) {
        boolean ordered = random.nextInt(3) == 0;
        int distance = 1 + random.nextInt(8);
        String operator = (ordered ? " ADJ/" : " NEAR/") + distance + " ";
        List<String> plain = words.stream().map(SlowWords::plain).toList();
        String text = String.join(
                operator, words.stream().map(word -> prefix(field) + word).toList());
        Predicate<SlowMatcher> test = field == null
                ? mail -> SlowMatcher.anywhere().stream().anyMatch(one -> mail.near(one, plain, distance, ordered))
                : mail -> mail.any(field, one -> mail.near(one, plain, distance, ordered));
        return new Question(text, test);
    }

    private static Question pattern(@Nullable PatchField field, String pattern) {
        boolean isWord = pattern.matches("[^\\s()\":]+") && !pattern.matches("[-+/].*");
        String text = isWord ? pattern : '"' + pattern.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        Predicate<SlowMatcher> test = field == null
                ? mail -> SlowMatcher.anywhere().stream().anyMatch(one -> mail.wordPattern(one, pattern))
                : mail -> mail.pattern(field, pattern);
        return new Question(prefix(field) + text, test);
    }

    /// An expression that finds at least what the text says.
    private Question regex(PatchField field, String text) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
            switch (random.nextInt(8)) {
                case 0 -> regex.append('.');
                case 1 -> regex.append(plain ? "[" + c + "x]" : ".");
                case 2 -> regex.append(plain ? "(" + c + "|yy)" : "[^0]?");
                case 3 -> regex.append(plain ? c + "+" : ".");
                default -> regex.append(plain || "@#&<>~\"-_ ,;:=!%'/".indexOf(c) >= 0 ? String.valueOf(c) : "\\" + c);
            }
            if (Character.isHighSurrogate(c)) {
                return term(field, text);
            }
        }
        // Of a path, only what has signs is an expression.
        boolean isPath = field == PatchField.FILE || field == PatchField.SOURCE;
        if (random.nextInt(3) == 0 || (isPath && !regex.toString().matches(".*[*+?\\[({|\\\\].*"))) {
            regex.append(".*");
        }
        return new Question(
                field.label() + ":/" + regex.toString().replace("/", "\\/") + "/",
                mail -> mail.regex(field, regex.toString()));
    }

    private static String prefix(@Nullable PatchField field) {
        return field == null ? "" : field.label() + ":";
    }

    /// Whether a text means itself, as far as it holds no blanks, quotes and parentheses.
    private static boolean isPlain(String text) {
        return !text.matches("[-+/].*|.*\\.\\..*|AND|OR|NOT|XOR|NEAR|ADJ|https?/?.*")
                && text.chars().allMatch(c -> c > ' ');
    }

    private String cased(String text) {
        return switch (random.nextInt(3)) {
            case 0 -> text.toUpperCase(Locale.ROOT);
            case 1 -> text.toLowerCase(Locale.ROOT);
            default -> text;
        };
    }

    private String star(String word) {
        int at = random.nextInt(word.length() + 1);
        int end = at + random.nextInt(word.length() - at + 1);
        return word.substring(0, at) + "*" + word.substring(random.nextBoolean() ? word.length() : end);
    }

    private String starBehind(List<String> words) {
        List<String> most = words.subList(0, words.size() - 1);
        String start = String.join(pick(List.of("_", "-", " ")), most);
        String last = words.getLast();
        return start + (start.isEmpty() ? "" : "_") + last.substring(0, random.nextInt(last.length())) + "*";
    }

    private String starIn(String value) {
        String plain = value.replace('*', 'x');
        int at = random.nextInt(plain.length() + 1);
        int end = at + random.nextInt(plain.length() - at + 1);
        return plain.substring(0, at) + "*" + plain.substring(end);
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private String pickOr(@Nullable List<String> values, String other) {
        return values == null || values.isEmpty() ? other : pick(values);
    }
}
