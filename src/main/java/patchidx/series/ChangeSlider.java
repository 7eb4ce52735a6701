package patchidx.series;

import java.util.List;

/// Moves changes up and down. Where lines were added between equal ones, as `}` and a blank line, one cannot know which
/// of them are the new ones; the change is put where git puts it and where people find it easier to read.
final class ChangeSlider {
    private static final int FURTHEST = 100;

    private final List<String> lines;
    private final boolean byIndent;
    private final Group group;
    private final Group other;

    private ChangeSlider(List<String> lines, boolean[] changed, boolean[] changedOther, boolean byIndent) {
        this.lines = lines;
        this.byIndent = byIndent;
        this.group = new Group(changed);
        this.other = new Group(changedOther);
    }

    /// Moves the changes of one text.
    ///
    /// @param changed the changed lines of this text, which are moved
    /// @param changedOther those of the other text, which stay
    static void slide(List<String> lines, boolean[] changed, boolean[] changedOther, boolean byIndent) {
        ChangeSlider slider = new ChangeSlider(lines, changed, changedOther, byIndent);
        do {
            if (!slider.group.isEmpty()) {
                slider.slideGroup();
            }
        } while (slider.group.next() && slider.other.next());
    }

    private void slideGroup() {
        int size;
        int highest;
        int beside;
        do {
            // A group that bumps into the next one takes it along, and starts anew.
            size = group.size();
            while (slideUp()) {}
            highest = group.end;
            beside = other.isEmpty() ? -1 : group.end;
            while (slideDown()) {
                beside = other.isEmpty() ? beside : group.end;
            }
        } while (size != group.size());
        if (group.end == highest) {
            return;
        }
        if (beside >= 0) {
            slideUpTo(beside);
        } else if (byIndent) {
            slideUpTo(bestEnd(highest, size));
        }
    }

    private void slideUpTo(int end) {
        while (group.end > end) {
            slideUp();
        }
    }

    private boolean slideUp() {
        return group.start > 0
                && lines.get(group.start - 1).equals(lines.get(group.end - 1))
                && group.moveUp()
                && other.previous();
    }

    private boolean slideDown() {
        return group.end < lines.size()
                && lines.get(group.start).equals(lines.get(group.end))
                && group.moveDown()
                && other.next();
    }

    private int bestEnd(int highest, int size) {
        int first = Math.max(highest, Math.max(group.end - size - 1, group.end - FURTHEST));
        int best = first;
        SplitScore bestScore = null;
        for (int end = first; end <= group.end; end++) {
            SplitScore score = SplitScore.of(lines, end).plus(SplitScore.of(lines, end - size));
            if (bestScore == null || !bestScore.isBetterThan(score)) {
                best = end;
                bestScore = score;
            }
        }
        return best;
    }

    /// A run of changed lines, which may be empty: one before each unchanged line, and one at the end.
    private static final class Group {
        private final boolean[] changed;
        private int start;
        private int end;

        Group(boolean[] changed) {
            this.changed = changed;
            extendDown();
        }

        boolean isEmpty() {
            return start == end;
        }

        int size() {
            return end - start;
        }

        private void extendDown() {
            while (end < changed.length && changed[end]) {
                end++;
            }
        }

        private void extendUp() {
            while (start > 0 && changed[start - 1]) {
                start--;
            }
        }

        /// Goes on to the next group; false if there is none.
        boolean next() {
            if (end == changed.length) {
                return false;
            }
            start = end + 1;
            end = start;
            extendDown();
            return true;
        }

        boolean previous() {
            if (start == 0) {
                return false;
            }
            end = start - 1;
            start = end;
            extendUp();
            return true;
        }

        boolean moveUp() {
            changed[--start] = true;
            changed[--end] = false;
            extendUp();
            return true;
        }

        boolean moveDown() {
            changed[start++] = false;
            changed[end++] = true;
            extendDown();
            return true;
        }
    }
}
