package patchidx.index;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import patchidx.field.Column;
import patchidx.field.Entry;
import patchidx.field.PatchField;
import patchidx.mail.Address;
import patchidx.series.Standing;

/// How the values of a field lie in Lucene; decided by the type of its column alone.
public final class FieldCodec {
    /// Lucene's limit for a term is 32,766 bytes.
    private static final int LONGEST_TERM = 8000;

    /// Stands around each of the values that change.
    public static final String SEPARATOR = "\n";

    private static final String WORDS = ".words";
    private static final String STEMS_SUFFIX = ".stems";
    private static final String LONG_WORDS = ".long";

    /// Stems are looked up one by one, so only documents and counts are kept.
    private static final FieldType STEMS = stems();

    private FieldCodec() {}

    /// The Lucene field that holds the words of a field; of paths and keywords the field itself holds whole values.
    public static String wordsOf(PatchField field) {
        return switch (field.column()) {
            case Column.Paths paths -> field.label() + WORDS;
            case Column.Keywords keywords -> field.label() + WORDS;
            default -> field.label();
        };
    }

    /// The Lucene field that holds the stems of a field of prose.
    public static String stemsOf(PatchField field) {
        return field.label() + STEMS_SUFFIX;
    }

    static boolean holdsStems(String luceneField) {
        return luceneField.endsWith(STEMS_SUFFIX);
    }

    /// Finds mails with a run of letters and digits in a field of code that is too long to be indexed as a word.
    public static Query hasLongWords(PatchField field) {
        return new TermQuery(new Term(field.label() + LONG_WORDS, LONG_WORDS));
    }

    private static FieldType stems() {
        FieldType type = new FieldType(TextField.TYPE_NOT_STORED);
        type.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
        type.freeze();
        return type;
    }

    /// A value of a field of keywords, as it stands in the index.
    public static String term(String value) {
        return shortened(value.toLowerCase(Locale.ROOT));
    }

    private static String shortened(String value) {
        return value.length() <= LONGEST_TERM ? value : value.substring(0, LONGEST_TERM);
    }

    static void write(PatchField field, Entry entry, Document document) {
        String name = field.label();
        switch (field.column()) {
            case Column.Words(var get, var weight, var wording) -> {
                String text = get.apply(entry);
                switch (wording) {
                    case PLAIN, COMMITS -> words(name, text, document);
                    case PROSE -> {
                        words(name, text, document);
                        document.add(new Field(stemsOf(field), text, STEMS));
                    }
                    case LINES -> text.lines().forEach(line -> words(name, line, document));
                }
            }
            case Column.Code(var get, var weight) ->
                code(name, get.apply(entry.patch().diff()), document);
            case Column.Symbols(var get) ->
                get.apply(entry).forEach(symbol -> document.add(new StringField(name, symbol, Field.Store.NO)));
            case Column.ObjectId(var get) -> {
                String id = get.apply(entry);
                if (id != null) {
                    document.add(new StringField(name, term(id), Field.Store.NO));
                }
            }
            case Column.ObjectIds(var get) ->
                get.apply(entry).forEach(id -> document.add(new StringField(name, term(id), Field.Store.NO)));
            case Column.Keyword(var get, var values) -> {
                String value = get.apply(entry);
                if (value != null) {
                    document.add(new StringField(name, term(value), Field.Store.NO));
                    document.add(new SortedDocValuesField(name, new BytesRef(term(value))));
                }
            }
            case Column.Keywords(var get, var byWords, var values) ->
                keywords(field, get.apply(entry), byWords, document);
            case Column.Person(var get, var weight) -> people(name, List.of(get.apply(entry)), document);
            case Column.People(var get, var weight) -> people(name, get.apply(entry), document);
            case Column.Paths(var get, var weight) -> paths(field, get.apply(entry), document);
            case Column.Whole(var get) -> number(name, get.apply(entry), document);
            case Column.Time(var get) -> number(name, seconds(get.apply(entry)), document);
            case Column.Changing changing -> {
                Field value = standing(name, changing, entry.standing());
                if (value.binaryValue() != null || value.numericValue() != null) {
                    document.add(value);
                }
            }
            case Column.AnyOf anyOf -> {} // the other fields have it
            case Column.Fact fact -> {} // printed only
        }
    }

