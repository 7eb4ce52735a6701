package patchidx.cli;

import java.io.IOException;
import patchidx.index.PatchIndex;
import patchidx.query.Search.Answer;
import patchidx.query.Search.Hit;
import patchidx.render.OutputFormat;
import patchidx.render.Renderer;

/// Hands answers to a renderer.
final class Answers {
    private Answers() {}

    /// @param query what was asked, for formats that repeat it
    static ExitStatus print(String query, Answer answer, PatchIndex index, OutputFormat format, Console console)
            throws IOException {
        Renderer renderer = format.renderer(console.sink());
        renderer.start(query, answer.total());
        for (Hit hit : answer.hits()) {
            renderer.mail(hit.entry(), index.bytes(hit.document()).getFirst());
        }
        renderer.end();
        return answer.hits().isEmpty() ? ExitStatus.NOTHING : ExitStatus.DONE;
    }
}
