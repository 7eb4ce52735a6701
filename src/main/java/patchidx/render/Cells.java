package patchidx.render;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import patchidx.field.Entry;
import patchidx.field.PatchField;
import patchidx.patch.FileChange;
import patchidx.patch.Trailer;
import patchidx.source.Problem;

/// Values as text in one line, for formats with columns.
final class Cells {
    private Cells() {}

    static List<String> of(Entry entry, List<PatchField> columns) {
        return columns.stream().map(field -> text(field.column().value(entry))).toList();
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Instant time -> time.truncatedTo(ChronoUnit.SECONDS).toString();
            case List<?> list -> list.stream().map(Cells::text).collect(Collectors.joining(", "));
            case Trailer trailer -> trailer.name() + ": " + trailer.value();
            case FileChange change -> change.path();
            case Problem problem -> problem.kind().label();
            default -> value.toString();
        };
    }
}
