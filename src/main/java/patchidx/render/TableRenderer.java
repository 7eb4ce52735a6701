package patchidx.render;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes a table for people: columns below one another, as wide as their widest value.
final class TableRenderer implements Renderer {
    private final Request request;
    private final List<List<String>> rows = new ArrayList<>();

    TableRenderer(Request request) {
        this.request = request;
    }

    @Override
    public void start(String query, long total) {
        rows.add(request.heading());
    }

    @Override
    public void mail(Item item) {
        rows.add(request.cells(item).stream().map(TerminalText::line).toList());
    }

    @Override
    public void end(@Nullable String next) throws IOException {
        Columns.print(request.sink(), rows);
    }
}
