package patchidx.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Lets a command end in order when the user or the system stops it: Ctrl-C, SIGTERM, a terminal that is closed.
///
/// Java then runs its shutdown hooks and ends with the status of the signal. The hook made here waits until the command
/// is done.
final class Interruption implements AutoCloseable {
    /// Who waits longer than this is stuck, and would keep the user from ending the program.
    private static final int LONGEST_SECONDS = 60;

    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "interruption");
    private volatile boolean requested;

    Interruption() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    boolean isRequested() {
        return requested;
    }

    private void stop() {
        requested = true;
        try {
            boolean inTime = done.await(LONGEST_SECONDS, TimeUnit.SECONDS);
            assert inTime : "the command is stuck";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// The command has said and written all it had to.
    @Override
    public void close() {
        done.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The signal has come: the hook runs.
        }
    }
}
