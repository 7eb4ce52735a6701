package patchidx.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import patchidx.field.Column;
import patchidx.field.Entry;
import patchidx.field.PatchField;
import patchidx.index.CodeAnalyzer;
import patchidx.patch.FileDiff;
import patchidx.patch.Hunk;

/// Finds the lines of a mail that a query is about.
public final class Snippets {
    private static final int MOST = 3;

    private final Set<String> words = new HashSet<>();
    private final Set<String> stems = new HashSet<>();
    private final List<Pattern> patterns = new ArrayList<>();

    /// @param query what was asked; what it excludes is not looked for
    public Snippets(Query query) {
        collect(query);
    }

    /// A line that matched.
    ///
    /// @param file path of the file whose diff the line is in; null outside of diffs
    /// @param function heading of its hunk; null outside of diffs
    /// @param line the line, with its sign if it is one of a diff
    /// @param marks the stretches that matched, in order
    public record Snippet(@Nullable String file, @Nullable String function, String line, List<Mark> marks) {
        public Snippet {
            marks = List.copyOf(marks);
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
        for (String line : entry.patch().diff().prose()) {
            add(all, null, null, line);
        }
        for (FileDiff file : entry.patch().diff().files()) {
            for (Hunk hunk : file.hunks()) {
                for (String line : hunk.lines()) {
                    add(all, file.change().path(), hunk.function(), line);
                }
            }
        }
        List<Snippet> best = new ArrayList<>(all);
        best.sort(Comparator.comparingLong(Snippet::weight).reversed());
        Set<Snippet> chosen = new HashSet<>(best.subList(0, Math.min(MOST, best.size())));
        return all.stream().filter(chosen::contains).distinct().toList();
    }

    private void add(List<Snippet> snippets, @Nullable String file, @Nullable String function, String line) {
        List<Mark> marks = new ArrayList<>();
        for (CodeAnalyzer.Token token : CodeAnalyzer.tokens(line)) {
            if (matches(token.word())) {
                marks.add(new Mark(token.word(), token.start(), token.end()));
            }
        }
        if (!marks.isEmpty()) {
            snippets.add(new Snippet(file, function, line, marks));
        }
    }

    private boolean matches(String word) {
        return words.contains(word)
                || (!stems.isEmpty()
                        && CodeAnalyzer.stem(word).filter(stems::contains).isPresent())
                || patterns.stream().anyMatch(pattern -> pattern.matcher(word).matches());
    }

    private void collect(Query query) {
        switch (query) {
            case Query.Word(var field, var text) -> add(field, text);
            case Query.Phrase(var field, var text, var slop) -> add(field, text);
            case Query.Near(var field, var near, var distance, var ordered) -> near.forEach(word -> add(field, word));
            case Query.Wildcard(var field, var pattern) -> {
                if (inText(field)) {
                    CodeAnalyzer.words(pattern.replace("*", ""))
                            .forEach(part -> patterns.add(Pattern.compile(".*" + Pattern.quote(part) + ".*")));
                }
            }
            case Query.And(var parts) -> parts.forEach(this::collect);
            case Query.Or(var parts) -> parts.forEach(this::collect);
            case Query.Xor(var left, var right) -> {
                collect(left);
                collect(right);
            }
            case Query.All all -> {}
            case Query.Regex regex -> {}
            case Query.Range range -> {}
            case Query.Not not -> {}
        }
    }

    private void add(@Nullable PatchField field, String text) {
        if (inText(field)) {
            words.addAll(CodeAnalyzer.words(text));
            CodeAnalyzer.stem(text).ifPresent(stems::add);
        }
    }

    private static boolean inText(@Nullable PatchField field) {
        if (field == null) {
            return true;
        }
        return switch (field.column()) {
            case Column.Words words -> true;
            case Column.Code code -> true;
            case Column.Symbols symbols -> true;
            case Column.AnyOf anyOf -> true;
            default -> false;
        };
    }
}
