package patchidx.query;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import patchidx.field.PatchField;
import patchidx.patch.Trailer;

/// What a word in front of a colon may mean, if it is the name of no field.
final class UnknownField {
    private static final String BY = "-by";

    /// So few changed letters make a misspelling, not another name.
    private static final int MISSPELT = 2;

    /// Names of trailers that are as close as that to the name of a field, and are what they are.
    private static final Set<String> TRAILERS = Set.of("nacked-by", "naked-by", "ported-by");

    private static final int SHORTEST_START = 3;

    /// What other programs call it: notmuch, mu, Gmail, lei, git.
    private static final Map<String, String> ELSEWHERE = Map.ofEntries(
            Map.entry("after", "date:VALUE.."),
            Map.entry("since", "date:VALUE.."),
            Map.entry("newer", "date:VALUE.."),
            Map.entry("newer_than", "date:VALUE.."),
            Map.entry("before", "date:..VALUE"),
            Map.entry("until", "date:..VALUE"),
            Map.entry("older", "date:..VALUE"),
            Map.entry("older_than", "date:..VALUE"),
            Map.entry("path", "file:VALUE for a file that is changed, source:VALUE for where the mail was read from"),
            Map.entry("dir", "file:VALUE/"),
            Map.entry("filename", "file:VALUE, or attachment:VALUE"),
            Map.entry("folder", "source:VALUE/"),
            Map.entry("maildir", "source:VALUE/"),
            Map.entry("in", "list:VALUE"),
            Map.entry("project", "list:VALUE"),
            Map.entry("has", "attachment:*"),
            Map.entry("mime", "attachment:*"),
            Map.entry("mimetype", "attachment:*"),
            Map.entry("label", "tag:VALUE"),
            Map.entry("keyword", "tag:VALUE"),
            Map.entry("sender", "from:VALUE"),
            Map.entry("recip", "tc:VALUE"),
            Map.entry("contact", "a:VALUE"),
            Map.entry("committer", "signed-off-by:VALUE"),
            Map.entry("reviewer", "reviewed-by:VALUE"),
            Map.entry("commit", "fixes:VALUE"),
            Map.entry("symbol", "sym:VALUE"),
            Map.entry("identifier", "sym:VALUE"),
            Map.entry("text", "body:VALUE"),
            Map.entry("message", "body:VALUE"),
            Map.entry("diff", "added:VALUE or removed:VALUE"),
            Map.entry("larger", "size:>VALUE"),
            Map.entry("smaller", "size:<VALUE"));

    private UnknownField() {}

    /// Whether it is the name of a trailer. One that nearly is the name of a field is taken for a misspelling.
    static boolean isTrailer(String name) {
        return Trailer.isName(name)
                && (!name.endsWith(BY)
                        || TRAILERS.contains(name)
                        || PatchField.asked().stream()
                                .map(PatchField::label)
                                .filter(field -> field.endsWith(BY))
                                .noneMatch(field -> isMisspelt(name, field)));
    }

    private static boolean isMisspelt(String name, String field) {
        return Spelling.distance(name.replace("-", ""), field.replace("-", "")) <= MISSPELT;
    }

    /// What to write in its place.
    ///
    /// @param name in lower case
    /// @param value what stands behind the colon
    static String hint(String name, String value) {
        String suggestion = Optional.ofNullable(ELSEWHERE.get(name))
                .map(query -> "write " + query.replace("VALUE", value.isEmpty() ? "…" : value) + "; ")
                .or(() -> meant(name).map(near -> "did you mean '" + near + "'? "))
                .orElse("");
        String trailer = Trailer.isName(name) ? "; for a trailer of that name, trailer:\"" + name + " …\"" : "";
        return suggestion + "'patchidx fields' lists them all; to look for words with a colon, quote them" + trailer;
    }

    /// The field with that key in JSON, one whose name begins so, the name that is nearest, or one that it begins with.
    private static Optional<String> meant(String name) {
        List<PatchField> fields = PatchField.asked();
        List<String> labels = fields.stream().map(PatchField::label).toList();
        return fields.stream()
                .filter(field -> field.jsonKey().equals(name))
                .map(PatchField::label)
                .findFirst()
                .or(() -> labels.stream()
                        .filter(label -> name.length() >= SHORTEST_START && label.startsWith(name))
                        .min(Comparator.comparingInt(String::length)))
                .or(() -> Spelling.nearest(name, fields.stream().flatMap(PatchField::names)))
                .or(() -> labels.stream()
                        .filter(label -> label.length() > SHORTEST_START && name.startsWith(label))
                        .max(Comparator.comparingInt(String::length)));
    }
}
