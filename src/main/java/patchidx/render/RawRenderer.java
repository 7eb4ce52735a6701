package patchidx.render;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Writes the bytes of mails and nothing else.
final class RawRenderer implements Renderer {
    private final Sink sink;

    RawRenderer(Sink sink) {
        this.sink = sink;
    }

    @Override
    public void start(String query, long total) {}

    @Override
    public void mail(Item item) throws IOException {
        sink.foreign(item.bytes());
    }

    @Override
    public void end(@Nullable String next) {}
}
