package patchidx.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssignmentTest {
    @Test
    void givesEachRowTheColumnThatCostsLeastInAll() {
        assertThat(Assignment.cheapest(new int[][] {{1, 2, 9}, {1, 9, 9}, {9, 9, 3}}))
                .containsExactly(1, 0, 2);
    }

    @Test
    void nothingNeedsNoColumn() {
        assertThat(Assignment.cheapest(new int[0][0])).isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void noOtherAssignmentIsCheaper(int seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 50; round++) {
            int size = 1 + random.nextInt(6);
            int[][] costs = new int[size][];
            for (int row = 0; row < size; row++) {
                costs[row] = random.ints(size, 0, 1 + random.nextInt(100)).toArray();
            }
            int[] columns = Assignment.cheapest(costs);
            assertThat(columns)
                    .containsExactlyInAnyOrder(IntStream.range(0, size).toArray());
            int cost = IntStream.range(0, size)
                    .map(row -> costs[row][columns[row]])
                    .sum();
            assertThat(cost).isEqualTo(cheapest(costs, 0, new boolean[size]));
        }
    }

    /// Tries them all.
    private static int cheapest(int[][] costs, int row, boolean[] taken) {
        if (row == costs.length) {
            return 0;
        }
        int best = Integer.MAX_VALUE;
        for (int column = 0; column < costs.length; column++) {
            if (!taken[column]) {
                taken[column] = true;
                best = Math.min(best, costs[row][column] + cheapest(costs, row + 1, taken));
                taken[column] = false;
            }
        }
        return best;
    }
}
