package patchidx.index;

import java.util.stream.Collectors;
import patchidx.field.PatchField;

/// Tells whether an index was built from today's table and analyzer. One built from another is never read as if it
/// were.
final class Fingerprint {
    static final String KEY = "patchidx.fingerprint";

    /// Counted up with every change of how values are written that the table does not show.
    private static final int WRITER = 17;

    private Fingerprint() {}

    static String current() {
        String table = PatchField.asked().stream()
                .map(field -> field.label() + ":" + field.column().typeName())
                .collect(Collectors.joining(","));
        return WRITER + "-" + Integer.toHexString(table.hashCode());
    }
}
