package patchidx.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import patchidx.field.Column;
import patchidx.field.Entry;
import patchidx.field.PatchField;
import patchidx.index.CodeAnalyzer;
import patchidx.patch.FileDiff;
import patchidx.patch.Hunk;
import patchidx.patch.PatchMail;

/// Finds the lines of a mail that a query is about.
public final class Snippets {
    private static final int MOST = 3;

    private final List<Wanted> wanted = new ArrayList<>();

    /// @param query what was asked; what it excludes is not looked for
    public Snippets(Query query) {
        collect(query);
    }

    /// What is looked for in a line.
    ///
    /// @param fields whose lines are meant; empty for all
    /// @param marker finds the stretches that match
    private record Wanted(Set<PatchField> fields, Function<String, Stream<Mark>> marker) {
        boolean isIn(PatchField field) {
            return fields.isEmpty() || fields.contains(field);
        }
    }

    /// A line that matched.
    ///
    /// @param file path of the file whose diff the line is in; null outside of diffs
    /// @param function heading of its hunk, empty where the line itself says it; null outside of diffs
    /// @param line the line, with its sign if it is one of a diff
    /// @param marks the stretches that matched, in order
    public record Snippet(@Nullable String file, @Nullable String function, String line, List<Mark> marks) {
        public Snippet {
            marks = List.copyOf(marks);
        }

        /// Whether it is the header of a hunk, which says less than a line.
        private boolean isHeader() {
            return file != null && line.startsWith("@@");
        }

        private long weight() {
            return marks.stream().map(Mark::word).distinct().count();
        }
    }

    /// A stretch of a line.
    ///
    /// @param word the word that stands there, as it is looked for
    public record Mark(String word, int start, int end) {}

    /// The best lines of a mail, in the order they stand in it.
    public List<Snippet> of(Entry entry) {
        List<Snippet> all = new ArrayList<>();
        for (String line : entry.patch().prose()) {
            add(all, null, null, line, PatchMail.isQuoted(line) ? PatchField.QUOTED : PatchField.UNQUOTED, 0);
        }
        for (FileDiff file : entry.patch().diff().files()) {
            for (Hunk hunk : file.hunks()) {
                String header = hunk.header();
                add(all, file.change().path(), "", header + hunk.function(), PatchField.FUNCTION, header.length());
                for (String line : hunk.lines()) {
                    add(all, file.change().path(), hunk.function(), line, ofSign(line.charAt(0)), 1);
                }
            }
        }
        List<Snippet> best = new ArrayList<>(all);
        best.sort(Comparator.comparingLong(Snippet::weight).reversed().thenComparing(Snippet::isHeader));
        Set<Snippet> chosen = new HashSet<>(best.subList(0, Math.min(MOST, best.size())));
        return all.stream().filter(chosen::contains).distinct().toList();
    }

    private static PatchField ofSign(char sign) {
        return switch (sign) {
            case '-' -> PatchField.REMOVED;
            case '+' -> PatchField.ADDED;
            default -> PatchField.CONTEXT;
        };
    }

    /// @param field that the line belongs to
    /// @param sign how many characters in front are not of it
    private void add(
            List<Snippet> snippets,
            @Nullable String file,
            @Nullable String function,
            String line,
            PatchField field,
            int sign) {
        String text = line.substring(sign);
        List<Mark> marks = wanted.stream()
                .filter(one -> one.isIn(field))
                .flatMap(one -> one.marker().apply(text))
                .map(mark -> new Mark(mark.word(), mark.start() + sign, mark.end() + sign))
                .distinct()
                .sorted(Comparator.comparingInt(Mark::start).thenComparing(Mark::end, Comparator.reverseOrder()))
                .toList();
        if (!marks.isEmpty()) {
            snippets.add(new Snippet(file, function, line, marks));
        }
    }

