package patchidx.render;

/// Makes text that strangers wrote harmless: no control character reaches a terminal, where it could move the cursor,
/// change colours or pretend to be another line, and no character that turns the direction of writing.
public final class TerminalText {
    private TerminalText() {}

    /// The text on one line: control characters, tabs and line feeds too, are shown as `·`.
    public static String line(String text) {
        return clean(text, false);
    }

    /// The text with its lines and tabs.
    public static String lines(String text) {
        return clean(text, true);
    }

    private static String clean(String text, boolean keepLines) {
        StringBuilder clean = null;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            boolean harmless = !isHarmful(c) || (keepLines && (c == '\n' || c == '\t'));
            if (clean == null && !harmless) {
                clean = new StringBuilder(text.length()).append(text, 0, at);
            }
            if (clean != null) {
                clean.append(harmless ? c : '·');
            }
        }
        return clean == null ? text : clean.toString();
    }

    private static boolean isHarmful(char c) {
        // Embeddings, overrides, isolates and marks of direction; separators of lines and paragraphs.
        return Character.isISOControl(c)
                || (c >= '\u202a' && c <= '\u202e')
                || (c >= '\u2066' && c <= '\u2069')
                || (c >= '\u2028' && c <= '\u2029')
                || (c >= '\u200e' && c <= '\u200f');
    }
}
