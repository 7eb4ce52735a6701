package patchidx.query;

import java.util.function.Predicate;

/// A query as somebody types it, and what it asks of one mail.
///
/// @param text the query
/// @param test whether a mail is to be found
record Question(String text, Predicate<SlowMatcher> test) {

    /// The text as an operand of NOT, AND and the like.
    String operand() {
        boolean isOneTerm = text.matches("[^ ()\"]+|[a-z-]*:?\"[^\"]*\"(~\\d+)?");
        return isOneTerm && !text.startsWith("-") ? text : "(" + text + ")";
    }
}
