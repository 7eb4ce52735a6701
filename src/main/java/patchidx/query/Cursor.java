package patchidx.query;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.SortedNumericSortField;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import patchidx.index.WordStatistics;

/// The place in a sorted list of hits where a page ended: the values that the last hit was sorted by. The next page
/// begins behind it, whatever mail has come in between.
///
/// @param order the order that the list is sorted in
/// @param values of the last hit
/// @param statistics by which the hits have their scores; null where they are not sorted by relevance
record Cursor(
        String order,
        List<@Nullable Object> values,
        @Nullable WordStatistics statistics) {

    static Cursor after(Order order, FieldDoc hit, @Nullable WordStatistics statistics) {
        List<@Nullable Object> values = new ArrayList<>();
        for (Object value : hit.fields) {
            values.add(value);
        }
        return new Cursor(order.name(), values, statistics);
    }

    /// Whether the values are of the types that hits are sorted by.
    boolean fits(Sort sort) {
        SortField[] fields = sort.getSort();
        if (fields.length != values.size()) {
            return false;
        }
        for (int i = 0; i < fields.length; i++) {
            Object value = values.get(i);
            boolean isOfType = switch (fields[i]) {
                case SortedNumericSortField number -> value instanceof Long;
                case SortField score when score.getType() == SortField.Type.SCORE -> value instanceof Float;
                default -> value == null || value instanceof BytesRef;
            };
            if (!isOfType) {
                return false;
            }
        }
        return true;
    }

    /// The place as Lucene wants it.
    FieldDoc place() {
        // Two hits never agree in all values, so the number of the document says nothing.
        return new FieldDoc(Integer.MAX_VALUE, Float.NaN, values.toArray());
    }

    /// The cursor that a text stands for; empty if it stands for none.
    static Optional<Cursor> parse(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            List<String> parts = List.of(plain.split("\n", -1));
            List<@Nullable Object> values = new ArrayList<>();
            WordStatistics statistics = null;
            for (String part : parts.subList(1, parts.size())) {
                if (part.startsWith("w")) {
                    statistics = WordStatistics.parse(part.substring(1)).orElseThrow(IllegalArgumentException::new);
                } else {
                    values.add(value(part));
                }
            }
            return Optional.of(new Cursor(parts.getFirst(), values, statistics));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static @Nullable Object value(String part) {
        String content = part.isEmpty() ? "" : part.substring(1);
        return switch (part.isEmpty() ? ' ' : part.charAt(0)) {
            case 'f' -> Float.valueOf(content);
            case 'n' -> Long.valueOf(content);
            case 't' -> new BytesRef(Base64.getUrlDecoder().decode(content));
            case '-' -> null;
            default -> throw new IllegalArgumentException("no value of a cursor: " + part);
        };
    }

    @Override
    public String toString() {
        StringBuilder plain = new StringBuilder(order);
        for (Object value : values) {
            plain.append('\n')
                    .append(
                            switch (value) {
                                case null -> "-";
                                case Float number -> "f" + number;
                                case Long number -> "n" + number;
                                case BytesRef bytes -> "t" + base64(BytesRef.deepCopyOf(bytes).bytes);
                                default -> throw new IllegalStateException("sorted by a " + value.getClass());
                            });
        }
        if (statistics != null) {
            plain.append("\nw").append(statistics);
        }
        return base64(plain.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
