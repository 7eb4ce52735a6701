package patchidx.series;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What changed between two versions of a series: which patch became which, and how, as `git range-diff` tells it.
///
/// @param pairs in the order of the newer version; patches that were dropped stand behind those they followed
public record RangeDiff(List<Pair> pairs) {
    /// A patch that is changed by more than this much of its size is a new one, in percent.
    public static final int CREATION_FACTOR = 60;

    private static final int NONE = -1;

    public RangeDiff {
        pairs = List.copyOf(pairs);
    }

    /// What became of a patch.
    public enum Fate {
        SAME('=', "same"),
        CHANGED('!', "changed"),
        ADDED('>', "added"),
        DROPPED('<', "dropped");

        private final char sign;
        private final String label;

        Fate(char sign, String label) {
            this.sign = sign;
            this.label = label;
        }

        public char sign() {
            return sign;
        }

        public String label() {
            return label;
        }
    }

    /// A patch with its number in its version, from 1.
    public record Numbered(int number, RangePatch patch) {}

    /// A patch of the older version and the one it became; one of them is null if it was added or dropped.
    ///
    /// @param hunks how the text of the patch changed; empty unless it did
    public record Pair(@Nullable Numbered before, @Nullable Numbered after, Fate fate, List<DiffHunk> hunks) {
        public Pair {
            hunks = List.copyOf(hunks);
        }

        /// The title, the one of the older version where there are two.
        public String title() {
            Numbered named = before == null ? after : before;
            return named == null ? "" : named.patch().title();
        }

        private static Pair of(@Nullable Numbered before, @Nullable Numbered after) {
            if (before == null || after == null) {
                return new Pair(before, after, before == null ? Fate.ADDED : Fate.DROPPED, List.of());
            }
            List<DiffHunk> hunks =
                    DiffHunk.between(before.patch().lines(), after.patch().lines());
            return new Pair(before, after, hunks.isEmpty() ? Fate.SAME : Fate.CHANGED, hunks);
        }
    }

    /// Compares two versions of a series.
    ///
    /// @param before patches of the older one, in order
    /// @param after patches of the newer one, in order
    /// @param creationFactor see [#CREATION_FACTOR]
    public static RangeDiff of(List<RangePatch> before, List<RangePatch> after, int creationFactor) {
        int[] partners = equalDiffs(before, after);
        int[] columns = Assignment.cheapest(costs(before, after, partners, creationFactor));
        int[] partnersOfAfter = new int[after.size()];
        Arrays.fill(partners, NONE);
        for (int j = 0; j < after.size(); j++) {
            partnersOfAfter[j] = columns[j] < before.size() ? columns[j] : NONE;
            if (partnersOfAfter[j] != NONE) {
                partners[partnersOfAfter[j]] = j;
            }
        }
        return new RangeDiff(inOrder(before, after, partners, partnersOfAfter));
    }

    /// For each patch before the one after it that has the same diff, whatever the message says; the last of several.
    private static int[] equalDiffs(List<RangePatch> before, List<RangePatch> after) {
        Map<List<String>, Deque<Integer>> byDiff = new HashMap<>();
        for (int i = 0; i < before.size(); i++) {
            byDiff.computeIfAbsent(before.get(i).diffLines(), any -> new ArrayDeque<>())
                    .push(i);
        }
        int[] partners = new int[before.size()];
        Arrays.fill(partners, NONE);
        for (int j = 0; j < after.size(); j++) {
            Integer partner = byDiff.getOrDefault(after.get(j).diffLines(), new ArrayDeque<>())
                    .poll();
            if (partner != null) {
                partners[partner] = j;
            }
        }
        return partners;
    }

    /// What each pair costs: as many lines as the diff of the two diffs has. Each patch after has a row, each patch
    /// before a column. Further rows and columns stand for patches that become nothing or come from nothing, which
    /// costs a share of their size.
    private static int[][] costs(List<RangePatch> before, List<RangePatch> after, int[] partners, int creationFactor) {
        boolean[] taken = new boolean[after.size()];
        for (int partner : partners) {
            if (partner != NONE) {
                taken[partner] = true;
            }
        }
        int size = before.size() + after.size();
        int[][] costs = new int[size][size];
        for (int i = 0; i < before.size(); i++) {
            for (int j = 0; j < after.size(); j++) {
                if (partners[i] == NONE && !taken[j]) {
                    costs[j][i] = DiffHunk.cost(
                            before.get(i).diffLines(), after.get(j).diffLines());
                } else {
                    costs[j][i] = partners[i] == j ? 0 : Assignment.NEVER;
                }
            }
            for (int j = after.size(); j < size; j++) {
                costs[j][i] = partners[i] == NONE ? share(before.get(i), creationFactor) : Assignment.NEVER;
            }
        }
        for (int j = 0; j < after.size(); j++) {
            int added = taken[j] ? Assignment.NEVER : share(after.get(j), creationFactor);
            Arrays.fill(costs[j], before.size(), size, added);
        }
        return costs;
    }

    private static int share(RangePatch patch, int creationFactor) {
        return patch.diffSize() * creationFactor / 100;
    }

    private static List<Pair> inOrder(
            List<RangePatch> before, List<RangePatch> after, int[] partners, int[] partnersOfAfter) {
        List<Pair> pairs = new ArrayList<>();
        boolean[] shown = new boolean[before.size()];
        int i = 0;
        for (int j = 0; j <= after.size(); j++) {
            while (i < before.size() && (shown[i] || partners[i] == NONE)) {
                if (!shown[i]) {
                    pairs.add(Pair.of(new Numbered(i + 1, before.get(i)), null));
                }
                i++;
            }
            if (j < after.size()) {
                int partner = partnersOfAfter[j];
                Numbered left = partner == NONE ? null : new Numbered(partner + 1, before.get(partner));
                pairs.add(Pair.of(left, new Numbered(j + 1, after.get(j))));
                if (partner != NONE) {
                    shown[partner] = true;
                }
            }
        }
        return pairs;
    }
}
