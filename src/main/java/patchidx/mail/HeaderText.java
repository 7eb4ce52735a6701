package patchidx.mail;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
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

    /// What may stand between two words and is not there for who reads them (RFC 2047, 6.2).
    private static final Pattern LINEAR_WHITE_SPACE = Pattern.compile("[ \\t\\r\\n]*");

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

    /// The decoder gets nothing but runs of words: in other text it looks for the end of a word behind each beginning.
    private static String decodeWords(String value) {
        StringBuilder text = new StringBuilder();
        StringBuilder run = new StringBuilder();
        int behind = 0;
        int end = 0;
        Matcher start = START_OF_WORD.matcher(value);
        while (end >= 0 && start.find()) {
            if (start.start() < behind) {
                continue;
            }
            end = end < start.end() ? value.indexOf(END_OF_WORD, start.end()) : end;
            if (end < 0 || beginsAnother(value, start.end(), end)) {
                continue;
            }
            String between = value.substring(behind, start.start());
            if (!LINEAR_WHITE_SPACE.matcher(between).matches()) {
                decodeRun(run, text);
                text.append(between);
            }
            run.append(mend(start.group(1), start.group(2), value.substring(start.end(), end)));
            behind = end + END_OF_WORD.length();
        }
        decodeRun(run, text);
        return text.append(value, behind, value.length()).toString();
    }

    /// Whether another word begins in the text of one, which then has no end of its own. A sign of equality may be the
    /// last of the text.
    private static boolean beginsAnother(String value, int from, int end) {
        int another = value.indexOf("=?", from);
        return another >= 0 && another < end - 1;
    }

    private static void decodeRun(StringBuilder run, StringBuilder text) {
        text.append(DecoderUtil.decodeEncodedWords(run.toString(), DecodeMonitor.SILENT, StandardCharsets.UTF_8));
        run.setLength(0);
    }

    /// The word as the decoder takes it: with a charset that exists and always has the same name, or it would not put
    /// together a character that is split between two words, and with padding.
    private static String mend(String charsetAndLanguage, String encoding, String text) {
        String named = charsetAndLanguage.replaceFirst("\\*.*", ""); // RFC 2231, 5
        Charset charset = Charsets.find(named).orElseGet(() -> Charsets.guess(named));
        String mended = text;
        if (encoding.equalsIgnoreCase("b")) {
            String bare = text.replaceAll("[^A-Za-z0-9+/]", "");
            mended = bare + "=".repeat((4 - bare.length() % 4) % 4);
        }
        return "=?" + charset.name() + "?" + encoding.toUpperCase(Locale.ROOT) + "?" + mended + END_OF_WORD;
    }
}
