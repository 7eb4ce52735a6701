package patchidx.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The lines that differ between two texts: those that `git diff` would show.
final class LineDiff {
    /// How far around a frequent line we look for lines that the other text does not have.
    private static final int WINDOW = 100;

    private static final int MOST_EQUAL = 1024;

    private final Side before;
    private final Side after;

    private LineDiff(List<String> before, List<String> after) {
        Map<String, Integer> numbers = new HashMap<>();
        this.before = new Side(before, numbers);
        this.after = new Side(after, numbers);
        int distinct = numbers.size();
        int[] countsBefore = this.before.counts(distinct);
        int[] countsAfter = this.after.counts(distinct);
        int start = commonStart();
        int end = commonEnd(start);
        int[] inBefore = this.before.candidates(start, end, countsAfter);
        int[] inAfter = this.after.candidates(start, end, countsBefore);
        EditPath.Steps steps = EditPath.between(this.before.numbers(inBefore), this.after.numbers(inAfter));
        this.before.mark(inBefore, steps.removed());
        this.after.mark(inAfter, steps.added());
    }

    /// A stretch of lines that stands for another; one of the two may be empty.
    ///
    /// @param before index of its first line in the text before
    /// @param removed how many lines of the text before
    /// @param after index of its first line in the text after
    /// @param added how many lines of the text after
    record Change(int before, int removed, int after, int added) {
        int endBefore() {
            return before + removed;
        }

        int endAfter() {
            return after + added;
        }
    }

    /// The changes, in order.
    ///
    /// @param byIndent whether a change that could stand higher or lower stands where the indentation suggests
    static List<Change> of(List<String> before, List<String> after, boolean byIndent) {
        LineDiff diff = new LineDiff(before, after);
        ChangeSlider.slide(diff.before.lines, diff.before.changed, diff.after.changed, byIndent);
        ChangeSlider.slide(diff.after.lines, diff.after.changed, diff.before.changed, byIndent);
        return diff.changes();
    }

    private List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        int x = 0;
        int y = 0;
        while (x < before.size() || y < after.size()) {
            int startX = x;
            int startY = y;
            while (x < before.size() && before.changed[x]) {
                x++;
            }
            while (y < after.size() && after.changed[y]) {
                y++;
            }
            if (x > startX || y > startY) {
                changes.add(new Change(startX, x - startX, startY, y - startY));
            }
            x++;
            y++;
        }
        return changes;
    }

    private int commonStart() {
        int start = 0;
        while (start < Math.min(before.size(), after.size()) && before.numbers[start] == after.numbers[start]) {
            start++;
        }
        return start;
    }

    /// How many lines at the end are equal, behind those at the start.
    private int commonEnd(int start) {
        int most = Math.min(before.size(), after.size()) - start;
        int end = 0;
        while (end < most && before.numbers[before.size() - 1 - end] == after.numbers[after.size() - 1 - end]) {
            end++;
        }
        return end;
    }

    /// One of the two texts.
    private static final class Side {
        private final List<String> lines;
        private final int[] numbers;
        private final boolean[] changed;

        /// @param known gives equal lines the same number
        Side(List<String> lines, Map<String, Integer> known) {
            this.lines = lines;
            this.numbers = new int[lines.size()];
            this.changed = new boolean[lines.size()];
            for (int i = 0; i < numbers.length; i++) {
                Integer number = known.putIfAbsent(lines.get(i), known.size());
                numbers[i] = number == null ? known.size() - 1 : number;
            }
        }

        int size() {
            return numbers.length;
        }

        int[] counts(int distinct) {
            int[] counts = new int[distinct];
            for (int number : numbers) {
                counts[number]++;
            }
            return counts;
        }

        int[] numbers(int[] indexes) {
            return Arrays.stream(indexes).map(index -> numbers[index]).toArray();
        }

        void mark(int[] indexes, boolean[] marks) {
            for (int i = 0; i < indexes.length; i++) {
                changed[indexes[i]] |= marks[i];
            }
        }

        /// The lines that may have a partner in the other text. All others are changed, whatever way is taken: those
        /// that the other text does not have, and frequent ones (such as `}`) in the midst of them.
        ///
        /// @param start how many equal lines there are at the start
        /// @param end how many at the end
        /// @param partners how often the other text has each line
        int[] candidates(int start, int end, int[] partners) {
            int frequent = Math.min(EditPath.roughRoot(size()), MOST_EQUAL);
            int[] found = new int[size()];
            int count = 0;
            for (int i = start; i < size() - end; i++) {
                int matches = partners[numbers[i]];
                boolean isCandidate = matches > 0
                        && (matches < frequent || !isInTheMidst(i, start, size() - end - 1, partners, frequent));
                if (isCandidate) {
                    found[count++] = i;
                } else {
                    changed[i] = true;
                }
            }
            return Arrays.copyOf(found, count);
        }

        /// Whether of the frequent and single lines around a frequent one three in four are single, with some on both
        /// sides.
        private boolean isInTheMidst(int line, int first, int last, int[] partners, int frequent) {
            int single = 0;
            int others = 2;
            for (int step : new int[] {-1, 1}) {
                int singleHere = 0;
                for (int at = line + step; at >= first && at <= last && Math.abs(at - line) <= WINDOW; at += step) {
                    int matches = partners[numbers[at]];
                    if (matches > 0 && matches < frequent) {
                        break;
                    }
                    singleHere += matches == 0 ? 1 : 0;
                    others += matches == 0 ? 0 : 1;
                }
                if (singleHere == 0) {
                    return false;
                }
                single += singleHere;
            }
            return others * 4 < others + single;
        }
    }
}
