package patchidx.fuzz;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Checks as many inputs as somebody wants. What is found is named with its seed, and its input is written to a file;
/// then it goes on.
public final class FuzzMain {
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int STEP = 10_000;
    private static final int BETWEEN_INGESTS = 2000;
    private static final int INGESTED = 60;
    private static final int SHOWN = 12;

    private final Path folder;
    private final Map<String, Integer> found = new HashMap<>();
    private volatile long seed;
    private volatile long nanosBefore;

    private FuzzMain(Path folder) {
        this.folder = folder;
    }

    /// Ends with status 1 if anything was found.
    ///
    /// @param arguments folder for what is found, how many inputs, and the first seed
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        long inputs = Long.parseLong(arguments[1]);
        long first = Long.parseLong(arguments[2]);
        System.exit(new FuzzMain(folder).run(first, inputs) ? 0 : 1);
    }

    private boolean run(long first, long inputs) throws IOException {
        seed = first;
        Thread.ofPlatform().daemon().start(new Watch(Thread.currentThread()));
        for (long next = first; next < first + inputs; next++) {
            nanosBefore = nanos(Thread.currentThread());
            seed = next;
            try {
                Fuzz.check(next);
                if ((next - first + 1) % BETWEEN_INGESTS == 0) {
                    ingest(next);
                }
            } catch (Throwable e) {
                found(next, e);
            }
            if ((next - first + 1) % STEP == 0) {
                System.err.println((next - first + 1) + " inputs");
            }
        }
        System.err.println(
                inputs + " inputs, " + found.values().stream().mapToInt(i -> i).sum() + " findings");
        return found.isEmpty();
    }

    private void ingest(long seed) throws Exception {
        Path scratch = Files.createTempDirectory(folder, "ingest");
        Fuzz.checkIngest(scratch, seed, INGESTED);
        try (Stream<Path> all = Files.walk(scratch)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /// Says the first few of a sort, and counts the others.
    private void found(long seed, Throwable failure) throws IOException {
        String place = failure.getClass().getSimpleName()
                + Arrays.stream(failure.getStackTrace())
                        .filter(frame -> frame.getClassName().startsWith("patchidx."))
                        .findFirst()
                        .map(Object::toString)
                        .orElse("");
        if (found.merge(place, 1, Integer::sum) <= 3) {
            Files.write(folder.resolve(seed + ".input"), Fuzz.input(seed));
            System.err.println("seed " + seed + ": " + place);
            System.err.println(
                    String.valueOf(failure.getMessage()).lines().limit(20).collect(Collectors.joining("\n")));
            trace(failure.getStackTrace());
        }
    }

    /// The frames where it happened, and those of ours, without those that call themselves again and again.
    private static void trace(StackTraceElement[] frames) {
        Stream<StackTraceElement> ours = Arrays.stream(frames)
                .skip(SHOWN)
                .filter(frame -> frame.getClassName().startsWith("patchidx."));
        Stream.concat(Arrays.stream(frames).limit(SHOWN), ours)
                .distinct()
                .forEach(frame -> System.err.println("    " + frame));
    }

    /// How long a thread has worked. A busy machine makes others wait, and that is no finding.
    private static long nanos(Thread thread) {
        return ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.threadId());
    }

    /// Names an input that takes too long, and ends the program if it never ends.
    private final class Watch implements Runnable {
        private final Thread watched;
        private long named = -1;

        Watch(Thread watched) {
            this.watched = watched;
        }

        @Override
        public void run() {
            while (true) {
                try {
                    Thread.sleep(LONGEST.toMillis() / 10);
                } catch (InterruptedException e) {
                    return;
                }
                long nanos = nanos(watched) - nanosBefore;
                if (nanos > LONGEST.toNanos() && named != seed) {
                    named = seed;
                    System.err.println("seed " + seed + " takes longer than " + LONGEST.toSeconds() + " s");
                    trace(watched.getStackTrace());
                }
                if (nanos > 12 * LONGEST.toNanos()) {
                    System.exit(2);
                }
            }
        }
    }
}
