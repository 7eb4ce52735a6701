package patchidx.mail;

import java.util.regex.Pattern;

/// The words of an HTML mail that has no plain text: enough to search, not to look at.
final class HtmlText {
    private static final Pattern HIDDEN = Pattern.compile("(?is)<(style|script|head)\\b.*?</\\1\\s*>|<!--.*?-->");
    /// In longer texts, what is hidden is found too: looking for its end takes time that grows with the square.
    private static final int LONGEST = 500_000;

    private static final Pattern LINE_BREAK = Pattern.compile("(?i)<(?:br|/p|/div|/tr|/li|/h\\d)\\b[^>]*>");
    private static final Pattern TAG = Pattern.compile("<[^<>]*>");

    private HtmlText() {}

    static String of(String html) {
        String shown = html.length() <= LONGEST ? HIDDEN.matcher(html).replaceAll(" ") : html;
        String text = TAG.matcher(LINE_BREAK.matcher(shown).replaceAll("\n")).replaceAll("");
        return text.replace("&nbsp;", " ")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }
}
