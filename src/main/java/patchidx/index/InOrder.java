package patchidx.index;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;

/// Work on mails that is done on all threads at once, and whose results are taken in the order it was given in.
///
/// A mail that is read takes some ten times its size in memory. So there is room for two mebibytes a thread, and what
/// is larger than all of the room has it for itself.
final class InOrder<T> {
    private static final double MEBIBYTE = 1 << 20;

    private final Workers workers;
    private final Taker<T> taker;
    private final Deque<Running<T>> running = new ArrayDeque<>();
    private final int most;
    private int room;

    /// Takes what came of a task, on the thread that gives the tasks.
    interface Taker<T> {
        void take(T result) throws IOException;
    }

    /// @param share how much of the room it takes
    private record Running<T>(Future<T> task, int share) {}

    InOrder(Workers workers, Taker<T> taker) {
        this.workers = workers;
        this.taker = taker;
        this.most = 2 * workers.threads();
        this.room = most;
    }

    /// Starts a task as soon as there is room for it.
    ///
    /// @param bytes how large the mails are that it reads
    void start(long bytes, Callable<T> task) throws IOException {
        int share = Math.clamp(Math.round(bytes / MEBIBYTE), 1, most);
        while (room < share) {
            finishFirst();
        }
        room -= share;
        running.add(new Running<>(workers.start(task), share));
    }

    /// Waits for all tasks.
    void finish() throws IOException {
        while (!running.isEmpty()) {
            finishFirst();
        }
    }

    private void finishFirst() throws IOException {
        Running<T> first = running.removeFirst();
        room += first.share();
        taker.take(Workers.result(first.task()));
    }
}
