package patchidx.query;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Guesses what a misspelt word was meant to be.
public final class Spelling {
    private Spelling() {}

    /// Shorter words are near to anything, unless the other one begins so.
    private static final int SHORT = 3;

    /// The candidate that takes the fewest changed, added, missing or swapped letters; empty if all are too far away.
    public static Optional<String> nearest(String word, Stream<String> candidates) {
        String lower = word.toLowerCase(Locale.ROOT);
        int most = Math.max(1, word.length() / 3);
        return candidates
                .filter(candidate ->
                        candidate.length() > SHORT || (candidate.length() == SHORT && lower.startsWith(candidate)))
                .filter(candidate -> distance(lower, candidate.toLowerCase(Locale.ROOT)) <= most)
                .min(Comparator.comparingInt(candidate -> distance(lower, candidate.toLowerCase(Locale.ROOT))));
    }

    /// Optimal string alignment distance: Levenshtein's, with a swap of neighbours as one change.
    static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int changed = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                cost[i][j] = Math.min(cost[i - 1][j - 1] + changed, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
