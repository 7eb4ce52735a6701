package patchidx.field;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import patchidx.mail.Address;
import patchidx.patch.Diff;
import patchidx.series.Standing;

/// The type of a field: what values it has, and by that how it is indexed, asked, sorted and printed.
public sealed interface Column {

    /// How much a hit in this field counts for words asked without a field; 0 if such words are not looked for here.
    default float weight() {
        return 0;
    }

    /// Text, found by words.
    ///
    /// @param wording how words of it are found
    record Words(Function<Entry, String> get, float weight, Wording wording) implements Column {}

    /// How words of a text are found.
    enum Wording {
        /// As they are.
        PLAIN,
        /// As they are; words of English prose across endings too.
        PROSE,
        /// As they are; the name of a commit however far either side abbreviates it.
        COMMITS,
        /// As they are; words together stand in the same line.
        LINES
    }

    /// Identifiers, found whole and in their case only.
    record Symbols(Function<Entry, Set<String>> get) implements Column {}

    /// The name of a git object in hexadecimal digits, or none, found by abbreviations of seven digits or more.
    record ObjectId(Function<Entry, @Nullable String> get) implements Column {}

    /// Names of git objects in hexadecimal digits, found by abbreviations of seven digits or more.
    record ObjectIds(Function<Entry, List<String>> get) implements Column {}

    /// Lines of code, found by words, and by regular expressions.
    ///
    /// @param get the lines, from the diff alone
    record Code(Function<Diff, List<String>> get, float weight) implements Column {}

    /// Whatever is in one of several other fields; nothing of its own is kept.
    ///
    /// @param labels of those fields
    record AnyOf(List<String> labels) implements Column {
        public AnyOf {
            labels = List.copyOf(labels);
        }

        /// The fields, in their order.
        public Stream<PatchField> fields() {
            return labels.stream().map(label -> PatchField.named(label).orElseThrow());
        }

        private Stream<Column> columns() {
            return fields().map(PatchField::column);
        }

        /// Those of all fields.
        @Override
        public Values values() {
            return columns().map(Column::values).reduce(Values::or).orElseThrow();
        }
    }

    /// One exact value, or none; case does not matter.
    ///
    /// @param values which values there are
    record Keyword(Function<Entry, @Nullable String> get, Values values) implements Column {}

    /// Any number of exact values; case does not matter.
    ///
    /// @param byWords whether words of a value find it too, as `kvm` finds `kvm.vger.kernel.org`
    /// @param values which values there are
    record Keywords(Function<Entry, List<String>> get, boolean byWords, Values values) implements Column {}

    /// Which exact values a field has.
    sealed interface Values {
        /// Any text.
        record Any() implements Values {}

        /// Message-IDs, which people write with and without angle brackets, and so many words.
        record MessageIds(List<String> words) implements Values {
            public MessageIds {
                words = List.copyOf(words);
            }
        }

        /// So many words and no others.
        record OneOf(List<String> labels) implements Values {
            public OneOf {
                labels = List.copyOf(labels);
            }
        }

        /// These and others.
        default Values or(Values others) {
            return this instanceof OneOf(var some) && others instanceof OneOf(var more)
                    ? new OneOf(Stream.concat(some.stream(), more.stream()).toList())
                    : new Any();
        }

        /// A value as the field has it, of one that somebody typed.
        default String plain(String typed) {
            return this instanceof MessageIds ? typed.replaceAll("^<|>$", "") : typed;
        }
    }

    /// One person, found by words of name or address.
    record Person(Function<Entry, Address> get, float weight) implements Column {}

    /// Any number of people.
    record People(Function<Entry, List<Address>> get, float weight) implements Column {}

    /// Paths, found whole, by any trailing part, by a folder, and by words.
    record Paths(Function<Entry, List<String>> get, float weight) implements Column {}

    /// A whole number, or none.
    record Whole(Function<Entry, @Nullable Long> get) implements Column {}

    /// A point in time, or none.
    record Time(Function<Entry, @Nullable Instant> get) implements Column {}

    /// What changes when other mails come: how the series of the mail stands.
    sealed interface Changing extends Column {}

