package patchidx.index;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Says when it is time to commit.
///
/// Left to itself, it lets ten seconds go by, and fifty times as long as the last commit took: commits cost no more
/// than a fiftieth of the time. On a slow disk they cost more, since no more than two minutes of work shall be lost.
final class CommitRhythm {
    private static final long SHORTEST = Duration.ofSeconds(10).toNanos();
    private static final long LONGEST = Duration.ofMinutes(2).toNanos();
    private static final int WORTH = 50;

    private final @Nullable Duration every;
    private long begun;
    private long ended = System.nanoTime();
    private long pause;

    /// @param every how long to work between commits; null to be left to itself
    CommitRhythm(@Nullable Duration every) {
        this.every = every;
        this.pause = every == null ? SHORTEST : every.toNanos();
    }

    boolean isDue() {
        return System.nanoTime() - ended >= pause;
    }

    void begin() {
        begun = System.nanoTime();
    }

    void end() {
        ended = System.nanoTime();
        if (every == null) {
            pause = Math.clamp(WORTH * (ended - begun), SHORTEST, LONGEST);
        }
    }
}
