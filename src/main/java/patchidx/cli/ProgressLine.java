package patchidx.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/// One line on a terminal that says how far an ingest is: mails, mails a second, share of the bytes, time left.
final class ProgressLine {
    private static final long BETWEEN = Duration.ofMillis(100).toNanos();
    private static final String ERASE = "\r\u001b[K";

    private final PrintStream err;
    private final int columns;
    private final long allBytes;
    private final LongSupplier nanoTime;
    private final long start;
    private long drawn;
    private boolean isShown;

    /// @param columns width of the terminal
    /// @param allBytes how much there is to read
    /// @param nanoTime what [System#nanoTime] says
    ProgressLine(PrintStream err, int columns, long allBytes, LongSupplier nanoTime) {
        this.err = err;
        this.columns = columns;
        this.allBytes = allBytes;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
        this.drawn = start;
    }

    /// Draws the line anew, but not more than ten times a second.
    void show(long mails, long bytes) {
        long now = nanoTime.getAsLong();
        if (now - drawn < BETWEEN) {
            return;
        }
        drawn = now;
        isShown = true;
        String text = text(mails, bytes, (now - start) / 1e9);
        err.print(ERASE + text.substring(0, Math.min(text.length(), Math.max(0, columns - 1))));
        err.flush();
    }

    /// Makes room for another line.
    void erase() {
        if (isShown) {
            err.print(ERASE);
            isShown = false;
        }
    }

    private String text(long mails, long bytes, double seconds) {
        // A file may grow while it is read, or be compressed.
        double share = allBytes == 0 ? 0 : Math.min(1, (double) bytes / allBytes);
        String left = share == 0 ? "" : ", " + time(Math.round(seconds / share - seconds)) + " left";
        return String.format(
                Locale.ROOT,
                "%,d mails, %,d/s, %d %%%s",
                mails,
                Math.round(mails / seconds),
                (int) (100 * share),
                left);
    }

    private static String time(long seconds) {
        Duration time = Duration.ofSeconds(seconds);
        return time.toHours() == 0
                ? String.format(Locale.ROOT, "%d:%02d", time.toMinutes(), time.toSecondsPart())
                : String.format(
                        Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart());
    }
}
