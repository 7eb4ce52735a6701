package patchidx.index;

import java.io.IOException;
import java.nio.CharBuffer;
import java.text.Normalizer;
import java.util.Arrays;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/// Cuts prose and code into words: runs of letters and digits, in lower case, without accents.
///
/// Everything else separates, so `vfio_irq`, `vfio-irq` and `vfio irq` are the same two words and a phrase finds all
/// three. The parts of a camelCase word stand at the same place as the whole word. Ideographs are words by themselves.
final class CodeTokenizer extends Tokenizer {
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final OffsetAttribute offset = addAttribute(OffsetAttribute.class);
    private final PositionIncrementAttribute increment = addAttribute(PositionIncrementAttribute.class);
    private final Mode mode;

    private char[] text = new char[8192];
    private int length;
    private int at;
    /// Where the next part of the word at hand begins; its end if there is none.
    private int part;
    private int wordEnd;
    private final char[] letter = new char[1];
    private final char[] folded = new char[4];

    /// @param mode which words to give
    CodeTokenizer(Mode mode) {
        this.mode = mode;
    }

    /// Which words are given.
    enum Mode {
        /// All, and the parts of camelCase words.
        INDEX,
        /// All.
        QUERY,
        /// Only plain words of prose, no part of an identifier, path or number.
        PROSE
    }

    @Override
    public void reset() throws IOException {
        super.reset();
        length = 0;
        at = 0;
        part = 0;
        wordEnd = 0;
        int read;
        while ((read = input.read(text, length, text.length - length)) >= 0) {
            length += read;
            if (length == text.length) {
                text = Arrays.copyOf(text, length * 2);
            }
        }
    }

    @Override
    public boolean incrementToken() {
        clearAttributes();
        if (part < wordEnd) {
            int end = endOfPart(part, wordEnd);
            emit(part, end, 0);
            part = end;
            return true;
        }
        while (nextWord()) {
            if (at - part <= CodeAnalyzer.LONGEST_WORD && (mode != Mode.PROSE || isProse(part, at))) {
                wordEnd = at;
                emit(part, wordEnd, 1);
                if (mode != Mode.INDEX || endOfPart(part, wordEnd) == wordEnd) {
                    part = wordEnd;
                }
                return true;
            }
        }
        part = 0;
        wordEnd = 0;
        return false;
    }

    @Override
    public void end() throws IOException {
        super.end();
        int end = correctOffset(length);
        offset.setOffset(end, end);
    }

    /// Moves `part` to the start and `at` to the end of the next run of letters and digits.
    private boolean nextWord() {
        while (at < length && charsOfWord(at) == 0) {
            at++;
        }
        part = at;
        if (at < length && isIdeograph(at)) {
            at += charsOfWord(at);
            return true;
        }
        while (at < length && charsOfWord(at) > 0 && !isIdeograph(at)) {
            at += charsOfWord(at);
        }
        return at > part;
    }

    /// Whether the word is letters only, at most the first of them a capital, and stands between blanks, quotes and the
    /// signs that sentences have.
    private boolean isProse(int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text[i];
            boolean letter = c >= 128 || (c >= 'a' && c <= 'z') || (i == from && c >= 'A' && c <= 'Z');
            if (!letter) {
                return false;
            }
        }
        return isSentenceSign(from - 1, -1) && isSentenceSign(to, 1);
    }

    /// Whether the sign at `i` is none, a blank, or one of a sentence with a blank behind it.
    private boolean isSentenceSign(int i, int direction) {
        int next = i;
        while (next >= 0 && next < length && ".,;:!?'\"`()[]".indexOf(text[next]) >= 0) {
            boolean call = direction > 0 && next == i && text[next] == '(';
            if (call) {
                return false;
            }
            next += direction;
        }
        return next < 0 || next >= length || text[next] <= ' ';
    }

    /// How many chars the letter or digit at `i` takes; 0 if something else is there.
    private int charsOfWord(int i) {
        char c = text[i];
        if (c < 128) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ? 1 : 0;
        }
        int sign = Character.codePointAt(text, i, length);
        boolean inWord = Character.isLetterOrDigit(sign) || Character.getType(sign) == Character.NON_SPACING_MARK;
        return inWord ? Character.charCount(sign) : 0;
    }

    private boolean isIdeograph(int i) {
        return text[i] >= 128 && Character.isIdeographic(Character.codePointAt(text, i, length));
    }

    /// A part ends where lower case turns to upper case, and before the last of several capitals: `vmcsCacheVMEntry`.
    private int endOfPart(int from, int end) {
        for (int i = from + 1; i < end; i++) {
            boolean upper = Character.isUpperCase(text[i]);
            boolean afterUpper = Character.isUpperCase(text[i - 1]);
            if (upper && (!afterUpper || (i + 1 < end && Character.isLowerCase(text[i + 1])))) {
                return i;
            }
        }
        return end;
    }

    private void emit(int from, int to, int positions) {
        int count = to - from;
        boolean ascii = true;
        char[] buffer = term.resizeBuffer(count);
        for (int i = 0; i < count; i++) {
            char c = text[from + i];
            ascii &= c < 128;
            buffer[i] = c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
        }
        term.setLength(count);
        if (!ascii) {
            fold(from, count);
        }
        offset.setOffset(correctOffset(from), correctOffset(to));
        increment.setPositionIncrement(positions);
    }

    private void fold(int from, int count) {
        String apart = Normalizer.normalize(CharBuffer.wrap(text, from, count), Normalizer.Form.NFKD);
        StringBuilder plain = new StringBuilder(apart.length());
        for (int i = 0; i < apart.length(); i++) {
            char c = apart.charAt(i);
            if (c < 128) {
                plain.append(Character.toLowerCase(c));
            } else if (Character.getType(c) != Character.NON_SPACING_MARK) {
                letter[0] = c;
                int size = ASCIIFoldingFilter.foldToASCII(letter, 0, folded, 0, 1);
                for (int j = 0; j < size; j++) {
                    plain.append(Character.toLowerCase(folded[j]));
                }
            }
        }
        String whole = Normalizer.normalize(plain, Normalizer.Form.NFC);
        term.setEmpty().append(whole.isEmpty() ? String.valueOf(text, from, count) : whole);
    }
}
