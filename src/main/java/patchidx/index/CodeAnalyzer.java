package patchidx.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/// How text becomes words, in the index and in queries.
public final class CodeAnalyzer extends Analyzer {
    /// Between two values of a field: no phrase reaches from one into the next.
    private static final int GAP = 100;

    private static final CodeAnalyzer FOR_QUERIES = new CodeAnalyzer(false);

    private final boolean withParts;

    private CodeAnalyzer(boolean withParts) {
        this.withParts = withParts;
    }

    /// The analyzer that documents are indexed with.
    static CodeAnalyzer forIndex() {
        return new CodeAnalyzer(true);
    }

    /// The words of a text that somebody asks for, in order.
    public static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        try (TokenStream stream = FOR_QUERIES.tokenStream("", text)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                words.add(term.toString());
            }
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException("reading a string cannot fail", e);
        }
        return words;
    }

    @Override
    protected TokenStreamComponents createComponents(String field) {
        return new TokenStreamComponents(new CodeTokenizer(withParts));
    }

    @Override
    public int getPositionIncrementGap(String field) {
        return GAP;
    }
}
