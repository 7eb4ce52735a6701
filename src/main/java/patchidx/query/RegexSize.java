package patchidx.query;

import org.apache.lucene.util.automaton.RegExp;

/// How large the automaton of regular expressions gets, before Lucene makes it a deterministic one: roughly, and more
/// rather than less.
///
/// @param states one for each sign, with counted repetitions written out: `(ab{3}){2}` is `abbbabbb`
/// @param ways that lead past pieces that may be left out: from each piece of `a*b?c*` to all behind it
record RegexSize(long states, long ways) {
    static final RegexSize NOTHING = new RegexSize(0, 0);

    /// More than that takes all memory there is before Lucene refuses it.
    private static final long MOST_STATES = 20_000;

    private static final long MOST_WAYS = 1_000_000;

    /// Products of two still fit.
    private static final long TOO_LARGE = 1L << 30;

    static RegexSize of(RegExp expression) {
        Part whole = Part.of(expression);
        return new RegexSize(whole.states, whole.skips * whole.ranges);
    }

    RegexSize plus(RegexSize other) {
        return new RegexSize(states + other.states, ways + other.ways);
    }

    boolean isTooLarge() {
        return states > MOST_STATES || ways > MOST_WAYS;
    }

    /// A part of an expression, written out.
    ///
    /// @param ranges of characters, over all states
    /// @param skips how many pieces may be left out
    /// @param canBeEmpty whether all of it may be
    private record Part(long states, long ranges, long skips, boolean canBeEmpty) {
        Part {
            states = Math.min(TOO_LARGE, states);
            ranges = Math.min(TOO_LARGE, ranges);
            skips = Math.min(TOO_LARGE, skips);
        }

        static Part of(RegExp part) {
            return switch (part.kind) {
                case REGEXP_CONCATENATION, REGEXP_INTERSECTION -> of(part.exp1).then(of(part.exp2));
                case REGEXP_UNION -> of(part.exp1).or(of(part.exp2));
                case REGEXP_OPTIONAL, REGEXP_REPEAT -> of(part.exp1).times(1, 1, true);
                case REGEXP_REPEAT_MIN -> of(part.exp1).times(part.min + 1L, 1, part.min == 0);
                case REGEXP_REPEAT_MINMAX ->
                    of(part.exp1).times(part.max, Math.max(0L, part.max - part.min), part.min == 0);
                case REGEXP_COMPLEMENT, REGEXP_DEPRECATED_COMPLEMENT -> of(part.exp1);
                case REGEXP_STRING -> new Part(part.s.length(), part.s.length(), 0, part.s.isEmpty());
                case REGEXP_CHAR_CLASS -> new Part(1, part.from.length, 0, false);
                case REGEXP_ANYSTRING -> new Part(1, 1, 1, true);
                case REGEXP_CHAR, REGEXP_CHAR_RANGE, REGEXP_ANYCHAR, REGEXP_EMPTY, REGEXP_AUTOMATON, REGEXP_INTERVAL ->
                    new Part(1, 1, 0, false);
            };
        }

        private Part then(Part next) {
            return new Part(
                    states + next.states, ranges + next.ranges, skips + next.skips, canBeEmpty && next.canBeEmpty);
        }

        private Part or(Part other) {
            boolean either = canBeEmpty || other.canBeEmpty;
            return new Part(
                    states + other.states, ranges + other.ranges, skips + other.skips + (either ? 1 : 0), either);
        }

        private Part times(long times, long leftOut, boolean mayBeNone) {
            return new Part(states * times, ranges * times, skips * times + leftOut, canBeEmpty || mayBeNone);
        }
    }
}
