package patchidx.mail;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;

/// The text of a header value: encoded words decoded (RFC 2047), unfolded, runs of white space as one blank.
final class HeaderText {
    private static final Pattern WHITE_SPACE = Pattern.compile("[\\s\\u00a0]+");
    private static final Pattern FOLD = Pattern.compile("\\r?\\n");
    private static final Pattern START_OF_WORD = Pattern.compile("=\\?([^?\\s]+)\\?([bBqQ])\\?");
    private static final String END_OF_WORD = "?=";

    private HeaderText() {}

    static String decode(String value) {
        String unfolded = value.indexOf('\n') < 0 ? value : FOLD.matcher(value).replaceAll("");
        return oneLine(unfolded.contains("=?") ? decodeWords(unfolded) : unfolded);
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

    /// The decoder gets nothing but runs of words: in other text it looks for the end of a word behind each beginning,
    /// and one word without text makes it drop everything.
    private static String decodeWords(String value) {
        StringBuilder text = new StringBuilder();
        StringBuilder run = new StringBuilder();
        int behind = 0;
        Matcher start = START_OF_WORD.matcher(value);
        while (start.find(behind)) {
            int end = value.indexOf(END_OF_WORD, start.end());
            if (end < 0) {
                break;
            }
            String between = value.substring(behind, start.start());
            if (!between.isBlank()) {
                decodeRun(run, text);
                text.append(between);
            } else if (behind == 0) {
                text.append(between);
            }
            run.append(mend(start.group(1), start.group(2), value.substring(start.end(), end)));
            behind = end + END_OF_WORD.length();
        }
        decodeRun(run, text);
        return text.append(value, behind, value.length()).toString();
    }

    private static void decodeRun(StringBuilder run, StringBuilder text) {
        text.append(DecoderUtil.decodeEncodedWords(run.toString(), DecodeMonitor.SILENT, StandardCharsets.UTF_8));
        run.setLength(0);
    }

    /// The word with what the decoder cannot do without: a charset that exists, and padding. One without text is none.
    private static String mend(String charsetAndLanguage, String encoding, String text) {
        String charset = charsetAndLanguage.replaceFirst("\\*.*", ""); // RFC 2231, 5
        String known = Charsets.find(charset).isPresent()
                ? charset
                : Charsets.guess(charset).name();
        String mended = text;
        if (encoding.equalsIgnoreCase("b")) {
            String bare = text.replaceAll("[^A-Za-z0-9+/]", "");
            mended = bare + "=".repeat((4 - bare.length() % 4) % 4);
        }
        return mended.isEmpty() ? "" : "=?" + known + "?" + encoding + "?" + mended + END_OF_WORD;
    }
}
