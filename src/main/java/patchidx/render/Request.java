package patchidx.render;

import java.util.List;
import patchidx.field.PatchField;

/// How an answer is to be printed.
///
/// @param sink where it goes
/// @param columns fields to print, for formats with columns; empty for the usual ones
/// @param nul whether ids end in a NUL byte instead of a line feed
public record Request(Sink sink, List<PatchField> columns, boolean nul) {
    private static final List<PatchField> USUAL =
            List.of(PatchField.DATE, PatchField.FROM, PatchField.SUBJECT, PatchField.ID);

    public Request {
        columns = List.copyOf(columns);
    }

    List<PatchField> columnsOrUsual() {
        return columns.isEmpty() ? USUAL : columns;
    }
}
