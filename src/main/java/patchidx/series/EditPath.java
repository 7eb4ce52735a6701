package patchidx.series;

/// The shortest way from one sequence to another by adding and removing, found from both ends at once (E. Myers, "An
/// O(ND) Difference Algorithm and Its Variations", 4b).
///
/// Of several shortest ways it takes the one that git takes. After [#MOST_STEPS] steps from both ends it takes the best
/// way so far, which may not be the shortest, so that two texts that have little in common take no time.
final class EditPath {
    private static final int MOST_STEPS = 256;

    private final int[] before;
    private final int[] after;
    private final boolean[] removed;
    private final boolean[] added;

    /// How far one gets on each diagonal from the start, and from the end; a diagonal is `x - y`.
    private final int[] forward;

    private final int[] backward;
    private final int zero;
    private final int mostSteps;

    private EditPath(int[] before, int[] after) {
        this.before = before;
        this.after = after;
        this.removed = new boolean[before.length];
        this.added = new boolean[after.length];
        int diagonals = before.length + after.length + 3;
        this.forward = new int[diagonals];
        this.backward = new int[diagonals];
        this.zero = after.length + 1;
        this.mostSteps = Math.max(MOST_STEPS, roughRoot(diagonals));
    }

    /// Which elements are removed from `before` and which are added in `after`.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Steps(boolean[] removed, boolean[] added) {}

    static Steps between(int[] before, int[] after) {
        EditPath path = new EditPath(before, after);
        path.walk(0, before.length, 0, after.length, false);
        return new Steps(path.removed, path.added);
    }

    /// A power of two near the square root.
    static int roughRoot(int number) {
        int root = 1;
        for (int left = number; left > 0; left >>= 2) {
            root <<= 1;
        }
        return root;
    }

    /// A place that the way leads through, and whether the parts in front of it and behind it must be shortest.
    private record Middle(int x, int y, boolean exactBefore, boolean exactAfter) {}

    private void walk(int left, int right, int top, int bottom, boolean exact) {
        int x = left;
        int y = top;
        while (x < right && y < bottom && before[x] == after[y]) {
            x++;
            y++;
        }
        int endX = right;
        int endY = bottom;
        while (x < endX && y < endY && before[endX - 1] == after[endY - 1]) {
            endX--;
            endY--;
        }
        if (x == endX) {
            mark(added, y, endY);
        } else if (y == endY) {
            mark(removed, x, endX);
        } else {
            Middle middle = middle(x, endX, y, endY, exact);
            walk(x, middle.x, y, middle.y, middle.exactBefore);
            walk(middle.x, endX, middle.y, endY, middle.exactAfter);
        }
    }

    private static void mark(boolean[] changed, int from, int to) {
        for (int at = from; at < to; at++) {
            changed[at] = true;
        }
    }

    /// Walks from both corners, one step at a time, until the two ways meet.
    private Middle middle(int left, int right, int top, int bottom, boolean exact) {
        int lowest = left - bottom;
        int highest = right - top;
        Band fromStart = new Band(left - top, lowest, highest, forward, -1);
        Band fromEnd = new Band(right - bottom, lowest, highest, backward, Integer.MAX_VALUE);
        boolean odd = ((left - top - right + bottom) & 1) != 0;
        forward[zero + left - top] = left;
        backward[zero + right - bottom] = right;
        for (int steps = 1; ; steps++) {
            fromStart.widen();
            for (int diagonal = fromStart.high; diagonal >= fromStart.low; diagonal -= 2) {
                int at = zero + diagonal;
                int x = forward[at - 1] >= forward[at + 1] ? forward[at - 1] + 1 : forward[at + 1];
                while (x < right && x - diagonal < bottom && before[x] == after[x - diagonal]) {
                    x++;
                }
                forward[at] = x;
                if (odd && fromEnd.covers(diagonal) && backward[at] <= x) {
                    return new Middle(x, x - diagonal, true, true);
                }
            }
            fromEnd.widen();
            for (int diagonal = fromEnd.high; diagonal >= fromEnd.low; diagonal -= 2) {
                int at = zero + diagonal;
                int x = backward[at - 1] < backward[at + 1] ? backward[at - 1] : backward[at + 1] - 1;
                while (x > left && x - diagonal > top && before[x - 1] == after[x - diagonal - 1]) {
                    x--;
                }
                backward[at] = x;
                if (!odd && fromStart.covers(diagonal) && x <= forward[at]) {
                    return new Middle(x, x - diagonal, true, true);
                }
            }
            if (!exact && steps >= mostSteps) {
                return furthest(left, right, top, bottom, fromStart, fromEnd);
            }
        }
    }

    /// The place furthest from the corner that its way began in.
    private Middle furthest(int left, int right, int top, int bottom, Band fromStart, Band fromEnd) {
        int bestForward = -1;
        int forwardX = left;
        for (int diagonal = fromStart.high; diagonal >= fromStart.low; diagonal -= 2) {
            int x = Math.min(Math.min(forward[zero + diagonal], right), bottom + diagonal);
            if (bestForward < x + x - diagonal) {
                bestForward = x + x - diagonal;
                forwardX = x;
            }
        }
        int bestBackward = Integer.MAX_VALUE;
        int backwardX = right;
        for (int diagonal = fromEnd.high; diagonal >= fromEnd.low; diagonal -= 2) {
            int x = Math.max(Math.max(backward[zero + diagonal], left), top + diagonal);
            if (x + x - diagonal < bestBackward) {
                bestBackward = x + x - diagonal;
                backwardX = x;
            }
        }
        boolean startIsFurther = right + bottom - bestBackward < bestForward - (left + top);
        return startIsFurther
                ? new Middle(forwardX, bestForward - forwardX, true, false)
                : new Middle(backwardX, bestBackward - backwardX, false, true);
    }

    /// The diagonals that are reached from a corner: every second one from `low` to `high`.
    private final class Band {
        private final int lowest;
        private final int highest;
        private final int[] reached;
        private final int outside;
        private int low;
        private int high;

        /// @param outside what stands beside the outermost diagonals, where nobody has got to
        Band(int start, int lowest, int highest, int[] reached, int outside) {
            this.low = start;
            this.high = start;
            this.lowest = lowest;
            this.highest = highest;
            this.reached = reached;
            this.outside = outside;
        }

        /// One more diagonal on both sides; at the border of the box one less, so that every second one stays.
        void widen() {
            if (low > lowest) {
                low--;
                reached[zero + low - 1] = outside;
            } else {
                low++;
            }
            if (high < highest) {
                high++;
                reached[zero + high + 1] = outside;
            } else {
                high--;
            }
        }

        boolean covers(int diagonal) {
            return low <= diagonal && diagonal <= high;
        }
    }
}
