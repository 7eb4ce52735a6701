package patchidx.index;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.TermStatistics;
import org.jspecify.annotations.Nullable;

/// How common the words of a query are: all that the score of a hit depends on, beside the query and the hit itself.
/// With the numbers of an earlier day a mail has the score that it had on that day, whatever came in since.
public final class WordStatistics {
    private static final int RADIX = 36;
    private static final int NUMBERS_OF_A_WORD = 2;
    private static final int NUMBERS_OF_A_FIELD = 4;

    /// By a hash of the name of a field, or of a field and a word.
    private final Map<String, long[]> numbers;

    private WordStatistics(Map<String, long[]> numbers) {
        this.numbers = numbers;
    }

    /// Numbers to be collected.
    static WordStatistics empty() {
        return new WordStatistics(new HashMap<>());
    }

    void note(@Nullable CollectionStatistics field) {
        if (field != null) {
            numbers.put(
                    hash(field.field()),
                    new long[] {field.maxDoc(), field.docCount(), field.sumTotalTermFreq(), field.sumDocFreq()});
        }
    }

    void note(String field, TermStatistics word) {
        numbers.put(hash(field + ":" + word.term().utf8ToString()), new long[] {word.docFreq(), word.totalTermFreq()});
    }

    /// The numbers of a field on the day that these were collected.
    @Nullable
    CollectionStatistics then(@Nullable CollectionStatistics now) {
        long[] then = now == null ? null : numbers.get(hash(now.field()));
        return now == null || then == null || then.length != NUMBERS_OF_A_FIELD
                ? now
                : new CollectionStatistics(now.field(), then[0], then[1], then[2], then[3]);
    }

    /// The numbers of a word on that day.
    TermStatistics then(String field, TermStatistics now) {
        long[] then = numbers.get(hash(field + ":" + now.term().utf8ToString()));
        // A word that is new is in new mails only.
        return then == null || then.length != NUMBERS_OF_A_WORD
                ? new TermStatistics(now.term(), 1, 1)
                : new TermStatistics(now.term(), then[0], then[1]);
    }

    private static String hash(String name) {
        return Integer.toUnsignedString(name.hashCode(), RADIX);
    }

    /// The numbers that a text stands for; empty if it stands for none.
    public static Optional<WordStatistics> parse(String text) {
        Map<String, long[]> numbers = new HashMap<>();
        try {
            for (String entry : text.isEmpty() ? new String[0] : text.split(",", -1)) {
                String[] parts = entry.split("[=.]", -1);
                numbers.put(
                        parts[0],
                        Stream.of(parts)
                                .skip(1)
                                .mapToLong(part -> Long.parseLong(part, RADIX))
                                .toArray());
            }
            return numbers.values().stream().allMatch(WordStatistics::isPossible)
                    ? Optional.of(new WordStatistics(numbers))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /// What Lucene would not take.
    private static boolean isPossible(long[] values) {
        return switch (values.length) {
            case NUMBERS_OF_A_WORD -> values[0] > 0 && values[1] >= values[0];
            case NUMBERS_OF_A_FIELD ->
                values[1] > 0 && values[0] >= values[1] && values[3] >= values[1] && values[2] >= values[3];
            default -> values.length == 0;
        };
    }

    @Override
    public String toString() {
        return numbers.entrySet().stream()
                .map(entry -> entry.getKey() + "="
                        + LongStream.of(entry.getValue())
                                .mapToObj(number -> Long.toString(number, RADIX))
                                .collect(Collectors.joining(".")))
                .sorted()
                .collect(Collectors.joining(","));
    }
}
