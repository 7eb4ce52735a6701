package patchidx.mail;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.charfilter.HTMLStripCharFilter;

/// The words of an HTML mail that has no plain text: enough to search, not to look at.
final class HtmlText {
    private static final Pattern BLANK_LINES = Pattern.compile("\n{3,}");

    private HtmlText() {}

    static String of(String html) {
        StringWriter text = new StringWriter(html.length());
        try (Reader words = new HTMLStripCharFilter(new StringReader(html))) {
            words.transferTo(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a string can always be read
        }
        return BLANK_LINES.matcher(text.toString()).replaceAll("\n\n").stripLeading();
    }
}