    /// Exact values that change when other mails come; none while the mail belongs to no series.
    ///
    /// @param values which values there are
    record Standings(Function<Standing, List<String>> get, Values values) implements Changing {}

    /// A whole number that changes when other mails come.
    record Tally(Function<Standing, Long> get) implements Changing {}

    /// A point in time that changes when other mails come.
    ///
    /// @param upTo whether a query that names a time asks for all up to it
    record Moment(Function<Standing, @Nullable Instant> get, boolean upTo) implements Changing {}

    /// A value that is printed and cannot be asked for; records become JSON objects.
    record Fact(Function<Entry, @Nullable Object> get) implements Column {}

    /// Which exact values there are; any for other types.
    default Values values() {
        return new Values.Any();
    }

    /// Whether values are numbers, which are asked by ranges.
    default boolean isNumber() {
        return this instanceof Whole || this instanceof Tally;
    }

    /// Whether values are points in time, which are asked by ranges.
    default boolean isTime() {
        return this instanceof Time || this instanceof Moment;
    }

    /// Whether values are names of git objects, which are asked by their first digits.
    default boolean isOfObjects() {
        return this instanceof ObjectId
                || this instanceof ObjectIds
                || (this instanceof AnyOf anyOf && anyOf.columns().allMatch(Column::isOfObjects));
    }

    /// Whether values are names and addresses of people.
    default boolean isOfPeople() {
        return this instanceof Person || this instanceof People;
    }

    /// Whether a query has to give whole values, or whole parts of a path, and not words of them.
    default boolean isWhole() {
        return switch (this) {
            case Keyword keyword -> true;
            case Keywords keywords -> true;
            case Standings standings -> true;
            case Paths paths -> true;
            case Symbols symbols -> true;
            case ObjectId objectId -> true;
            case ObjectIds objectIds -> true;
            case AnyOf anyOf -> anyOf.columns().allMatch(Column::isWhole);
            case Words words -> false;
            case Code code -> false;
            case Person person -> false;
            case People people -> false;
            case Whole number -> false;
            case Time time -> false;
            case Tally tally -> false;
            case Moment moment -> false;
            case Fact fact -> false;
        };
    }

    /// Whether a query may name the field.
    default boolean isAsked() {
        return !(this instanceof Fact);
    }

    /// The value of an entry, as it is printed.
    default @Nullable Object value(Entry entry) {
        return switch (this) {
            case Words(var get, var weight, var wording) -> get.apply(entry);
            case Symbols(var get) -> List.copyOf(get.apply(entry));
            case ObjectId(var get) -> get.apply(entry);
            case ObjectIds(var get) -> get.apply(entry);
            case Code(var get, var weight) -> get.apply(entry.patch().diff());
            case AnyOf anyOf -> null;
            case Keyword(var get, var values) -> get.apply(entry);
            case Keywords(var get, var byWords, var values) -> get.apply(entry);
            case Person(var get, var weight) -> get.apply(entry);
            case People(var get, var weight) -> get.apply(entry);
            case Paths(var get, var weight) -> get.apply(entry);
            case Whole(var get) -> get.apply(entry);
            case Time(var get) -> get.apply(entry);
            case Standings(var get, var values) -> entry.standing() == null ? List.of() : get.apply(entry.standing());
            case Tally(var get) -> entry.standing() == null ? null : get.apply(entry.standing());
            case Moment(var get, var upTo) -> entry.standing() == null ? null : get.apply(entry.standing());
            case Fact(var get) -> get.apply(entry);
        };
    }

    /// What the type is called in the documentation, and in the fingerprint of an index.
    default String typeName() {
        return switch (this) {
            case Words words -> "words";
            case Symbols symbols -> "identifier";
            case ObjectId objectId -> "object id";
            case ObjectIds objectIds -> "object ids";
            case Code code -> "code";
            case AnyOf anyOf -> "any of";
            case Keyword keyword -> "keyword";
            case Keywords keywords -> "keywords";
            case Person person -> "person";
            case People people -> "people";
            case Paths paths -> "paths";
            case Whole whole -> "number";
            case Time time -> "date";
            case Standings standings -> "keywords that change";
            case Tally tally -> "number that changes";
            case Moment moment -> "date that changes";
            case Fact fact -> "fact";
        };
    }
}
