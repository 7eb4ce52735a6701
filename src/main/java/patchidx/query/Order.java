package patchidx.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.SortedNumericSelector;
import org.apache.lucene.search.SortedNumericSortField;
import org.apache.lucene.search.SortedSetSelector;
import org.apache.lucene.search.SortedSetSortField;
import org.jspecify.annotations.Nullable;
import patchidx.field.Column;
import patchidx.field.PatchField;
import patchidx.index.PatchIndex;

/// How hits are sorted. Hits that are equal in it come newest first, and those of one time in an order of
/// their own that never changes.
public final class Order {
    private static final String RELEVANCE = "relevance";

    private final @Nullable PatchField field;
    private final boolean descending;

    private Order(@Nullable PatchField field, boolean descending) {
        this.field = field;
        this.descending = descending;
    }

    /// Best hits first.
    public static Order relevance() {
        return new Order(null, false);
    }

    static Order oldestFirst() {
        return new Order(PatchField.DATE, false);
    }

    /// The order of that name: `relevance`, or a field, with `-` in front for the largest or newest first. Empty if
    /// there is no such field or it has no order.
    public static Optional<Order> named(String name) {
        if (name.equals(RELEVANCE)) {
            return Optional.of(relevance());
        }
        boolean descending = name.startsWith("-");
        return PatchField.named(descending ? name.substring(1) : name)
                .filter(field -> sortField(field, descending).isPresent())
                .map(field -> new Order(field, descending));
    }

    /// All names, without the `-`.
    public static List<String> names() {
        List<String> names = new ArrayList<>(List.of(RELEVANCE));
        for (PatchField field : PatchField.asked()) {
            if (sortField(field, false).isPresent()) {
                names.add(field.label());
            }
        }
        return names;
    }

    /// The name, as [#named] takes it.
    String name() {
        return field == null ? RELEVANCE : (descending ? "-" : "") + field.label();
    }

    @Override
    public String toString() {
        return name();
    }

    boolean isRelevance() {
        return field == null;
    }

    Sort sort() {
        SortField newest = sortField(PatchField.DATE, true).orElseThrow();
        SortField place = new SortedNumericSortField(PatchIndex.PLACE, SortField.Type.LONG);
        SortField first = field == null
                ? SortField.FIELD_SCORE
                : sortField(field, descending).orElseThrow();
        return new Sort(first, newest, place);
    }

    /// Mails that lack the value come last.
    private static Optional<SortField> sortField(PatchField field, boolean descending) {
        String name = field.label();
        return switch (field.column()) {
            case Column.Whole whole -> Optional.of(number(name, descending));
            case Column.Time time -> Optional.of(number(name, descending));
            case Column.Tally tally -> Optional.of(number(name, descending));
            case Column.Moment moment -> Optional.of(number(name, descending));
            case Column.Standings standings -> Optional.empty();
            case Column.Keyword keyword ->
                Optional.of(new SortField(name, SortField.Type.STRING, descending, last(descending)));
            case Column.Keywords keywords -> Optional.of(text(name, descending));
            case Column.Person person -> Optional.of(text(name, descending));
            case Column.People people -> Optional.of(text(name, descending));
            case Column.Paths paths -> Optional.of(text(name, descending));
            case Column.Words words -> Optional.empty();
            case Column.Code code -> Optional.empty();
            case Column.Symbols symbols -> Optional.empty();
            case Column.ObjectId objectId -> Optional.empty();
            case Column.ObjectIds objectIds -> Optional.empty();
            case Column.AnyOf anyOf -> Optional.empty();
            case Column.Fact fact -> Optional.empty();
        };
    }

    private static SortField number(String name, boolean descending) {
        Long last = descending ? Long.MIN_VALUE : Long.MAX_VALUE;
        return new SortedNumericSortField(name, SortField.Type.LONG, descending, SortedNumericSelector.Type.MIN, last);
    }

    private static SortField text(String name, boolean descending) {
        return new SortedSetSortField(name, descending, SortedSetSelector.Type.MIN, last(descending));
    }

    /// Lucene turns missing values around with the order.
    private static Object last(boolean descending) {
        return descending ? SortField.STRING_FIRST : SortField.STRING_LAST;
    }
}
