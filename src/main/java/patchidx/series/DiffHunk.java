package patchidx.series;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A stretch of the difference between two patches.
///
/// @param section what it lies in: a file, a file and its function, `Commit message`; empty above all of them
/// @param lines each with its sign: blank, `-` or `+`
public record DiffHunk(String section, List<String> lines) {
    private static final int CONTEXT = 3;
    private static final Pattern FILE = Pattern.compile(" ## (.*) ##");
    private static final Pattern HUNK = Pattern.compile(".?@@ (.*)");

    public DiffHunk {
        lines = List.copyOf(lines);
    }

    /// How one text becomes the other.
    static List<DiffHunk> between(List<String> before, List<String> after) {
        List<DiffHunk> hunks = new ArrayList<>();
        for (List<LineDiff.Change> group : groups(LineDiff.of(before, after, true))) {
            int start = Math.max(0, group.getFirst().before() - CONTEXT);
            int end = Math.min(before.size(), group.getLast().endBefore() + CONTEXT);
            List<String> lines = new ArrayList<>();
            int at = start;
            for (LineDiff.Change change : group) {
                add(" ", before.subList(at, change.before()), lines);
                add("-", before.subList(change.before(), change.endBefore()), lines);
                add("+", after.subList(change.after(), change.endAfter()), lines);
                at = change.endBefore();
            }
            add(" ", before.subList(at, end), lines);
            hunks.add(new DiffHunk(section(before, start), lines));
        }
        return hunks;
    }

    /// How long the difference is, with the lines around it and one line above each hunk.
    static int cost(List<String> before, List<String> after) {
        int cost = 0;
        for (List<LineDiff.Change> group : groups(LineDiff.of(before, after, false))) {
            int start = Math.max(0, group.getFirst().before() - CONTEXT);
            int end = Math.min(before.size(), group.getLast().endBefore() + CONTEXT);
            int added = group.stream().mapToInt(LineDiff.Change::added).sum();
            cost += 1 + end - start + added;
        }
        return cost;
    }

    /// Changes that are so near that the lines around them meet.
    private static List<List<LineDiff.Change>> groups(List<LineDiff.Change> changes) {
        List<List<LineDiff.Change>> groups = new ArrayList<>();
        for (LineDiff.Change change : changes) {
            boolean isNear = !groups.isEmpty()
                    && change.before() - groups.getLast().getLast().endBefore() <= 2 * CONTEXT;
            if (!isNear) {
                groups.add(new ArrayList<>());
            }
            groups.getLast().add(change);
        }
        return groups;
    }

    private static void add(String sign, List<String> from, List<String> lines) {
        from.forEach(line -> lines.add(sign + line));
    }

    /// The last heading above a line.
    private static String section(List<String> lines, int line) {
        for (int at = line - 1; at >= 0; at--) {
            Matcher file = FILE.matcher(lines.get(at));
            Matcher hunk = HUNK.matcher(lines.get(at));
            if (file.matches()) {
                return file.group(1).stripTrailing();
            }
            if (hunk.matches()) {
                return hunk.group(1).stripTrailing();
            }
        }
        return "";
    }
}
