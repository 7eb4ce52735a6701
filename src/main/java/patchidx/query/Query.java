package patchidx.query;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import patchidx.field.PatchField;
import patchidx.index.CodeAnalyzer;

/// What a query means. Its text, [Object#toString], parses to the same tree again.
///
/// A field that is null stands for all fields that words without a field are looked for in.
public sealed interface Query {
    /// What means the same with quotes and without: no sign that begins something else.
    Pattern BARE = Pattern.compile("[^\\p{javaWhitespace}()\":\\\\/+-][^\\p{javaWhitespace}()\":\\\\]*");

    /// Every mail.
    record All() implements Query {
        @Override
        public String toString() {
            return "*";
        }
    }

    /// A word, or several that stand together as in `vfio_irq`.
    record Word(@Nullable PatchField field, String text) implements Query {
        @Override
        public String toString() {
            return word(field, text);
        }
    }

    /// Words in this order, beside each other or at most `slop` places away from that.
    record Phrase(@Nullable PatchField field, String text, int slop) implements Query {
        @Override
        public String toString() {
            return prefix(field) + quoted(text) + (slop == 0 ? "" : "~" + slop);
        }
    }

    /// Words that stand close together.
    ///
    /// @param distance how many places the last word may stand behind the first, if they are two; one more for each
    ///     further word
    /// @param ordered whether they stand in this order
    record Near(@Nullable PatchField field, List<String> words, int distance, boolean ordered) implements Query {
        public Near {
            words = List.copyOf(words);
        }

        @Override
        public String toString() {
            String operator = (ordered ? " ADJ/" : " NEAR/") + distance + " ";
            return asWords(words.stream().map(word -> word(field, word)).collect(Collectors.joining(operator)));
        }
    }

    /// A trailer that has no field of its own.
    ///
    /// @param name in lower case
    /// @param text words of the value, in any order, in which `*` stands for any letters and digits; `*` alone
    ///     is any value
    record Trailer(String name, String text) implements Query {
        @Override
        public String toString() {
            boolean isWord = BARE.matcher(text).matches() && !text.contains("..");
            return name + ":" + (isWord ? text : quoted(text));
        }
    }

    /// A word, or several in this order, in which `*` stands for any letters and digits.
    record Wildcard(@Nullable PatchField field, String pattern) implements Query {
        @Override
        public String toString() {
            boolean isPhrase = !BARE.matcher(pattern).matches()
                    && !CodeAnalyzer.words(pattern).isEmpty();
            return prefix(field) + (isPhrase ? quoted(pattern) : pattern);
        }
    }

    /// A regular expression over whole values.
    record Regex(PatchField field, String regex) implements Query {
        @Override
        public String toString() {
            return prefix(field) + '/' + regex.replace("/", "\\/") + '/';
        }
    }

    /// Numbers, or seconds since 1970, from `from` to `to`, both included.
    ///
    /// @param text the range as it was written
    record Range(PatchField field, long from, long to, String text) implements Query {
        @Override
        public String toString() {
            return prefix(field) + text;
        }
    }

    record And(List<Query> parts) implements Query {
        public And {
            parts = List.copyOf(parts);
        }

        @Override
        public String toString() {
            return joined(parts, " ");
        }
    }

    record Or(List<Query> parts) implements Query {
        public Or {
            parts = List.copyOf(parts);
        }

        @Override
        public String toString() {
            return joined(parts, " OR ");
        }
    }

    /// One of both, not both.
    record Xor(Query left, Query right) implements Query {
        @Override
        public String toString() {
            return joined(List.of(left, right), " XOR ");
        }
    }

    record Not(Query part) implements Query {
        @Override
        public String toString() {
            return "NOT " + operand(part);
        }
    }

    /// A colon, or two slashes, behind that of a field would make both one word.
    private static String word(@Nullable PatchField field, String text) {
        boolean isApart = field != null && (text.startsWith(":") || text.startsWith("//"));
        return prefix(field) + (isApart ? "(" + text + ")" : text);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String prefix(@Nullable PatchField field) {
        return field == null ? "" : field.label() + ":";
    }

    private static String joined(List<Query> parts, String with) {
        return asWords(parts.stream().map(Query::operand).collect(Collectors.joining(with)));
    }

    /// Terms that together look like a line of a mail begin with a sign that no such line has.
    private static String asWords(String terms) {
        return PastedLine.asQuery(terms).isPresent() ? "+" + terms : terms;
    }

    private static String operand(Query query) {
        boolean isOneTerm =
                !(query instanceof And || query instanceof Or || query instanceof Xor || query instanceof Near);
        return isOneTerm ? query.toString() : "(" + query + ")";
    }
}
