package patchidx.index;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// As many threads as there are cores, up to eight.
final class Workers implements Closeable {
    /// Each has mails in memory; beyond these, the one that cuts files into mails is the slowest.
    private static final int MOST_THREADS = 8;

    private final int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
    private final ExecutorService pool = Executors.newFixedThreadPool(threads);

    int threads() {
        return threads;
    }

    <T> Future<T> start(Callable<T> task) {
        return pool.submit(task);
    }

    /// What all tasks come to, in their order.
    <T> List<T> all(List<Callable<T>> tasks) throws IOException {
        List<Future<T>> started = tasks.stream().map(this::start).toList();
        List<T> results = new ArrayList<>();
        for (Future<T> task : started) {
            results.add(result(task));
        }
        return results;
    }

    /// What a task comes to, once it has ended.
    static <T> T result(Future<T> task) throws IOException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw new IllegalStateException("work on mails failed", e);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts", e);
        }
    }

    /// Waits for the last tasks.
    @Override
    public void close() {
        pool.close();
    }
}
