package patchidx.patch;

import java.util.List;

/// The text of a patch mail, line by line, in its parts.
///
/// @param lines all lines, without line feeds
/// @param notes index of the `---` line that ends the commit message; [#diff] if there is none
/// @param diff index of the first line of the first diff; how many lines there are if there is none
public record PatchText(List<String> lines, int notes, int diff) {

    public PatchText {
        lines = List.copyOf(lines);
    }

    public static PatchText of(String text) {
        List<String> lines = text.lines().toList();
        int diff = firstDiff(lines);
        int notes = lines.subList(0, diff).indexOf("---");
        return new PatchText(lines, notes < 0 ? diff : notes, diff);
    }

    /// The commit message, or what a cover letter or reply says.
    public List<String> message() {
        return lines.subList(0, notes);
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

    private static int firstDiff(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            if (beginsDiff(lines, i)) {
                return i;
            }
        }
        return lines.size();
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
