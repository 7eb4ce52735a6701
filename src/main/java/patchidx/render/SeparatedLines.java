package patchidx.render;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Writes lines of cells: separated by tabs, or by commas with quotes as in RFC 4180, lines ended by line feeds.
final class SeparatedLines {
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

    private final Sink sink;
    private final boolean commas;

    SeparatedLines(Sink sink, boolean commas) {
        this.sink = sink;
        this.commas = commas;
    }

    void write(List<String> cells) throws IOException {
        sink.text(cells.stream().map(this::cell).collect(Collectors.joining(commas ? "," : "\t")) + "\n");
    }

    private String cell(String value) {
        String plain = sink.isTerminal() ? TerminalText.line(value) : value;
        if (!commas) {
            return CONTROL.matcher(plain).replaceAll(" ");
        }
        boolean special = plain.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return special ? '"' + plain.replace("\"", "\"\"") + '"' : plain;
    }
}
