package patchidx.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Damaged archives and mails, always the same. `FuzzMain` checks others, and more of them.
class FuzzTest {
    private static final int INPUTS = 50;

    static LongStream seeds() {
        return LongStream.range(0, 60).map(block -> 1 + block * INPUTS);
    }

    @ParameterizedTest(name = "seeds from {0}")
    @MethodSource("seeds")
    @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void whateverHappenedToMailItIsReadAndItsNeighboursAreThere(long first) {
        for (long seed = first; seed < first + INPUTS; seed++) {
            try {
                Fuzz.check(seed);
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    @ParameterizedTest(name = "seeds from {0}")
    @ValueSource(longs = {1, 1001})
    @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void whateverHappenedToMailItIsIngestedAndPrinted(long first, @TempDir Path folder) throws Exception {
        Fuzz.checkIngest(folder, first, INPUTS);
    }

    @Test
    void theSameSeedGivesTheSameInput() {
        assertThat(Fuzz.input(7)).isEqualTo(Fuzz.input(7)).isNotEqualTo(Fuzz.input(8));
    }
}
