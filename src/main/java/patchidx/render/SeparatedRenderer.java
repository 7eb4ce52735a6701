package patchidx.render;

import java.io.IOException;

/// Writes a line of names and then a line a mail, its values in columns.
final class SeparatedRenderer implements Renderer {
    private final Request request;
    private final SeparatedLines lines;

    SeparatedRenderer(Request request, boolean commas) {
        this.request = request;
        this.lines = new SeparatedLines(request.sink(), commas);
    }

    @Override
    public void start(String query, long total) throws IOException {
        lines.write(request.heading());
    }

    @Override
    public void mail(Item item) throws IOException {
        lines.write(request.cells(item));
    }
}
