package patchidx.query;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import patchidx.field.Column;
import patchidx.field.Entry;
import patchidx.field.PatchField;
import patchidx.mail.Address;
import patchidx.series.Standing;

/// Looks at one mail and says what the pages of the reference say: without an index, slowly, obviously.
final class SlowMatcher {
    /// Words of a name match in any order; no name is longer.
    private static final int WITHIN_NAME = 50;

    private static final int SHORTEST_ID = 7;

    private final Entry entry;
    private final Map<PatchField, List<Value>> places = new HashMap<>();
    private final Map<PatchField, Set<String>> stems = new HashMap<>();

    /// The words of one value of a field.
    ///
    /// @param places one set a place
    /// @param words all of them
    private record Value(List<Set<String>> places, Set<String> words) {
        static Value of(String text) {
            List<Set<String>> places = SlowWords.places(text);
            return new Value(places, places.stream().flatMap(Set::stream).collect(Collectors.toSet()));
        }
    }

    SlowMatcher(Entry entry) {
        this.entry = entry;
    }

    /// The fields that words without a field are looked for in.
    static List<PatchField> anywhere() {
        return PatchField.asked().stream()
                .filter(field -> field.column().weight() > 0)
                .toList();
    }

    /// The values of a field, as text.
    static List<String> values(PatchField field, Entry entry) {
        return switch (field.column()) {
            case Column.Words(var get, var weight, var wording) ->
                wording == Column.Wording.LINES ? get.apply(entry).lines().toList() : List.of(get.apply(entry));
            case Column.Code(var get, var weight) ->
                List.of(String.join("\n", get.apply(entry.patch().diff())));
            case Column.Symbols(var get) -> List.copyOf(get.apply(entry));
            case Column.ObjectId(var get) -> present(get.apply(entry));
            case Column.ObjectIds(var get) -> get.apply(entry);
            case Column.Keyword(var get, var known) -> present(get.apply(entry));
            case Column.Keywords(var get, var byWords, var known) -> get.apply(entry);
            case Column.Person(var get, var weight) -> List.of(get.apply(entry).toString());
            case Column.People(var get, var weight) ->
                get.apply(entry).stream().map(Address::toString).toList();
            case Column.Paths(var get, var weight) -> get.apply(entry);
            case Column.Whole(var get) -> present(get.apply(entry));
            case Column.Time(var get) -> present(get.apply(entry));
            case Column.Standings(var get, var known) ->
                entry.standing() == null ? List.of() : get.apply(entry.standing());
            case Column.Tally(var get) -> entry.standing() == null ? List.of() : present(get.apply(entry.standing()));
            case Column.Moment(var get, var upTo) ->
                entry.standing() == null ? List.of() : present(get.apply(entry.standing()));
            case Column.AnyOf anyOf -> List.of();
            case Column.Fact fact -> List.of();
        };
    }

    private static List<String> present(@Nullable Object value) {
        return value == null ? List.of() : List.of(value.toString());
    }

    /// A union is asked by asking its fields.
    boolean any(PatchField field, Predicate<PatchField> test) {
        return field.column() instanceof Column.AnyOf(var labels)
                ? labels.stream().anyMatch(label -> any(PatchField.named(label).orElseThrow(), test))
                : test.test(field);
    }

    /// Text in no certain field: words, or the id of the mail, or its number in patchwork.
    ///
    /// @param forms whether a word of prose is found in its other forms too: it is not quoted
    boolean anywhere(String text, int slop, boolean forms) {
        return anywhere().stream().anyMatch(field -> words(field, text, slop, forms))
                || (text.contains("@") && exactly(PatchField.ID, text))
                || (forms && values(PatchField.PATCHWORK, entry).contains(text));
    }

    boolean inField(PatchField field, String text, int slop, boolean forms) {
        return any(field, one -> switch (one.column()) {
            case Column.Words words ->
                (one == PatchField.FIXES && text.matches("(?i)[0-9a-f]{7,64}"))
                        ? places(one).getFirst().words().stream().anyMatch(word -> abbreviates(text, word))
                        : words(one, text, slop, forms);
            case Column.Code code -> words(one, text, slop, forms);
            case Column.Person person -> person(one, text, slop);
            case Column.People people -> person(one, text, slop);
            case Column.Symbols symbols -> values(one, entry).contains(text);
            case Column.ObjectId id -> values(one, entry).stream().anyMatch(value -> abbreviates(text, value));
            case Column.ObjectIds ids -> values(one, entry).stream().anyMatch(value -> abbreviates(text, value));
            case Column.Keyword keyword -> exactly(one, text);
            case Column.Standings standings -> exactly(one, text);
            case Column.Keywords(var get, var byWords, var known) ->
                exactly(one, text) || (byWords && words(one, text, slop, forms));
            case Column.Paths paths -> values(one, entry).stream().anyMatch(path -> leadsTo(text, path));
            default -> throw new IllegalArgumentException(one + " holds no text");
        });
    }