    /// All values that change when other mails come, in the form in which Lucene can change them: beside the documents,
    /// and without an index of their own.
    ///
    /// @param standing null for a mail that belongs to no series any more: its values are taken from its document
    static List<Field> standing(@Nullable Standing standing) {
        List<Field> fields = new ArrayList<>();
        BytesRef whole = standing == null ? null : SummaryCodec.encode(standing);
        fields.add(new BinaryDocValuesField(Relations.STANDING, whole));
        for (PatchField field : PatchField.asked()) {
            if (field.column() instanceof Column.Changing column) {
                fields.add(standing(field.label(), column, standing));
            }
        }
        return fields;
    }

    private static Field standing(String name, Column.Changing column, @Nullable Standing standing) {
        return switch (column) {
            case Column.Standings(var get, var values) ->
                new BinaryDocValuesField(name, standing == null ? null : lines(get.apply(standing)));
            case Column.Tally(var get) ->
                new NumericDocValuesField(name, standing == null ? null : get.apply(standing));
            case Column.Moment(var get, var upTo) ->
                new NumericDocValuesField(name, standing == null ? null : seconds(get.apply(standing)));
        };
    }

    private static BytesRef lines(List<String> values) {
        return new BytesRef(
                values.stream().map(value -> SEPARATOR + term(value)).collect(Collectors.joining()) + SEPARATOR);
    }

    private static @Nullable Long seconds(@Nullable Instant time) {
        return time == null ? null : time.getEpochSecond();
    }

    private static void words(String name, String text, Document document) {
        document.add(new TextField(name, text, Field.Store.NO));
    }

    private static void code(String name, List<String> lines, Document document) {
        words(name, String.join("\n", lines), document);
        if (lines.stream().anyMatch(CodeAnalyzer::hasLongWord)) {
            document.add(new StringField(name + LONG_WORDS, LONG_WORDS, Field.Store.NO));
        }
    }

    private static void keywords(PatchField field, List<String> values, boolean byWords, Document document) {
        for (String value : values) {
            document.add(new StringField(field.label(), term(value), Field.Store.NO));
            document.add(new SortedSetDocValuesField(field.label(), new BytesRef(term(value))));
            if (byWords) {
                words(wordsOf(field), value, document);
            }
        }
    }

    private static void people(String name, List<Address> people, Document document) {
        for (Address person : people) {
            String email = person.email();
            String sorted = email == null ? person.name() : email;
            // Lucene wants a field to be of the same sort in all documents: words and value, or neither.
            if (sorted != null) {
                words(name, person.toString(), document);
                document.add(new SortedSetDocValuesField(name, new BytesRef(term(sorted))));
            }
        }
    }

    private static void paths(PatchField field, List<String> paths, Document document) {
        for (String path : paths) {
            if (path.isEmpty()) {
                continue;
            }
            trailingParts(term(path))
                    .forEach(part -> document.add(new StringField(field.label(), part, Field.Store.NO)));
            words(wordsOf(field), path, document);
            document.add(new SortedSetDocValuesField(field.label(), new BytesRef(shortened(path))));
        }
    }

    /// `a/b/c.h`, `b/c.h` and `c.h`: terms by which a path is found whole, by its end, and as prefix by a folder.
    private static List<String> trailingParts(String path) {
        List<String> parts = new ArrayList<>();
        for (int from = 0; from >= 0 && from < path.length(); ) {
            parts.add(path.substring(from));
            int slash = path.indexOf('/', from);
            from = slash < 0 ? -1 : slash + 1;
        }
        return parts;
    }

    private static void number(String name, @Nullable Long value, Document document) {
        if (value != null) {
            document.add(new LongField(name, value, Field.Store.NO));
        }
    }
}
