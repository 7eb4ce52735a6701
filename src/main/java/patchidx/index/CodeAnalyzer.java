package patchidx.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import patchidx.field.PatchField;
import patchidx.index.CodeTokenizer.Mode;

/// How text becomes words, in the index and in queries.
public final class CodeAnalyzer extends Analyzer {
    /// Longer runs of letters and digits are no words: encoded data.
    public static final int LONGEST_WORD = 255;

    /// Between two values of a field: no phrase reaches from one into the next.
    public static final int GAP = 100;

    private static final CodeAnalyzer FOR_QUERIES = new CodeAnalyzer(Mode.QUERY);
    private static final CodeAnalyzer FOR_TEXT = new CodeAnalyzer(Mode.INDEX);

    private final Mode mode;

    private CodeAnalyzer(Mode mode) {
        super(PER_FIELD_REUSE_STRATEGY);
        this.mode = mode;
    }

    /// The analyzer that documents are indexed with.
    static CodeAnalyzer forIndex() {
        return new CodeAnalyzer(Mode.INDEX);
    }

    /// The words of a text that somebody asks for, in order.
    public static List<String> words(String text) {
        return tokens("", text);
    }

    /// Whether there is a run of letters and digits that is too long for a word.
    static boolean hasLongWord(String text) {
        int run = 0;
        for (int i = 0; i < text.length() && text.length() > LONGEST_WORD; i++) {
            char c = text.charAt(i);
            // Everything outside of ASCII counts as a letter, which is true often enough.
            boolean inWord = c >= 128 || Character.isLetterOrDigit(c);
            run = inWord ? run + 1 : 0;
            if (run > LONGEST_WORD) {
                return true;
            }
        }
        return false;
    }

    /// The stem that a word of English prose shares with its other forms; empty if the text is anything else.
    public static Optional<String> stem(String text) {
        List<String> stems = tokens(FieldCodec.stemsOf(PatchField.SUBJECT), text);
        return stems.size() == 1 && words(text).size() == 1 ? Optional.of(stems.getFirst()) : Optional.empty();
    }

    /// A word and where it stands.
    ///
    /// @param start index of its first character
    /// @param end index behind its last one
    public record Token(String word, int start, int end) {}

    /// All words of a text with their places, also the parts of camelCase words.
    public static List<Token> tokens(String text) {
        List<Token> tokens = new ArrayList<>();
        try (TokenStream stream = FOR_TEXT.tokenStream("", text)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            OffsetAttribute offset = stream.addAttribute(OffsetAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                tokens.add(new Token(term.toString(), offset.startOffset(), offset.endOffset()));
            }
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException("reading a string cannot fail", e);
        }
        return tokens;
    }

    private static List<String> tokens(String field, String text) {
        List<String> words = new ArrayList<>();
        try (TokenStream stream = FOR_QUERIES.tokenStream(field, text)) {
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
        if (FieldCodec.holdsStems(field)) {
            Tokenizer prose = new CodeTokenizer(Mode.PROSE);
            return new TokenStreamComponents(prose, new PorterStemFilter(prose));
        }
        return new TokenStreamComponents(new CodeTokenizer(mode));
    }

    @Override
    public int getPositionIncrementGap(String field) {
        return GAP;
    }
}
