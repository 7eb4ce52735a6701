package patchidx.query;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import patchidx.field.Column;
import patchidx.field.PatchField;
import patchidx.patch.Trailer;

/// A line that somebody copied from a mail, such as `Fixes: 1da177e4c3f4 ("title")`, as a query for what it names: a
/// person, a commit, a mail, a page or a patch.
final class PastedLine {
    private static final Pattern LINE = Pattern.compile("([A-Za-z][A-Za-z-]*):\\s+(\\S.*)");
    private static final Pattern PERSON = Pattern.compile("[^<>@]*<([^<>\\s@]+@[^<>\\s@]+)>(?:\\s*[#(\\[].*)?");
    private static final Pattern ADDRESS = Pattern.compile("([^<>\\s@,]+@[^<>\\s@,]+)(?:\\s+[#(\\[].*)?");
    private static final Pattern COMMIT = Pattern.compile("(?i)(?:commit )?([0-9a-f]{7,64})(?:\\s*\\(.*\\))?");
    private static final Pattern ID = Pattern.compile("<([^<>\\s]+)>|([^<>\\s]+@[^<>\\s]+)");
    private static final Pattern SUBJECT = Pattern.compile("((?i:re: |fwd?: )?\\[[^\"]*)");
    private static final Pattern URL = Pattern.compile("<?(https?://[^\\s<>]+)>?");

    private PastedLine() {}

    /// The query; empty if the text is anything but such a line as a whole.
    static Optional<String> asQuery(String text) {
        Matcher line = LINE.matcher(text.strip());
        if (!line.matches()) {
            return Optional.empty();
        }
        String name = line.group(1).toLowerCase(Locale.ROOT);
        return value(name, line.group(2))
                .map(value -> name + ":\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"');
    }

    private static Optional<String> value(String name, String value) {
        Optional<PatchField> field = PatchField.named(name);
        if (field.isEmpty() && !UnknownField.isTrailer(name)) {
            return Optional.empty();
        }
        Column column = field.orElse(PatchField.TRAILER).column();
        if (column.isOfPeople()) {
            return person(value);
        }
        if (column.values() instanceof Column.Values.MessageIds) {
            return whole(ID, value);
        }
        if (name.equals(PatchField.SUBJECT.label())) {
            return whole(SUBJECT, value);
        }
        return column instanceof Column.Words && Trailer.isName(name)
                ? person(value).or(() -> whole(COMMIT, value)).or(() -> whole(URL, value))
                : Optional.empty();
    }

    /// The address alone: names are written in many ways.
    private static Optional<String> person(String value) {
        return whole(PERSON, value).or(() -> whole(ADDRESS, value));
    }

    private static Optional<String> whole(Pattern pattern, String value) {
        Matcher matcher = pattern.matcher(value);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
    }
}
