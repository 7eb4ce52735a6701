package patchidx.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the subject of a patch mail says: `[RFC PATCH v2 1/3] vfio: add irq`.
///
/// @param text the whole subject, as sent
/// @param title the subject without reply marks and prefixes
/// @param tags words of the prefixes in order, as written, without version and n/m
/// @param version number of the version, 1 where none is named
/// @param number the n of n/m; 0 is the cover letter; null where there is no n/m
/// @param total the m of n/m; null where there is no n/m
/// @param reply whether it begins with a reply mark
public record Subject(
        String text,
        String title,
        List<String> tags,
        int version,
        @Nullable Integer number,
        @Nullable Integer total,
        boolean reply) {

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    public Subject {
        tags = List.copyOf(tags);
    }

    public static Subject parse(String text) {
        return new Parser(text).parse();
    }

    /// Whether one of the words of a tag is `word`, in any case: `RFC` is one of the words of `RFC/PATCH`.
    public boolean isTagged(String word) {
        return tags.stream().flatMap(Subject::words).anyMatch(word::equalsIgnoreCase);
    }

    private static Stream<String> words(String tag) {
        return BETWEEN_WORDS.splitAsStream(tag);
    }

    /// Takes prefixes and reply marks from the front until the title begins.
    private static final class Parser {
        private static final String REPLY = "re|aw|sv|vs|antw|antwort|odp|回复|答复|回覆|答覆";
        private static final Pattern REPLY_MARK = Pattern.compile("(?iu)(?:(?:" + REPLY
                + "|fwd|转发|轉寄)(?:\\s*\\[\\d+\\]|\\s*\\(\\d+\\)|\\^\\d+)?|(?-i:FW|Fw|WG))\\s*[:：]\\s*");
        private static final Pattern BRACKETS = Pattern.compile("\\[((?:[^\\[\\]]++|\\[[^\\[\\]]*+\\])*+)\\]\\s*");
        private static final Pattern OPEN_BRACKET =
                Pattern.compile("(?i)\\[((?:(?:RFC|RESEND)\\s+)?PATCH\\b[^\\]\\[:]*?(?<!\\d)\\d++/\\d+)\\s*:?\\s+");
        private static final Pattern WORD_BEFORE =
                Pattern.compile("((?:RESEND|REPOST|RFC|PATCH|v\\d+)(?:\\s+v\\d+)?)\\s*[:,-]?\\s*(?=\\[)");
        private static final Pattern LEFT_OVER = Pattern.compile("[\\]:：][\\]:：\\s]*+");

        private static final Pattern COUNT = Pattern.compile(
                "(?<![\\d.])(\\d{1,5})\\s*+(?:/|(?<=\\s)of\\s)\\s*(\\d{1,5})(?![\\d.]*[\\d/])",
                Pattern.CASE_INSENSITIVE);
        private static final Pattern VERSION = Pattern.compile("(?i)v[.]?(\\d{1,6})(?:[a-z]|-bis)?");
        private static final Pattern REROLL = Pattern.compile("(?i)v(\\d{1,3})\\.[0-3]");
        private static final Pattern GLUED_VERSION =
                Pattern.compile("(?i)(.*?(?:PATCH|PATCHES|RFC|RESEND))[-_.:]?v(\\d{1,6})");
        private static final Pattern VERSION_WORD = Pattern.compile("(?i)\\b(?:version|ver|rev)[.\\s]*(\\d{1,4})\\b");
        private static final Pattern WORD_END = Pattern.compile("[\\s,;]+");
        private static final Pattern VERSION_AT_END = Pattern.compile("(?i)[(]v(\\d{1,4})[)]$");

        private final String text;
        private String rest;
        private final List<String> tags = new ArrayList<>();
        private int version;
        private @Nullable Integer number;
        private @Nullable Integer total;
        private boolean reply;
        private boolean isTaggedPatch;

        Parser(String text) {
            this.text = text;
            this.rest = text.strip();
        }

        Subject parse() {
            boolean bracketsSeen = false;
            while (true) {
                Matcher mark = REPLY_MARK.matcher(rest);
                Matcher brackets = BRACKETS.matcher(rest);
                Matcher open = OPEN_BRACKET.matcher(rest);
                Matcher word = WORD_BEFORE.matcher(rest);
                Matcher leftOver = LEFT_OVER.matcher(rest);
                if (!namesPatch() && mark.lookingAt()) {
                    reply = true;
                    isTaggedPatch = false;
                    tags.clear(); // what a list or gateway wrote in front of the mark: "[EXT] Re: [PATCH] foo"
                    rest = rest.substring(mark.end());
                } else if (brackets.lookingAt()) {
                    prefix(brackets.group(1));
                    bracketsSeen = true;
                    rest = rest.substring(brackets.end());
                } else if (open.lookingAt()) {
                    prefix(open.group(1));
                    bracketsSeen = true;
                    rest = rest.substring(open.end());
                } else if (!bracketsSeen && word.lookingAt()) {
                    prefix(word.group(1));
                    rest = rest.substring(word.end());
                } else if (bracketsSeen && leftOver.lookingAt()) {
                    rest = rest.substring(leftOver.end());
                } else {
                    break;
                }
            }
            Matcher atEnd = VERSION_AT_END.matcher(rest);
            if (version == 0 && atEnd.find()) {
                version = Integer.parseInt(atEnd.group(1));
            }
            return new Subject(text, rest, tags, Math.max(version, 1), number, total, reply);
        }

        /// Whether what was taken from the front so far is the author's own prefix; a mark behind it is title.
        private boolean namesPatch() {
            return number != null || version > 0 || isTaggedPatch;
        }

        private void prefix(String content) {
            String words = content.replace('[', ' ').replace(']', ' ');
            Matcher count = COUNT.matcher(words);
            if (number == null && count.find()) {
                number = Integer.valueOf(count.group(1));
                total = Integer.valueOf(count.group(2));
                words = words.substring(0, count.start()) + " " + words.substring(count.end());
            }
            Matcher spelled = VERSION_WORD.matcher(words);
            if (spelled.find()) {
                version(spelled.group(1));
                words = words.substring(0, spelled.start()) + " " + words.substring(spelled.end());
            }
            WORD_END.splitAsStream(words).forEach(this::word);
        }

        private void word(String word) {
            Matcher plain = VERSION.matcher(word);
            Matcher reroll = REROLL.matcher(word);
            Matcher glued = GLUED_VERSION.matcher(word);
            if (plain.matches()) {
                version(plain.group(1));
            } else if (reroll.matches() && version == 0 && number != null) {
                version(reroll.group(1)); // one patch of a series sent again; v4.14 and v4.14.y are kernels
            } else if (glued.matches()) {
                version(glued.group(2));
                tag(glued.group(1));
            } else if (word.chars().anyMatch(Character::isLetterOrDigit)) {
                tag(word);
            }
        }

        private void tag(String tag) {
            tags.add(tag);
            isTaggedPatch |= words(tag).anyMatch("PATCH"::equalsIgnoreCase);
        }

        private void version(String digits) {
            if (version == 0) {
                version = Integer.parseInt(digits);
            }
        }
    }
}
