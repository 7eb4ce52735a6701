package patchidx.query;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.core.KeywordTokenizer;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/// What a word is, as docs/reference/query.md and docs/decisions/0008-words.md say, in the most obvious way.
final class SlowWords {
    /// A run of letters and digits; an ideograph is one by itself.
    private static final Pattern RUN =
            Pattern.compile("\\p{IsIdeographic}|(?:(?!\\p{IsIdeographic})[\\p{L}\\p{Nd}\\p{Mn}])+");

    private static final int LONGEST = 255;
    private static final Pattern CAMEL = Pattern.compile("(?<=[^\\p{Lu}])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})");
    private static final Pattern BETWEEN_BLANKS = Pattern.compile("[^\\x00- ]+");
    private static final Pattern PROSE = Pattern.compile("[A-Za-z[^\\x00-\\x7F]][a-z[^\\x00-\\x7F]]*");
    private static final Pattern SIGNS = Pattern.compile("[.,;:!?'\"`()\\[\\]]*");
    private static final Pattern SIGNS_BEHIND = Pattern.compile("(?!\\()" + SIGNS);

    /// Letters that stay together with their accent when Unicode takes accents off.
    private static final Map<String, String> LETTERS =
            Map.of("ß", "ss", "ø", "o", "æ", "ae", "ł", "l", "đ", "d", "œ", "oe");

    private static final Pattern ASCII = Pattern.compile("[\\x00-\\x7F]*");

    private SlowWords() {}

    /// The runs of letters and digits, as written.
    static List<String> runs(String text) {
        return RUN.matcher(text)
                .results()
                .map(MatchResult::group)
                .filter(run -> run.length() <= LONGEST)
                .toList();
    }

    /// The words of a query.
    static List<String> words(String text) {
        return runs(text).stream().map(SlowWords::plain).toList();
    }

    /// The words of a text, one set a place: the word, and the parts of a camelCase one.
    static List<Set<String>> places(String text) {
        List<Set<String>> places = new ArrayList<>();
        for (String run : runs(text)) {
            Set<String> words = new HashSet<>(Set.of(plain(run)));
            CAMEL.splitAsStream(run).map(SlowWords::plain).forEach(words::add);
            places.add(words);
        }
        return places;
    }

    /// What the words of prose in a text have in common with their other forms.
    static Set<String> stems(String text) {
        Set<String> stems = new HashSet<>();
        BETWEEN_BLANKS
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .forEach(chunk -> RUN.matcher(chunk)
                        .results()
                        .filter(run -> run.group().length() <= LONGEST
                                && PROSE.matcher(run.group()).matches()
                                && SIGNS.matcher(chunk.substring(0, run.start()))
                                        .matches()
                                && SIGNS_BEHIND
                                        .matcher(chunk.substring(run.end()))
                                        .matches())
                        .forEach(run -> stems.add(stem(plain(run.group())))));
        return stems;
    }

    /// In lower case, without accents.
    static String plain(String word) {
        return ASCII.matcher(word).matches() ? word.toLowerCase(Locale.ROOT) : unaccented(word);
    }

    private static String unaccented(String word) {
        String lower = Normalizer.normalize(word, Normalizer.Form.NFKD)
                .replaceAll("\\p{Mn}", "")
                .toLowerCase(Locale.ROOT);
        StringBuilder plain = new StringBuilder();
        lower.codePoints()
                .mapToObj(Character::toString)
                .forEach(letter -> plain.append(LETTERS.getOrDefault(letter, letter)));
        return Normalizer.normalize(plain, Normalizer.Form.NFC);
    }

    private static String stem(String word) {
        KeywordTokenizer whole = new KeywordTokenizer();
        whole.setReader(new StringReader(word));
        try (TokenStream stream = new PorterStemFilter(whole)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            stream.incrementToken();
            return term.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
