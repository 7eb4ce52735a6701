package patchidx.cli;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import patchidx.render.OutputFormat;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// `--format`, and `--json` and `--jsonl` for short.
final class FormatOption {
    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            converter = Converter.class,
            completionCandidates = Labels.class,
            description = "How to print: ${COMPLETION-CANDIDATES}.")
    private @Nullable OutputFormat format;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Option(names = "--jsonl", description = "Print JSON Lines, one mail a line.")
    private boolean jsonl;

    OutputFormat or(OutputFormat otherwise) {
        if (format != null) {
            return format;
        }
        return json ? OutputFormat.JSON : jsonl ? OutputFormat.JSONL : otherwise;
    }

    static final class Converter implements ITypeConverter<OutputFormat> {
        @Override
        public OutputFormat convert(String value) {
            return OutputFormat.named(value)
                    .orElseThrow(() -> new TypeConversionException(
                            "no format '" + value + "'; there are " + String.join(", ", OutputFormat.labels())));
        }
    }

    static final class Labels implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return OutputFormat.labels().iterator();
        }
    }
}
