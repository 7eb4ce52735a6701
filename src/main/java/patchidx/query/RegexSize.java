package patchidx.query;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How large a regular expression gets when its counted repetitions are written out: `(ab{3}){2}` is `abbbabbb`.
final class RegexSize {
    private static final Pattern COUNT = Pattern.compile("\\{(\\d{0,9})(?:,(\\d{0,9}))?\\}");

    /// More than that is too much anyhow, and products of it still fit.
    private static final long TOO_LARGE = 1L << 30;

    private final Deque<Long> outer = new ArrayDeque<>();
    private long size;
    private long last;

    private RegexSize() {}

    /// @param regex need not be a correct one
    static long of(String regex) {
        return new RegexSize().measure(regex);
    }

    private long measure(String regex) {
        int at = 0;
        while (at < regex.length()) {
            at = measure(regex, at);
        }
        return outer.stream().reduce(size, Long::sum);
    }

    /// Takes what begins at an index, and gives the index behind it.
    private int measure(String regex, int at) {
        switch (regex.charAt(at)) {
            case '(' -> {
                outer.push(size);
                size = 0;
            }
            case ')' -> {
                last = size;
                size = Math.min(TOO_LARGE, size + (outer.isEmpty() ? 0 : outer.pop()));
            }
            case '{' -> {
                Matcher count = COUNT.matcher(regex).region(at, regex.length());
                if (count.lookingAt()) {
                    repeat(Math.max(number(count.group(1)), number(count.group(2))));
                    return count.end();
                }
            }
            case '+' -> repeat(2); // for Lucene, a+ is aa*
            case '*', '?', '|' -> {} // as large as what they follow
            case '\\' -> {
                one();
                return at + 2;
            }
            case '[' -> {
                one();
                return Math.max(at, regex.indexOf(']', at + 2)) + 1;
            }
            default -> one();
        }
        return at + 1;
    }

    private static long number(@Nullable String digits) {
        return digits == null || digits.isEmpty() ? 1 : Long.parseLong(digits);
    }

    private void one() {
        last = 1;
        size = Math.min(TOO_LARGE, size + 1);
    }

    private void repeat(long times) {
        size = Math.min(TOO_LARGE, size - last + last * times);
        last = Math.min(TOO_LARGE, last * times);
    }
}