    private boolean person(PatchField field, String text, int slop) {
        return words(field, text, text.contains("@") ? slop : Math.max(slop, WITHIN_NAME), false);
    }

    private boolean exactly(PatchField field, String text) {
        boolean isId = List.of(
                        PatchField.ID,
                        PatchField.IN_REPLY_TO,
                        PatchField.REFERENCES,
                        PatchField.THREAD,
                        PatchField.SERIES,
                        PatchField.WORK)
                .contains(field);
        String value = isId ? text.replaceAll("^<|>$", "") : text;
        return values(field, entry).stream().anyMatch(value::equalsIgnoreCase);
    }

    /// Object ids agree if one is the beginning of the other, as far as both abbreviate to seven digits or more.
    private static boolean abbreviates(String asked, String id) {
        String a = asked.toLowerCase(Locale.ROOT);
        String b = id.toLowerCase(Locale.ROOT);
        return a.length() >= SHORTEST_ID && b.length() >= SHORTEST_ID && (a.startsWith(b) || b.startsWith(a));
    }

    /// The whole path, any trailing part of it, or a folder with everything below.
    private static boolean leadsTo(String asked, String path) {
        String name = asked.toLowerCase(Locale.ROOT);
        String folder = name.endsWith("/") ? name : name + "/";
        return trailingParts(path).anyMatch(part -> part.equals(name) || part.startsWith(folder));
    }

    private static Stream<String> trailingParts(String path) {
        List<String> parts = new ArrayList<>();
        String rest = path.toLowerCase(Locale.ROOT);
        while (!rest.isEmpty()) {
            parts.add(rest);
            rest = rest.contains("/") ? rest.substring(rest.indexOf('/') + 1) : "";
        }
        return parts.stream();
    }

    /// The words in their order, at most `slop` steps away from standing together; one word of prose also in its other
    /// forms.
    boolean words(PatchField field, String text, int slop, boolean forms) {
        List<String> words = SlowWords.words(text);
        if (words.isEmpty()) {
            return false;
        }
        boolean prose = field.column() instanceof Column.Words(var get, var weight, var wording)
                && wording == Column.Wording.PROSE;
        Set<String> others = forms && prose && words.size() == 1 ? SlowWords.stems(text) : Set.of();
        return stems(field).stream().anyMatch(others::contains)
                || places(field).stream().anyMatch(value -> together(value, words, slop));
    }

    private static boolean together(Value text, List<String> words, int slop) {
        List<Set<String>> value = text.places();
        if (!text.words().containsAll(words)) {
            return false;
        }
        for (int start = -words.size(); start < value.size(); start++) {
            // Word i belongs at start + i, and may be up to slop places further on.
            if (assign(value, words, 0, start, slop, new ArrayList<>())) {
                return true;
            }
        }
        return false;
    }

    private static boolean assign(
            List<Set<String>> value, List<String> words, int word, int start, int slop, List<Integer> taken) {
        if (word == words.size()) {
            return true;
        }
        for (int at = Math.max(0, start + word); at <= start + word + slop && at < value.size(); at++) {
            if (value.get(at).contains(words.get(word)) && !isTaken(words, word, at, taken)) {
                taken.add(at);
                if (assign(value, words, word + 1, start, slop, taken)) {
                    return true;
                }
                taken.removeLast();
            }
        }
        return false;
    }

    /// Whether the same word stands for an earlier one of the query already.
    private static boolean isTaken(List<String> words, int word, int at, List<Integer> taken) {
        for (int i = 0; i < taken.size(); i++) {
            if (taken.get(i) == at && words.get(i).equals(words.get(word))) {
                return true;
            }
        }
        return false;
    }

    /// Words of which the last is at most so many places behind the first; one more for each word between them.
    boolean near(PatchField field, List<String> words, int distance, boolean ordered) {
        int width = distance + words.size() - 1;
        return places(field).stream()
                .filter(text -> text.words().containsAll(words))
                .anyMatch(text -> {
                    List<Set<String>> value = text.places();
                    for (int start = 0; start < value.size(); start++) {
                        List<Set<String>> window = value.subList(start, Math.min(value.size(), start + width));
                        if (ordered
                                ? inOrder(window, words)
                                : assign(
                                        window,
                                        words,
                                        0,
                                        -words.size(),
                                        window.size() + words.size(),
                                        new ArrayList<>())) {
                            return true;
                        }
                    }
                    return false;
                });
    }

    private static boolean inOrder(List<Set<String>> window, List<String> words) {
        int found = 0;
        for (Set<String> place : window) {
            if (found < words.size() && place.contains(words.get(found))) {
                found++;
            }
        }
        return found == words.size();
    }

