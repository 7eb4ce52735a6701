package patchidx.render;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Writes a line of names and then a line a mail, its values separated: by tabs, or by commas with quotes as in RFC
/// 4180, lines ended by line feeds.
final class SeparatedRenderer implements Renderer {
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

    private final Request request;
    private final boolean commas;

    SeparatedRenderer(Request request, boolean commas) {
        this.request = request;
        this.commas = commas;
    }

    @Override
    public void start(String query, long total) throws IOException {
        line(request.heading());
    }

    @Override
    public void mail(Item item) throws IOException {
        line(request.cells(item));
    }

    private void line(List<String> cells) throws IOException {
        String line = cells.stream().map(this::cell).collect(Collectors.joining(commas ? "," : "\t"));
        request.sink().text(line + "\n");
    }

    private String cell(String value) {
        String plain = request.sink().isTerminal() ? TerminalText.line(value) : value;
        if (!commas) {
            return CONTROL.matcher(plain).replaceAll(" ");
        }
        boolean special = plain.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return special ? '"' + plain.replace("\"", "\"\"") + '"' : plain;
    }
}
