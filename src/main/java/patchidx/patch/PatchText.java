package patchidx.patch;

import java.util.ArrayList;
import java.util.List;

/// The text of a patch mail, line by line, in its parts.
///
/// @param lines all lines, without line feeds
/// @param patchStart index of the line that ends the commit message for `git am`: `---`, or the first of a diff; how
///     many lines there are if there is none
/// @param diff index of the first line of the first diff; how many lines there are if there is none
public record PatchText(List<String> lines, int patchStart, int diff) {

    public PatchText {
        lines = List.copyOf(lines);
    }

    public static PatchText of(String text) {
        List<String> lines = lines(text);
        int patchStart = first(lines, 0, PatchText::endsMessage);
        return new PatchText(lines, patchStart, first(lines, patchStart, PatchText::beginsDiff));
    }

    /// The lines without their line feeds, and a carriage return in front of those; one in the middle of a line stays.
    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int feed = text.indexOf('\n', start);
            int end = feed < 0 ? text.length() : feed;
            boolean carriageReturn = end > start && text.charAt(end - 1) == '\r';
            lines.add(text.substring(start, carriageReturn ? end - 1 : end));
            start = end + 1;
        }
        return lines;
    }

    /// The commit message, or what a cover letter or reply says.
    public List<String> message() {
        return lines.subList(0, patchStart);
    }

    /// Everything in front of the diff: the commit message, notes to the reader and the diffstat.
    public List<String> aboveDiff() {
        return lines.subList(0, diff);
    }

    public boolean hasDiff() {
        return diff < lines.size();
    }

    /// Whether there is a combined diff, which tells how a merge was resolved and cannot be applied.
    public boolean hasMerge() {
        return lines.stream().anyMatch(line -> line.startsWith("diff --cc "));
    }

    private interface LineTest {
        boolean matches(List<String> lines, int at);
    }

    private static int first(List<String> lines, int from, LineTest test) {
        int at = from;
        while (at < lines.size() && !test.matches(lines, at)) {
            at++;
        }
        return at;
    }

    private static boolean endsMessage(List<String> lines, int at) {
        String line = lines.get(at);
        boolean fileName = line.length() > 4 && line.startsWith("--- ") && !Character.isWhitespace(line.charAt(4));
        return line.startsWith("diff -")
                || line.startsWith("Index: ")
                || fileName
                || (line.startsWith("---") && line.substring("---".length()).isBlank());
    }

    private static boolean beginsDiff(List<String> lines, int at) {
        String line = lines.get(at);
        String next = at + 1 < lines.size() ? lines.get(at + 1) : "";
        return line.startsWith("diff --git ")
                || line.startsWith("diff -r ")
                || (line.startsWith("Index: ") && next.startsWith("====="))
                || (line.startsWith("--- ") && next.startsWith("+++ "));
    }
}