    /// A word, or several beside each other, in which `*` stands for any letters and digits.
    boolean wordPattern(PatchField field, String pattern) {
        List<Pattern> words = Pattern.compile("[^\\p{L}\\p{N}\\p{Mn}*]+")
                .splitAsStream(pattern)
                .filter(word -> !word.isEmpty())
                .map(SlowMatcher::glob)
                .toList();
        return places(field).stream().anyMatch(text -> {
            List<Set<String>> value = text.places();
            Pattern first = words.getFirst();
            if (text.words().stream().noneMatch(word -> first.matcher(word).matches())) {
                return false;
            }
            for (int start = 0; start + words.size() <= value.size(); start++) {
                boolean all = true;
                for (int i = 0; i < words.size(); i++) {
                    Pattern word = words.get(i);
                    all &= value.get(start + i).stream()
                            .anyMatch(one -> word.matcher(one).matches());
                }
                if (all) {
                    return true;
                }
            }
            return false;
        });
    }

    /// The pattern in one field, by its type.
    boolean pattern(PatchField field, String pattern) {
        return any(field, one -> switch (one.column()) {
            case Column.Words words -> wordPattern(one, pattern);
            case Column.Code code -> wordPattern(one, pattern);
            case Column.Person person -> wordPattern(one, pattern);
            case Column.People people -> wordPattern(one, pattern);
            case Column.Symbols symbols -> values(one, entry).stream().anyMatch(exactGlob(pattern));
            case Column.Paths paths ->
                values(one, entry).stream()
                        .flatMap(SlowMatcher::trailingParts)
                        .anyMatch(exactGlob(pattern.toLowerCase(Locale.ROOT)));
            default ->
                values(one, entry).stream()
                        .map(value -> value.toLowerCase(Locale.ROOT))
                        .anyMatch(exactGlob(pattern.toLowerCase(Locale.ROOT)));
        });
    }

    private static Pattern glob(String pattern) {
        StringBuilder regex = new StringBuilder();
        for (String part : pattern.split("\\*", -1)) {
            regex.append(regex.isEmpty() ? "" : ".*").append(Pattern.quote(SlowWords.plain(part)));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    private static Predicate<String> exactGlob(String pattern) {
        StringBuilder regex = new StringBuilder();
        for (String part : pattern.split("\\*", -1)) {
            regex.append(regex.isEmpty() ? "" : ".*").append(Pattern.quote(part));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL).asMatchPredicate();
    }

    /// The expression over whole values, trailing parts of paths, and anywhere in the lines of a diff.
    boolean regex(PatchField field, String regex) {
        Pattern sameCase = Pattern.compile(regex, Pattern.DOTALL);
        Pattern anyCase = Pattern.compile(regex, Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
        return any(field, one -> switch (one.column()) {
            case Column.Code(var get, var weight) ->
                get.apply(entry.patch().diff()).stream()
                        .anyMatch(line -> sameCase.matcher(line).find());
            case Column.Symbols symbols -> values(one, entry).stream().anyMatch(sameCase.asMatchPredicate());
            case Column.Paths paths ->
                values(one, entry).stream().flatMap(SlowMatcher::trailingParts).anyMatch(anyCase.asMatchPredicate());
            default -> values(one, entry).stream().anyMatch(anyCase.asMatchPredicate());
        });
    }

    /// A trailer with words of the value behind the name; those that no blank parts stand beside each other.
    boolean trailer(String name, String text) {
        List<String> named = SlowWords.words(name);
        List<List<String>> parts =
                Stream.of(text.split("\\s+")).map(SlowWords::words).toList();
        return places(PatchField.TRAILER).stream()
                .map(Value::places)
                .anyMatch(line -> IntStream.range(0, line.size())
                        .filter(start -> standAt(line, start, named))
                        .anyMatch(start -> parts.stream()
                                .allMatch(part -> IntStream.range(start + named.size(), line.size())
                                        .anyMatch(at -> standAt(line, at, part)))));
    }

    private static boolean standAt(List<Set<String>> line, int start, List<String> words) {
        return IntStream.range(0, words.size())
                .allMatch(i -> start + i < line.size() && line.get(start + i).contains(words.get(i)));
    }

    boolean between(PatchField field, long from, long to) {
        Standing standing = entry.standing();
        Long value = switch (field.column()) {
            case Column.Whole(var get) -> get.apply(entry);
            case Column.Tally(var get) -> standing == null ? null : get.apply(standing);
            case Column.Moment(var get, var upTo) -> {
                Instant time = standing == null ? null : get.apply(standing);
                yield time == null ? null : time.getEpochSecond();
            }
            case Column.Time(var get) -> {
                var time = get.apply(entry);
                yield time == null ? null : time.getEpochSecond();
            }
            default -> throw new IllegalArgumentException(field + " holds no numbers");
        };
        return value != null && value >= from && value <= to;
    }

    private List<Value> places(PatchField field) {
        return places.computeIfAbsent(
                field, any -> values(field, entry).stream().map(Value::of).toList());
    }

    private Collection<String> stems(PatchField field) {
        boolean prose = field.column() instanceof Column.Words(var get, var weight, var wording)
                && wording == Column.Wording.PROSE;
        return prose
                ? stems.computeIfAbsent(
                        field, any -> SlowWords.stems(values(field, entry).getFirst()))
                : Set.of();
    }
}
