package patchidx.cli;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import patchidx.field.PatchField;
import patchidx.render.OutputFormat;
import patchidx.render.Request;
import patchidx.render.Sink;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// How to print: `--format`, `--json` and `--jsonl` for short, and what formats with columns need.
final class FormatOption {
    @ArgGroup
    private final Choice choice = new Choice();

    @Option(
            names = "--columns",
            split = ",",
            paramLabel = "FIELD",
            converter = ColumnConverter.class,
            description = "Columns of table, tsv and csv, e.g. date,author,subject.")
    private List<PatchField> columns = new ArrayList<>();

    @Option(
            names = {"-0", "--null"},
            description = "End ids with a NUL byte, for xargs -0; prints ids.")
    private boolean nul;

    OutputFormat or(OutputFormat otherwise) {
        if (choice.format != null) {
            return choice.format;
        }
        if (nul) {
            return OutputFormat.IDS;
        }
        return choice.json ? OutputFormat.JSON : choice.jsonl ? OutputFormat.JSONL : otherwise;
    }

    /// One of these at most.
    static final class Choice {
        @Option(
                names = "--format",
                paramLabel = "FORMAT",
                converter = FormatConverter.class,
                completionCandidates = Labels.class,
                description = "How to print: ${COMPLETION-CANDIDATES}.")
        private @Nullable OutputFormat format;

        @Option(names = "--json", description = "Print one JSON document.")
        private boolean json;

        @Option(names = "--jsonl", description = "Print JSON Lines, one mail a line.")
        private boolean jsonl;
    }

    boolean hasColumns() {
        return !columns.isEmpty();
    }

    Request request(Sink sink) {
        return new Request(sink, columns, nul);
    }

    static final class FormatConverter implements ITypeConverter<OutputFormat> {
        @Override
        public OutputFormat convert(String value) {
            return OutputFormat.named(value)
                    .orElseThrow(() -> new TypeConversionException(
                            "no format '" + value + "'; " + Usage.near(value, "there are", OutputFormat.labels())));
        }
    }

    static final class ColumnConverter implements ITypeConverter<PatchField> {
        @Override
        public PatchField convert(String value) {
            Optional<PatchField> printed = PatchField.printed().stream()
                    .filter(field -> field.jsonKey().equalsIgnoreCase(value))
                    .findFirst();
            return printed.or(() -> PatchField.named(value).filter(PatchField::hasValue))
                    .orElseThrow(() -> new TypeConversionException(
                            "no column '" + value + "'; 'patchidx fields' lists the fields"));
        }
    }

    static final class Labels implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return OutputFormat.labels().iterator();
        }
    }
}
