package patchidx.render;

import java.io.IOException;

/// Writes ids, one a line, or each behind a NUL byte for xargs -0.
final class IdsRenderer implements Renderer {
    private final Request request;

    IdsRenderer(Request request) {
        this.request = request;
    }

    @Override
    public void mail(Item item) throws IOException {
        String id = TerminalText.line(item.entry().patch().id());
        request.sink().text(id + (request.nul() ? '\0' : '\n'));
    }
}
