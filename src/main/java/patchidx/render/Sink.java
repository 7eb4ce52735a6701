package patchidx.render;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Where an answer goes, and what is known of the place.
///
/// @param out takes the bytes
/// @param isTerminal whether a person looks at them
/// @param columns width of the terminal in characters
/// @param colour whether the terminal shows colours and the user wants them
public record Sink(OutputStream out, boolean isTerminal, int columns, boolean colour) {

    public void text(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Bytes that strangers wrote: as they are, but harmless on a terminal.
    public void foreign(byte[] bytes) throws IOException {
        if (isTerminal) {
            text(TerminalText.lines(new String(bytes, StandardCharsets.UTF_8).replace("\r\n", "\n")));
        } else {
            out.write(bytes);
        }
    }

    String bold(String text) {
        return colour ? "\u001b[1m" + text + "\u001b[0m" : text;
    }

    String dim(String text) {
        return colour ? "\u001b[2m" + text + "\u001b[0m" : text;
    }
}
