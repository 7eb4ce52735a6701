package patchidx.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Ways in which mail gets damaged: one line each. Texts are bytes, read as Latin-1.
@SuppressWarnings("ImmutableEnumChecker") // its lines hold functions
enum Mutation {
    FLIP_BITS(Mutation::flipBits),
    CUT_END((text, other, random) -> text.substring(0, random.nextInt(text.length()))),
    CUT_START((text, other, random) -> text.substring(random.nextInt(text.length()))),
    CUT_MIDDLE((text, other, random) -> replaced(text, stretch(text, random), "")),
    DOUBLE((text, other, random) -> text + text),
    REPEAT_A_PIECE(Mutation::repeatPiece),
    SPLICE((text, other, random) ->
            text.substring(0, random.nextInt(text.length())) + other.substring(random.nextInt(other.length()))),
    INSERT_A_STRETCH((text, other, random) -> {
        Range from = stretch(other, random);
        return inserted(text, random.nextInt(text.length()), other.substring(from.start, from.end));
    }),
    SWAP_LINES(Mutation::swapLines),
    REPEAT_A_LINE((text, other, random) -> changedLine(text, random, line -> line + "\n" + line)),
    REMOVE_A_LINE((text, other, random) -> replacedMatch(text, Pieces.LINE, random, match -> "")),
    BREAK_FOLDING((text, other, random) -> replacedMatch(
            text, Pieces.FOLD, random, match -> pick(random, "\n", "\n\n ", "\n \n", "\r ", "", "\n\u0000 "))),
    FOLD_A_HEADER((text, other, random) -> replacedMatch(
            text, Pieces.HEADER, random, match -> match.replace(" ", pick(random, "\n ", "\n", "\n\n ", "\r\n\t")))),
    COPY_A_HEADER((text, other, random) ->
            replacedMatch(text, Pieces.HEADER, random, match -> match + anyMatch(other, Pieces.HEADER, random))),
    SWAP_A_VALUE((text, other, random) ->
            replacedMatch(text, Pieces.VALUE, random, match -> anyMatch(other, Pieces.VALUE, random))),
    BREAK_A_BOUNDARY((text, other, random) -> replacedMatch(
            text,
            Pieces.BOUNDARY,
            random,
            match -> pick(random, "", "--", match + "--", match + " ", match.repeat(30), "\""))),
    NEST_PARTS(Mutation::nestParts),
    LIE_ABOUT_THE_CHARSET((text, other, random) -> replacedMatch(
            text, Pieces.CHARSET, random, match -> pick(random, "charset=" + pick(random, Pieces.CHARSETS), ""))),
    LIE_ABOUT_THE_ENCODING((text, other, random) -> "Content-Transfer-Encoding: "
            + pick(random, "base64", "quoted-printable", "x-uuencode", "8bit", "b") + "\n" + text),
    CUT_BASE64((text, other, random) -> encoded(text, random)),
    BREAK_QUOTED_PRINTABLE((text, other, random) -> "Content-Transfer-Encoding: quoted-printable\n"
            + inserted(text, random.nextInt(text.length()), pick(random, "=", "=\n", "=4", "=ZZ\n", "=\r", "= \t\n"))),
    INSERT_ENCODED_WORDS((text, other, random) -> replacedMatch(
            text, Pieces.VALUE, random, match -> match.replace(" ", " " + pick(random, Pieces.ENCODED_WORDS) + " "))),
    INSERT_NUMBERS(
            (text, other, random) -> replacedMatch(text, Pieces.NUMBER, random, match -> pick(random, Pieces.NUMBERS))),
    INSERT_AN_ODD_LINE((text, other, random) -> insertedLine(text, random, pick(random, Pieces.ODD_LINES))),
    INSERT_A_SEPARATOR((text, other, random) -> insertedLine(text, random, pick(random, Pieces.SEPARATORS))),
    INSERT_A_FENCE((text, other, random) -> insertedLine(text, random, pick(random, Pieces.FENCES))),
    INSERT_BYTES(
            (text, other, random) -> inserted(text, random.nextInt(text.length()), pick(random, Pieces.ODD_BYTES))),
    LONE_CARRIAGE_RETURNS((text, other, random) -> text.replace("\n", pick(random, "\r", "\r\n", "\r\r\n", "\n\r"))),
    QUOTE((text, other, random) -> text.replace("\n", "\n" + pick(random, "> ", ">", "| ", ">".repeat(300)))),
    A_LONG_LINE((text, other, random) -> text.replace("\n", pick(random, "", " ", "\\n")));

    /// Larger inputs find little more, and take long.
    static final int LONGEST = 1 << 17;

    private final Way way;

    Mutation(Way way) {
        this.way = way;
    }

    /// Changes a text.
    private interface Way {
        /// @param text not empty
        /// @param other another input, not empty
        String mutate(String text, String other, Random random);
    }

    /// Changes a part of a text.
    private interface Change {
        String of(String part);
    }

