package patchidx.query;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How large a regular expression gets when its counted repetitions are written out: `(ab{3}){2}` is `abbbabbb`.
///
/// @param signs how many signs it has
/// @param skips how many of its pieces may be left out, as those of `a*b?`; from each of them, Lucene's automaton has
/// ways to all behind it
record RegexSize(long signs, long skips) {
    private static final Pattern COUNT = Pattern.compile("\\{(\\d{0,9})(,(\\d{0,9}))?\\}");

    /// More than that is too much anyhow, and products of it still fit.
    private static final long TOO_LARGE = 1L << 30;

    private static final long MOST_SIGNS = 20_000;
    private static final long MOST_WAYS = 500_000;

    private static final RegexSize NOTHING = new RegexSize(0, 0);
    private static final RegexSize SKIP = new RegexSize(0, 1);

    RegexSize {
        signs = Math.min(TOO_LARGE, signs);
        skips = Math.min(TOO_LARGE, skips);
    }

    /// @param regex need not be a correct one
    static RegexSize of(String regex) {
        return new Measure().of(regex);
    }

    /// Whether it would take all memory there is before Lucene refuses it.
    boolean isTooLarge() {
        return signs > MOST_SIGNS || signs * skips > MOST_WAYS;
    }

    private RegexSize plus(RegexSize other) {
        return new RegexSize(signs + other.signs, skips + other.skips);
    }

    private RegexSize times(long times) {
        return new RegexSize(signs * times, skips * times);
    }

    private static final class Measure {
        private final Deque<RegexSize> outer = new ArrayDeque<>();
        private RegexSize before = NOTHING;
        private RegexSize last = NOTHING;

        private RegexSize of(String regex) {
            int at = 0;
            while (at < regex.length()) {
                at = take(regex, at);
            }
            return outer.stream().reduce(before.plus(last), RegexSize::plus);
        }

        /// Takes what begins at an index, and gives the index behind it.
        private int take(String regex, int at) {
            switch (regex.charAt(at)) {
                case '(' -> {
                    outer.push(before.plus(last));
                    before = NOTHING;
                    last = NOTHING;
                }
                case ')' -> {
                    last = before.plus(last);
                    before = outer.isEmpty() ? NOTHING : outer.pop();
                }
                case '{' -> {
                    Matcher count = COUNT.matcher(regex).region(at, regex.length());
                    if (count.lookingAt()) {
                        repeat(count);
                        return count.end();
                    }
                }
                case '+' -> last = last.times(2).plus(SKIP); // for Lucene, a+ is aa*
                case '*', '?', '|' -> last = last.plus(SKIP); // one side of a | may be empty
                case '\\' -> {
                    sign(1);
                    return at + 2;
                }
                case '[' -> {
                    int end = Math.max(at, regex.indexOf(']', at + 2)) + 1;
                    sign(end - at);
                    return end;
                }
                default -> sign(1);
            }
            return at + 1;
        }

        private void repeat(Matcher count) {
            long least = number(count.group(1));
            long most = Math.max(least, number(count.group(3)));
            last = last.times(most);
            if (count.group(2) != null) {
                last = last.plus(SKIP.times(1 + most - least));
            }
        }

        private static long number(@Nullable String digits) {
            return digits == null || digits.isEmpty() ? 1 : Long.parseLong(digits);
        }

        private void sign(int length) {
            before = before.plus(last);
            last = new RegexSize(length, 0);
        }
    }
}
