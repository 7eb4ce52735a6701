package patchidx.render;

import java.io.IOException;
import patchidx.field.Entry;

/// Writes the bytes of mails and nothing else.
final class RawRenderer implements Renderer {
    private final Sink sink;

    RawRenderer(Sink sink) {
        this.sink = sink;
    }

    @Override
    public void start(String query, long total) {}

    @Override
    public void mail(Entry entry, byte[] bytes) throws IOException {
        sink.foreign(bytes);
    }

    @Override
    public void end() {}
}
