package patchidx.query;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import patchidx.field.Column;
import patchidx.field.PatchField;

/// What hits are counted by: the values of a field, as they are or made coarser.
///
/// @param field the field
/// @param grain how coarse
public record Facet(PatchField field, Grain grain) {

    /// How coarse values are.
    public sealed interface Grain {
        /// As they are.
        record Exact() implements Grain {}

        /// By day, month or year.
        record Period(DateTimeFormatter format) implements Grain {}

        /// Paths by so many folders from the root; shorter ones by the folder they are in.
        record Depth(int folders) implements Grain {}
    }

    /// The facet that a text names: `author`, `date:month`, `file:2`. Dates are counted by month if nothing else is
    /// said. Empty if there is no such field or it cannot be counted by.
    public static Optional<Facet> parse(String text) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        String grain = colon < 0 ? "" : text.substring(colon + 1).toLowerCase(Locale.ROOT);
        return PatchField.named(name).flatMap(field -> grain(field, grain).map(coarse -> new Facet(field, coarse)));
    }

    /// The fields that can be counted by.
    public static List<String> names() {
        return PatchField.asked().stream()
                .filter(field -> grain(field, "").isPresent())
                .map(PatchField::label)
                .toList();
    }

    private static Optional<Grain> grain(PatchField field, String text) {
        return switch (field.column()) {
            case Column.Time time -> period(text);
            case Column.Moment moment -> period(text);
            case Column.Standings standings -> exactly(text);
            case Column.Tally tally -> exactly(text);
            case Column.Paths paths ->
                text.isEmpty()
                        ? exact()
                        : text.matches("[1-9]\\d?")
                                ? Optional.of(new Grain.Depth(Integer.parseInt(text)))
                                : Optional.empty();
            case Column.Keyword keyword -> exactly(text);
            case Column.Keywords keywords -> exactly(text);
            case Column.Person person -> exactly(text);
            case Column.People people -> exactly(text);
            case Column.Whole whole -> exactly(text);
            case Column.Words words -> Optional.empty();
            case Column.Code code -> Optional.empty();
            case Column.Symbols symbols -> Optional.empty();
            case Column.ObjectId objectId -> Optional.empty();
            case Column.ObjectIds objectIds -> Optional.empty();
            case Column.AnyOf anyOf -> isOfKeywords(anyOf) ? exactly(text) : Optional.empty();
            case Column.Fact fact -> Optional.empty();
        };
    }

    /// Whether the values of several fields can be counted as if they were of one.
    private static boolean isOfKeywords(Column.AnyOf anyOf) {
        return anyOf.fields()
                .allMatch(field ->
                        field.column() instanceof Column.Keywords || field.column() instanceof Column.Standings);
    }

    private static Optional<Grain> period(String text) {
        return switch (text) {
            case "day" -> periodAs("uuuu-MM-dd");
            case "", "month" -> periodAs("uuuu-MM");
            case "year" -> periodAs("uuuu");
            default -> Optional.empty();
        };
    }

    private static Optional<Grain> exactly(String text) {
        return text.isEmpty() ? exact() : Optional.empty();
    }

    private static Optional<Grain> exact() {
        return Optional.of(new Grain.Exact());
    }

    private static Optional<Grain> periodAs(String pattern) {
        return Optional.of(new Grain.Period(
                DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC)));
    }

    /// The coarser form of a value that is text.
    String label(String value) {
        if (!(grain instanceof Grain.Depth(var folders))) {
            return value;
        }
        int end = 0;
        for (int i = 0; i < folders; i++) {
            int slash = value.indexOf('/', end);
            if (slash < 0) {
                break;
            }
            end = slash + 1;
        }
        return end == 0 ? "./" : value.substring(0, end);
    }

    /// The coarser form of a value that is a number, or seconds since 1970.
    String label(long value) {
        return grain instanceof Grain.Period(var format)
                ? format.format(Instant.ofEpochSecond(value))
                : Long.toString(value);
    }
}
