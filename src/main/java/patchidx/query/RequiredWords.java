package patchidx.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.WildcardQuery;
import org.apache.lucene.util.automaton.RegExp;
import org.jspecify.annotations.Nullable;
import patchidx.field.PatchField;
import patchidx.index.FieldCodec;

/// The words that a line has to hold for a regular expression to occur in it, as a query of what the index knows.
///
/// Of `spin_lock.*irq\(` that is a word that ends in `spin`, one that begins with `lock`, and one that ends in `irq`: a
/// literal with a sign that is no letter or digit on both sides is a whole word, and whatever else may stand beside it
/// makes it a part of one.
final class RequiredWords {
    /// Parts of words as short as this are in nearly every mail.
    private static final int TOO_SHORT = 1;

    private final PatchField field;

    /// The literal that is being read; words of it are taken when it ends.
    private final StringBuilder literal = new StringBuilder();

    private boolean isBound;
    private final List<Query> words = new ArrayList<>();

    private RequiredWords(PatchField field) {
        this.field = field;
    }

    /// What finds all mails that the expression can occur in, and more; empty if it demands no word.
    ///
    /// @param field whose lines it runs over
    /// @param fromStart whether it is tied to the start of the line
    /// @param toEnd whether it is tied to the end of the line
    static Optional<Query> of(PatchField field, RegExp expression, boolean fromStart, boolean toEnd) {
        RequiredWords required = new RequiredWords(field);
        required.isBound = fromStart;
        required.read(expression);
        required.endLiteral(toEnd);
        return required.all();
    }

    private Optional<Query> all() {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        words.forEach(word -> all.add(word, Occur.FILTER));
        return words.isEmpty() ? Optional.empty() : Optional.of(all.build());
    }

    private void read(RegExp part) {
        switch (part.kind) {
            case REGEXP_CONCATENATION -> {
                read(part.exp1);
                read(part.exp2);
            }
            case REGEXP_STRING -> part.s.codePoints().forEach(this::readLetter);
            case REGEXP_CHAR -> readLetter(part.c);
            case REGEXP_UNION -> {
                endLiteral(separates(part));
                either(part).ifPresent(words::add);
            }
            case REGEXP_REPEAT_MIN, REGEXP_REPEAT_MINMAX -> {
                boolean separates = part.min > 0 && separates(part.exp1);
                endLiteral(separates);
                if (part.min > 0 && !separates) {
                    of(field, part.exp1, false, false).ifPresent(words::add);
                }
            }
            // What may be anything, or nothing at all.
            case REGEXP_CHAR_RANGE,
                    REGEXP_CHAR_CLASS,
                    REGEXP_ANYCHAR,
                    REGEXP_ANYSTRING,
                    REGEXP_OPTIONAL,
                    REGEXP_REPEAT,
                    REGEXP_EMPTY,
                    REGEXP_AUTOMATON,
                    REGEXP_INTERVAL,
                    REGEXP_INTERSECTION,
                    REGEXP_COMPLEMENT,
                    REGEXP_DEPRECATED_COMPLEMENT -> endLiteral(separates(part));
        }
    }

    /// The words of one side or of the other.
    private Optional<Query> either(RegExp union) {
        Optional<Query> left = of(field, union.exp1, false, false);
        Optional<Query> right = of(field, union.exp2, false, false);
        return left.flatMap(one -> right.map(other -> new BooleanQuery.Builder()
                .add(one, Occur.SHOULD)
                .add(other, Occur.SHOULD)
                .build()));
    }

    private void readLetter(int sign) {
        if (sign < 128) {
            literal.append((char) sign);
        } else {
            // The index holds other letters without their accents.
            endLiteral(false);
        }
    }

    /// Takes the words of the literal.
    ///
    /// @param thenBound whether what follows is no letter or digit
    private void endLiteral(boolean thenBound) {
        int at = 0;
        while (at < literal.length()) {
            int end = at;
            while (end < literal.length() && isWord(literal.charAt(end))) {
                end++;
            }
            if (end > at) {
                boolean begins = at > 0 || isBound;
                boolean ends = end < literal.length() || thenBound;
                word(literal.substring(at, end).toLowerCase(Locale.ROOT), begins, ends);
            }
            at = end + 1;
        }
        literal.setLength(0);
        isBound = thenBound;
    }

    private void word(String word, boolean begins, boolean ends) {
        if (begins && ends) {
            words.add(new TermQuery(new Term(field.label(), word)));
        } else if (word.length() > TOO_SHORT) {
            String pattern = (begins ? "" : "*") + word + (ends ? "" : "*");
            words.add(new BooleanQuery.Builder()
                    .add(new WildcardQuery(new Term(field.label(), pattern)), Occur.SHOULD)
                    .add(FieldCodec.hasLongWords(field), Occur.SHOULD)
                    .build());
        }
    }

    /// Whether the part is one sign that is no letter and no digit, so that a word ends there.
    private static boolean separates(@Nullable RegExp part) {
        if (part == null) {
            return false;
        }
        return switch (part.kind) {
            case REGEXP_CHAR -> isSeparator(part.c, part.c);
            case REGEXP_UNION -> separates(part.exp1) && separates(part.exp2);
            case REGEXP_CHAR_RANGE, REGEXP_CHAR_CLASS -> {
                boolean all = part.from.length > 0;
                for (int i = 0; i < part.from.length; i++) {
                    all &= isSeparator(part.from[i], part.to[i]);
                }
                yield all;
            }
            default -> false;
        };
    }

    private static boolean isSeparator(int from, int to) {
        boolean all = to < 128;
        for (int sign = from; all && sign <= to; sign++) {
            all = !isWord((char) sign);
        }
        return all;
    }

    private static boolean isWord(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
