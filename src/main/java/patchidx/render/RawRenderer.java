package patchidx.render;

import java.io.IOException;

/// Writes the bytes of mails and nothing else.
final class RawRenderer implements Renderer {
    private final Sink sink;

    RawRenderer(Sink sink) {
        this.sink = sink;
    }

    @Override
    public void mail(Item item) throws IOException {
        sink.foreign(item.bytes());
    }
}
