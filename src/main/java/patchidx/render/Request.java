package patchidx.render;

import java.util.List;
import java.util.stream.Stream;
import patchidx.field.PatchField;

/// How an answer is to be printed.
///
/// @param sink where it goes
/// @param columns fields to print, for formats with columns; empty for the usual ones
/// @param nul whether ids end in a NUL byte instead of a line feed
/// @param threads whether hits come with the other mails of their threads and are marked among them
public record Request(Sink sink, List<PatchField> columns, boolean nul, boolean threads) {
    private static final List<PatchField> USUAL =
            List.of(PatchField.DATE, PatchField.FROM, PatchField.SUBJECT, PatchField.ID);

    public Request {
        columns = List.copyOf(columns);
    }

    public Request(Sink sink, List<PatchField> columns, boolean nul) {
        this(sink, columns, nul, false);
    }

    public Request withThreads() {
        return new Request(sink, columns, nul, true);
    }

    /// The names of the columns; the first says which mails are hits, if others come with them.
    List<String> heading() {
        Stream<String> labels = columnsOrUsual().stream().map(PatchField::label);
        return (threads ? Stream.concat(Stream.of("hit"), labels) : labels).toList();
    }

    /// The values of a mail, one for each column.
    List<String> cells(Item item) {
        Stream<String> cells = Cells.of(item.entry(), columnsOrUsual()).stream();
        return (threads ? Stream.concat(Stream.of(item.isHitAmongOthers() ? "*" : ""), cells) : cells).toList();
    }

    private List<PatchField> columnsOrUsual() {
        return columns.isEmpty() ? USUAL : columns;
    }
}