    private void collect(Query query) {
        switch (query) {
            case Query.Word(var field, var text) -> {
                addName(field, text);
                CodeAnalyzer.stem(text).ifPresent(stem -> addStem(field, stem));
            }
            case Query.Phrase(var field, var text, var slop) -> addWords(field, text);
            case Query.Near(var field, var near, var distance, var ordered) ->
                near.forEach(word -> addWords(field, word));
            case Query.Wildcard(var field, var pattern) ->
                CodeAnalyzer.words(pattern.replace("*", "")).forEach(part -> add(field, word -> word.contains(part)));
            case Query.Regex(var field, var regex) -> {
                if (field.column() instanceof Column.Code) {
                    LineMarker marker = new LineMarker(QueryCompiler.literalQuotes(regex));
                    wanted.add(new Wanted(Set.of(field), line -> marker.marks(line).stream()));
                }
            }
            case Query.And(var parts) -> parts.forEach(this::collect);
            case Query.Or(var parts) -> parts.forEach(this::collect);
            case Query.Xor(var left, var right) -> {
                collect(left);
                collect(right);
            }
            case Query.All all -> {}
            case Query.Range range -> {}
            case Query.Trailer trailer -> {}
            case Query.Not not -> {}
        }
    }

    private void addWords(@Nullable PatchField field, String text) {
        Set<String> words = Set.copyOf(CodeAnalyzer.words(text));
        add(field, words::contains);
    }

    /// A line is about a name such as `kvm_vcpu_reset` if it has all the words of it.
    private void addName(@Nullable PatchField field, String name) {
        Set<String> words = Set.copyOf(CodeAnalyzer.words(name));
        places(field)
                .ifPresent(fields -> wanted.add(new Wanted(fields, line -> {
                    List<Mark> marks = marks(line, words::contains).toList();
                    return marks.stream().map(Mark::word).distinct().count() == words.size()
                            ? marks.stream()
                            : Stream.of();
                })));
    }

    private void add(@Nullable PatchField field, Predicate<String> isWanted) {
        places(field).ifPresent(fields -> wanted.add(new Wanted(fields, line -> marks(line, isWanted))));
    }

    private static Stream<Mark> marks(String line, Predicate<String> isWanted) {
        return CodeAnalyzer.tokens(line).stream()
                .filter(token -> isWanted.test(token.word()))
                .map(token -> new Mark(token.word(), token.start(), token.end()));
    }

    /// Other forms are looked for among the words of sentences alone, as the index does.
    private void addStem(@Nullable PatchField field, String stem) {
        Set<PatchField> prose = places(field).orElse(Set.of()).stream()
                .filter(place -> place == PatchField.QUOTED || place == PatchField.UNQUOTED)
                .collect(Collectors.toSet());
        if (field == null || !prose.isEmpty()) {
            wanted.add(new Wanted(
                    field == null ? Set.of(PatchField.QUOTED, PatchField.UNQUOTED) : prose,
                    line -> CodeAnalyzer.tokens(line).stream()
                            .filter(token -> isSentenceWord(line, token))
                            .filter(token -> CodeAnalyzer.stem(token.word())
                                    .filter(stem::equals)
                                    .isPresent())
                            .map(token -> new Mark(token.word(), token.start(), token.end()))));
        }
    }

    private static boolean isSentenceWord(String line, CodeAnalyzer.Token token) {
        char before = token.start() == 0 ? ' ' : line.charAt(token.start() - 1);
        char after = token.end() == line.length() ? ' ' : line.charAt(token.end());
        return " \t\"'`([>".indexOf(before) >= 0 && " \t.,;:!?\"'`)]".indexOf(after) >= 0;
    }

    /// The fields of lines that a field is found in, empty for all; none for a field that has no lines.
    private static Optional<Set<PatchField>> places(@Nullable PatchField field) {
        if (field == null) {
            return Optional.of(Set.of());
        }
        return switch (field.column()) {
            case Column.AnyOf anyOf ->
                Optional.of(anyOf.fields()
                                .flatMap(part -> places(part).stream())
                                .flatMap(Set::stream)
                                .collect(Collectors.toSet()))
                        .filter(fields -> !fields.isEmpty());
            case Column.Symbols symbols -> Optional.of(Set.of());
            case Column.Words words
            when field == PatchField.UNQUOTED || field == PatchField.QUOTED -> Optional.of(Set.of(field));
            case Column.Code code -> Optional.of(Set.of(field));
            default -> Optional.empty();
        };
    }
}
