package patchidx.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// A stream that may have nothing to give for hours, such as a pipe or a terminal. Java cannot end such a wait, so a
/// thread of its own waits, and this one looks now and then whether somebody wants to stop.
public final class WaitingStream extends InputStream {
    private static final int CHUNK = 1 << 16;
    private static final int MOST_CHUNKS = 4;
    private static final long LOOK_MILLIS = 50;

    private final BooleanSupplier isStopped;
    private final BlockingQueue<Piece> pieces = new ArrayBlockingQueue<>(MOST_CHUNKS);
    private final Thread reader;
    private Piece.Bytes current = new Piece.Bytes(new byte[0]);
    private int at;
    private boolean isEmpty = true;
    private @Nullable Piece last;

    /// What came, or that nothing comes any more.
    private sealed interface Piece {
        @SuppressWarnings("ArrayRecordComponent") // never compared
        record Bytes(byte[] bytes) implements Piece {}

        record End() implements Piece {}

        record Failure(IOException problem) implements Piece {}
    }

    /// Opens what is read. That waits, too: a named pipe is open once somebody writes to it.
    public interface Opener {
        InputStream open() throws IOException;
    }

    /// @param isStopped asked while nothing comes; if it is, reading ends with an [UnreadableException]
    public WaitingStream(Opener opener, BooleanSupplier isStopped) {
        this.isStopped = isStopped;
        this.reader = Thread.ofPlatform().daemon().name("waiting for input").start(() -> readAll(opener));
    }

    private void readAll(Opener opener) {
        try {
            try (InputStream in = opener.open()) {
                byte[] chunk = new byte[CHUNK];
                for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                    pieces.put(new Piece.Bytes(Arrays.copyOf(chunk, read)));
                }
                pieces.put(new Piece.End());
            } catch (IOException e) {
                pieces.put(new Piece.Failure(e));
            } catch (RuntimeException | Error e) {
                pieces.put(new Piece.Failure(new IOException(e.toString(), e))); // who reads must not wait for ever
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed before the end
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (at == current.bytes().length) {
            switch (next()) {
                case Piece.Bytes piece -> {
                    current = piece;
                    isEmpty = false;
                    at = 0;
                }
                case Piece.End end -> {
                    return -1;
                }
                case Piece.Failure(var problem) -> throw problem;
            }
        }
        int read = Math.min(length, current.bytes().length - at);
        System.arraycopy(current.bytes(), at, bytes, from, read);
        at += read;
        return read;
    }

    /// Whether nothing has come so far.
    public boolean isEmpty() {
        return isEmpty;
    }

    private Piece next() throws IOException {
        if (last != null) {
            return last;
        }
        while (!isStopped.getAsBoolean()) {
            try {
                Piece piece = pieces.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                if (piece != null) {
                    last = piece instanceof Piece.Bytes ? null : piece;
                    return piece;
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts", e);
            }
        }
        throw UnreadableException.stopped();
    }

    /// Lets go of what is read. A thread that waits in it goes on to wait, and does not keep the program from ending.
    @Override
    public void close() {
        reader.interrupt();
    }
}
