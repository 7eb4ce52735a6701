package patchidx.mail;

import java.util.Locale;
import java.util.regex.Pattern;

/// The words of an HTML mail that has no plain text: enough to search, not to look at.
final class HtmlText {
    private static final Pattern LINE_BREAK = Pattern.compile("(?i)<(?:br|/p|/div|/tr|/li|/h\\d)\\b[^<>]*>");
    private static final Pattern TAG = Pattern.compile("<[^<>]*>");

    private HtmlText() {}

    static String of(String html) {
        String shown = html;
        for (String element : new String[] {"style", "script", "head"}) {
            shown = without(shown, "<" + element, "</" + element);
        }
        shown = without(shown, "<!--", "-->");
        String text = TAG.matcher(LINE_BREAK.matcher(shown).replaceAll("\n")).replaceAll("");
        return text.replace("&nbsp;", " ")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }

    /// The text without the stretches from `open` to `close`; one that is never closed stays.
    private static String without(String text, String open, String close) {
        String lower = text.toLowerCase(Locale.ROOT);
        StringBuilder kept = new StringBuilder(text.length());
        int from = 0;
        while (lower.length() == text.length()) {
            int start = lower.indexOf(open, from);
            int end = start < 0 ? -1 : lower.indexOf(close, start);
            if (end < 0) {
                break;
            }
            kept.append(text, from, start).append(' ');
            from = end + close.length();
        }
        return kept.append(text, from, text.length()).toString();
    }
}
