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
    private static final Pattern INSTRUCTION = Pattern.compile("<\\?[^<>]*+>");
    private static final Pattern NEXT_LINE = Pattern.compile("(?i)</div>\\s*+<div\\b[^<>]*+>");

    private HtmlText() {}

    static String of(String html) {
        // The filter looks for the end of an instruction again and again, and takes each end of a div for a line.
        String plain = INSTRUCTION.matcher(html).replaceAll("").replace("<?", "< ?");
        String lines = NEXT_LINE.matcher(plain).replaceAll("</div>");
        StringWriter text = new StringWriter(html.length());
        try (Reader words = new HTMLStripCharFilter(new StringReader(lines))) {
            words.transferTo(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a string can always be read
        }
        return text.toString().stripLeading();
    }
}
