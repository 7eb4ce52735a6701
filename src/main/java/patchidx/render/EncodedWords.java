package patchidx.render;

import java.nio.charset.StandardCharsets;

/// Writes text that is not plain ASCII into a header (RFC 2047).
final class EncodedWords {
    private static final String START = "=?UTF-8?q?";
    private static final String END = "?=";

    /// Longest encoded word.
    private static final int LONGEST = 75;

    private EncodedWords() {}

    /// Whether a header can hold the text as it is.
    static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c < 127) && !text.contains("=?");
    }

    /// The text in a header; as it is if that is possible.
    static String of(String text) {
        if (isPlain(text)) {
            return text;
        }
        StringBuilder header = new StringBuilder(START);
        int start = 0;
        for (int at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
            String letter = encoded(text.codePointAt(at));
            if (header.length() - start + letter.length() + END.length() > LONGEST) {
                header.append(END).append("\n ");
                start = header.length();
                header.append(START);
            }
            header.append(letter);
        }
        return header.append(END).toString();
    }

    private static String encoded(int codePoint) {
        boolean isPlain = (codePoint >= '0' && codePoint <= '9')
                || (codePoint >= 'A' && codePoint <= 'Z')
                || (codePoint >= 'a' && codePoint <= 'z');
        if (isPlain) {
            return Character.toString(codePoint);
        }
        if (codePoint == ' ') {
            return "_";
        }
        StringBuilder encoded = new StringBuilder();
        for (byte b : Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)) {
            encoded.append(String.format("=%02X", b));
        }
        return encoded.toString();
    }
}
