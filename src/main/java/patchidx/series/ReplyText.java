package patchidx.series;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The text of a reply, cut into what it quotes and what its sender wrote below that.
///
/// Quotes begin with `>`, in any style; with initials in front of it; or with `|` in a mail that quotes with nothing
/// else. What stands below `-----Original Message-----`, or below header lines as Outlook writes them, is a quote
/// without marks. The signature, the footer of a mailing list and the lines that say who is quoted are left out.
///
/// @param parts in order
record ReplyText(List<Part> parts) {
    private static final Pattern INITIALS = Pattern.compile("[A-Z]{1,4}(?=>)");
    private static final Pattern ORIGINAL = Pattern.compile(
            "(?i)\\s*-{3,}\\s*(?:original message|forwarded message|ursprüngliche nachricht)\\s*-{3,}.*");
    private static final Pattern LIST_RULE = Pattern.compile("_{20,}\\s*");
    private static final Pattern HEADER_FROM = Pattern.compile("\\*?(?:From|Von|发件人)\\*?\\s*[:：].*");
    private static final Pattern HEADER_DATE = Pattern.compile("\\*?(?:Sent|Date|Gesendet|发送时间)\\*?\\s*[:：].*");
    private static final Pattern HEADER_TO = Pattern.compile("\\*?(?:To|Cc|Subject|An|Betreff|收件人)\\*?\\s*[:：].*");
    private static final Pattern ATTRIBUTION = Pattern.compile(
            "(?iu).*(?:\\b(?:wrote|writes|written|said|says|schrieb|écrit|escribió|scrisse)\\b|写道|написал).{0,80}[:：>]?\\s*");
    private static final Pattern WHEN_OR_WHO = Pattern.compile(".*(?:@|\\d{4}|\\d{1,2}:\\d{2}).*");

    private static final Pattern FIRST_LINE = Pattern.compile("(?i)\\W*(?:On|Am|Le|At|Il|El|在)\\b.*");

    /// An attribution is wrapped into this many lines at most.
    private static final int LONGEST_ATTRIBUTION = 4;

    ReplyText {
        parts = List.copyOf(parts);
    }

    /// A stretch of a reply.
    sealed interface Part {}

    /// Lines of other mails.
    record Quote(List<Quoted> lines) implements Part {
        Quote {
            lines = List.copyOf(lines);
        }
    }

    /// A line of another mail.
    ///
    /// @param depth how often it was quoted, from 1
    /// @param text the line without the marks
    record Quoted(int depth, String text) {}

    /// Lines of the sender.
    record Words(List<String> lines) implements Part {
        Words {
            lines = List.copyOf(lines);
        }
    }

    static ReplyText of(String text) {
        List<String> lines = text.lines().toList();
        boolean hasMarks = lines.stream().anyMatch(line -> line.startsWith(">"));
        return new Cutter(lines, hasMarks ? '>' : '|').cut();
    }

    /// Goes through the lines once.
    private static final class Cutter {
        private final List<String> lines;
        private final char mark;
        private final List<Part> parts = new ArrayList<>();
        private final List<Quoted> quote = new ArrayList<>();
        private final List<String> words = new ArrayList<>();

        Cutter(List<String> lines, char mark) {
            this.lines = lines;
            this.mark = mark;
        }

        ReplyText cut() {
            boolean withoutMarks = false;
            for (int at = 0; at < lines.size(); at++) {
                String line = lines.get(at);
                if (!withoutMarks && (line.equals("-- ") || beginsFooter(at))) {
                    break;
                }
                withoutMarks |= beginsQuoteWithoutMarks(at);
                Quoted quoted = quoted(line);
                if (quoted != null) {
                    endWords(true);
                    quote.add(quoted);
                } else if (withoutMarks) {
                    endWords(false);
                    quote.add(new Quoted(1, line));
                } else if (!line.isBlank() || !words.isEmpty()) {
                    endQuote();
                    words.add(line);
                }
            }
            endWords(false);
            endQuote();
            return new ReplyText(parts);
        }

        private @Nullable Quoted quoted(String line) {
            int at = line.startsWith(" ") ? 1 : 0;
            if (at < line.length() && line.charAt(at) >= 'A' && line.charAt(at) <= 'Z') {
                Matcher initials = INITIALS.matcher(line).region(at, line.length());
                at = initials.lookingAt() ? initials.end() : at;
            }
            int depth = 0;
            while (at < line.length() && (line.charAt(at) == '>' || line.charAt(at) == mark)) {
                depth++;
                at++;
                // Some put a blank behind each mark, others behind the last one.
                at += at < line.length() && line.charAt(at) == ' ' ? 1 : 0;
            }
            return depth == 0 ? null : new Quoted(depth, line.substring(at));
        }

        /// Whether what a mailing list adds to each mail begins at a line.
        private boolean beginsFooter(int at) {
            return lines.get(at).startsWith("_")
                    && LIST_RULE.matcher(lines.get(at)).matches()
                    && at + 1 < lines.size()
                    && lines.get(at + 1).contains("mailing list");
        }

        private boolean beginsQuoteWithoutMarks(int at) {
            if (lines.get(at).contains("---") && ORIGINAL.matcher(lines.get(at)).matches()) {
                return true;
            }
            if (!HEADER_FROM.matcher(lines.get(at)).matches()) {
                return false;
            }
            List<String> next = lines.subList(at + 1, Math.min(lines.size(), at + 6));
            return next.stream().anyMatch(line -> HEADER_DATE.matcher(line).matches())
                    && next.stream().anyMatch(line -> HEADER_TO.matcher(line).matches());
        }

        /// @param beforeQuote whether a quote follows, which the last lines may announce
        private void endWords(boolean beforeQuote) {
            if (beforeQuote) {
                dropAttribution();
            }
            while (!words.isEmpty() && words.getLast().isBlank()) {
                words.removeLast();
            }
            if (words.stream().anyMatch(line -> !line.isBlank())) {
                endQuote();
                parts.add(new Words(words));
            }
            words.clear();
        }

        private void endQuote() {
            if (!quote.isEmpty()) {
                parts.add(new Quote(quote));
                quote.clear();
            }
        }

        /// Takes away `On Monday, Ada Lovelace wrote:`, which mailers wrap.
        private void dropAttribution() {
            while (!words.isEmpty() && words.getLast().isBlank()) {
                words.removeLast();
            }
            int first = words.size();
            while (first > 0
                    && words.size() - first < LONGEST_ATTRIBUTION
                    && !words.get(first - 1).isBlank()) {
                first--;
                List<String> tail = words.subList(first, words.size());
                String joined = String.join(" ", tail);
                if (ATTRIBUTION.matcher(joined).matches()
                        && WHEN_OR_WHO.matcher(joined).matches()) {
                    boolean goesOn = first > 0
                            && !words.get(first - 1).isBlank()
                            && FIRST_LINE.matcher(words.get(first - 1)).matches()
                            && !FIRST_LINE.matcher(tail.getFirst()).matches();
                    if (!goesOn) {
                        tail.clear();
                        return;
                    }
                }
            }
        }
    }
}
