package patchidx.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import patchidx.field.Flag;
import patchidx.field.PatchField;
import patchidx.render.Sink;
import patchidx.source.Problem;
import picocli.CommandLine.Command;

@Command(name = "fields", description = "List the fields that a query can name.")
final class FieldsCommand implements Callable<Integer> {
    private final Console console;

    FieldsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Sink sink = console.sink();
        List<String[]> rows = PatchField.asked().stream()
                .map(field -> new String[] {
                    String.join(", ", field.names().toList()), field.column().typeName(), field.help(), field.example()
                })
                .toList();
        Columns.print(
                sink,
                Stream.concat(Stream.<String[]>of(new String[] {"FIELD", "TYPE", "MEANING", "EXAMPLE"}), rows.stream())
                        .toList());
        sink.text("\nis:\n");
        Columns.print(
                sink,
                Stream.of(Flag.values())
                        .map(flag -> new String[] {"  " + flag.label(), flag.help()})
                        .toList());
        sink.text("\nproblem:\n");
        Columns.print(
                sink,
                Stream.of(Problem.Kind.values())
                        .map(kind -> new String[] {"  " + kind.label(), kind.help()})
                        .toList());
        return ExitStatus.DONE.code();
    }
}
