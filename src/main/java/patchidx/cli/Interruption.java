package patchidx.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Lets a command end in order when the user or the system stops it: Ctrl-C, SIGTERM, a terminal that is closed.
///
/// Java then runs its shutdown hooks and ends with the status of the signal. The hook made here waits until the command
/// is done.
final class Interruption implements AutoCloseable {
    /// A commit may take minutes where others keep disk and processors busy. Who waits longer than this is stuck.
    private static final int LONGEST_MINUTES = 5;

    private final Console console;
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "interruption");
    private volatile boolean requested;

    /// @param console hears if the command does not end
    Interruption(Console console) {
        this.console = console;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    boolean isRequested() {
        return requested;
    }

    private void stop() {
        requested = true;
        try {
            if (!done.await(LONGEST_MINUTES, TimeUnit.MINUTES)) {
                console.say("gave up waiting for the last commit; what was committed before is in the index");
            }
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
