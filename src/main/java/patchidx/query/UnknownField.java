package patchidx.query;

import java.util.Set;
import java.util.stream.Stream;
import patchidx.field.PatchField;
import patchidx.patch.Trailer;

/// What a word in front of a colon may mean, if it is the name of no field.
final class UnknownField {
    /// So few changed letters make a misspelling, not another name.
    private static final int MISSPELT = 2;

    /// Names of trailers that are as close as that to the name of a field, and are what they are.
    private static final Set<String> TRAILERS = Set.of("nacked-by", "naked-by", "ported-by");

    private UnknownField() {}

    /// Whether it is the name of a trailer. One that nearly is the name of a field is taken for a misspelling.
    static boolean isTrailer(String name) {
        return Trailer.isName(name)
                && (TRAILERS.contains(name) || trailerFields().noneMatch(field -> isMisspelt(name, field)));
    }

    private static Stream<String> trailerFields() {
        return PatchField.asked().stream().map(PatchField::label).filter(Trailer::isName);
    }

    private static boolean isMisspelt(String name, String field) {
        return Spelling.distance(name.replace("-", ""), field.replace("-", "")) <= MISSPELT;
    }

    /// What to write in its place.
    static String hint(String name) {
        String suggestion = Spelling.nearest(name, PatchField.asked().stream().flatMap(PatchField::names))
                .map(near -> "did you mean '" + near + "'? ")
                .orElse("");
        String trailer = Trailer.isName(name) ? "; for a trailer of that name, trailer:\"" + name + " …\"" : "";
        return suggestion + "'patchidx fields' lists them all; to look for words with a colon, quote them" + trailer;
    }
}
