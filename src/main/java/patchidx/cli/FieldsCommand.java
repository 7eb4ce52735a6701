package patchidx.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import patchidx.field.Flag;
import patchidx.field.PatchField;
import patchidx.render.Columns;
import patchidx.render.Sink;
import patchidx.source.Problem;
import picocli.CommandLine.Command;

@Command(name = "fields", description = "List the fields that a query can name.")
final class FieldsCommand implements Callable<Integer> {
    static final String OTHER_TRAILERS =
            "Any other trailer is asked by its name: requested-by:ada, debugged-by:*, depends-on:leak";

    private final Console console;

    FieldsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Sink sink = console.sink();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("FIELD", "TYPE", "MEANING", "EXAMPLE"));
        for (PatchField field : PatchField.asked()) {
            String names = String.join(", ", field.names().toList());
            rows.add(List.of(names, field.column().typeName(), field.help(), field.example()));
        }
        Columns.print(sink, rows);
        sink.text("\n" + OTHER_TRAILERS + "\n\nis:\n");
        Columns.print(
                sink,
                Stream.of(Flag.values())
                        .map(flag -> List.of("  " + flag.label(), flag.help()))
                        .toList());
        sink.text("\nproblem:\n");
        Columns.print(
                sink,
                Stream.of(Problem.Kind.values())
                        .map(kind -> List.of("  " + kind.label(), kind.help()))
                        .toList());
        return ExitStatus.DONE.code();
    }
}
