package patchidx.mail;

import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;

/// The text of a header value: encoded words decoded (RFC 2047), unfolded, runs of white space as one blank.
final class HeaderText {
    private static final Pattern WHITE_SPACE = Pattern.compile("[\\s\\u00a0]+");
    private static final Pattern FOLD = Pattern.compile("\\r?\\n");
    private static final Pattern ENCODED_WORD = Pattern.compile("=\\?([^?\\s]+)\\?([bBqQ])\\?([^?]*)\\?=");

    private HeaderText() {}

    static String decode(String value) {
        String unfolded = value.indexOf('\n') < 0 ? value : FOLD.matcher(value).replaceAll("");
        // The decoder looks for the end of a word behind each beginning.
        boolean hasWords = unfolded.length() <= MimeText.LONGEST_HEADER && unfolded.contains("=?");
        return oneLine(hasWords ? decodeWords(unfolded) : unfolded);
    }

    static String oneLine(String text) {
        return isOneLine(text)
                ? text
                : WHITE_SPACE.matcher(text).replaceAll(" ").strip();
    }

    /// Whether it surely has nothing but single blanks between words, as most texts.
    private static boolean isOneLine(String text) {
        boolean behindBlank = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || (c == ' ' && behindBlank)) {
                return false;
            }
            behindBlank = c == ' ';
        }
        return !behindBlank;
    }

    private static String decodeWords(String value) {
        String mended = ENCODED_WORD.matcher(value).replaceAll(word -> Matcher.quoteReplacement(mend(word)));
        try {
            return DecoderUtil.decodeEncodedWords(mended, DecodeMonitor.SILENT, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return value;
        }
    }

    /// The word with what the decoder cannot do without: a charset that exists, and padding.
    private static String mend(MatchResult word) {
        String charset = word.group(1).replaceFirst("\\*.*", ""); // RFC 2231, 5: a language may follow
        String known = Charsets.find(charset).isPresent()
                ? charset
                : Charsets.guess(charset).name();
        String encoding = word.group(2);
        String text = word.group(3);
        if (encoding.equalsIgnoreCase("b")) {
            String bare = text.replaceAll("[^A-Za-z0-9+/]", "");
            text = bare + "=".repeat((4 - bare.length() % 4) % 4);
        }
        return "=?" + known + "?" + encoding + "?" + text + "?=";
    }
}