    /// A part of a text.
    private record Range(int start, int end) {}

    /// The bytes, damaged a few times.
    ///
    /// @param other another input, for what is taken from elsewhere
    static byte[] mutate(byte[] bytes, byte[] other, Random random) {
        String text = text(bytes);
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            Mutation mutation = values()[random.nextInt(values().length)];
            text = text.isEmpty() ? "\n" : text;
            String mutated = mutation.way.mutate(text, other.length == 0 ? "\n" : text(other), random);
            text = mutated.substring(0, Math.min(LONGEST, mutated.length()));
        }
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /// The bytes, with some of them wrong or gone.
    static byte[] damage(byte[] bytes, byte[] other, Random random) {
        Way way = List.of(FLIP_BITS, FLIP_BITS, CUT_END, CUT_MIDDLE, SPLICE, DOUBLE, INSERT_BYTES)
                .get(random.nextInt(7))
                .way;
        return way.mutate(text(bytes), text(other), random).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    static <T> T pick(Random random, List<T> from) {
        return Objects.requireNonNull(from.get(random.nextInt(from.size())));
    }

    private static String pick(Random random, String... from) {
        return pick(random, Arrays.asList(from));
    }

    private static Range stretch(String text, Random random) {
        int start = random.nextInt(text.length());
        return new Range(start, start + random.nextInt(Math.min(4000, text.length() - start) + 1));
    }

    private static String replaced(String text, Range range, String by) {
        return text.substring(0, range.start) + by + text.substring(range.end);
    }

    private static String inserted(String text, int at, String piece) {
        return text.substring(0, at) + piece + text.substring(at);
    }

    private static String insertedLine(String text, Random random, String line) {
        int at = text.lastIndexOf('\n', random.nextInt(text.length())) + 1;
        return inserted(text, at, line + "\n");
    }

    private static String changedLine(String text, Random random, Change change) {
        int start = text.lastIndexOf('\n', random.nextInt(text.length())) + 1;
        int end = text.indexOf('\n', start);
        Range line = new Range(start, end < 0 ? text.length() : end);
        return replaced(text, line, change.of(text.substring(line.start, line.end)));
    }

    private static String replacedMatch(String text, Pattern pattern, Random random, Change change) {
        List<Range> found = matches(text, pattern);
        if (found.isEmpty()) {
            return text;
        }
        Range one = pick(random, found);
        return replaced(text, one, change.of(text.substring(one.start, one.end)));
    }

    private static String anyMatch(String text, Pattern pattern, Random random) {
        List<Range> found = matches(text, pattern);
        Range one = found.isEmpty() ? new Range(0, 0) : pick(random, found);
        return text.substring(one.start, one.end);
    }

    private static List<Range> matches(String text, Pattern pattern) {
        List<Range> found = new ArrayList<>();
        for (MatchResult match : pattern.matcher(text).results().limit(400).toList()) {
            found.add(new Range(match.start(), match.end()));
        }
        return found;
    }

    private static String flipBits(String text, String other, Random random) {
        char[] bytes = text.toCharArray();
        for (int i = random.nextInt(12); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] ^= (char) (1 << random.nextInt(8));
        }
        return new String(bytes);
    }

    /// What a reader does in one step for each letter, or tries in many ways, shows when there are thousands of them.
    private static String repeatPiece(String text, String other, Random random) {
        int start = random.nextInt(text.length());
        int end = Math.min(text.length(), start + 1 + random.nextInt(12));
        return inserted(text, start, text.substring(start, end).repeat(2 + random.nextInt(4000)));
    }

    private static String swapLines(String text, String other, Random random) {
        List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
        for (int i = random.nextInt(5); i >= 0; i--) {
            Collections.swap(lines, random.nextInt(lines.size()), random.nextInt(lines.size()));
        }
        return String.join("\n", lines);
    }

    private static String nestParts(String text, String other, Random random) {
        int depth = 1 + random.nextInt(random.nextBoolean() ? 4 : 400);
        boolean isClosed = random.nextBoolean();
        StringBuilder mail = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            String type = random.nextInt(5) == 0 ? "message/rfc822" : "multipart/mixed; boundary=" + i;
            mail.append("Content-Type: ")
                    .append(type)
                    .append("\n\n--")
                    .append(i)
                    .append('\n');
        }
        mail.append(text);
        for (int i = depth - 1; i >= 0 && isClosed; i--) {
            mail.append("\n--").append(i).append("--\n");
        }
        return mail.toString();
    }

    private static String encoded(String text, Random random) {
        int body = text.indexOf("\n\n") + 1;
        String base64 =
                Base64.getMimeEncoder().encodeToString(text.substring(body).getBytes(StandardCharsets.ISO_8859_1));
        String cut = base64.substring(0, random.nextInt(base64.length() + 1)) + pick(random, "", "=", "===", "\u0000=");
        return "Content-Transfer-Encoding: base64\n" + text.substring(0, body) + "\n" + cut;
    }
}
