package patchidx.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// Where results go, which tells its own failures from those of the index.
final class ResultStream extends FilterOutputStream {
    ResultStream(OutputStream out) {
        super(out);
    }

    /// Results cannot be written: the disk is full, or whoever reads us has seen enough.
    static final class Failure extends IOException {
        private static final long serialVersionUID = 1;

        private Failure(IOException cause) {
            super(cause.getMessage(), cause);
        }

        /// Whether whoever reads us has seen enough.
        boolean isClosedPipe() {
            return "Broken pipe".equals(getMessage());
        }
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one});
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            out.write(bytes, from, length);
        } catch (IOException e) {
            throw new Failure(e);
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            out.flush();
        } catch (IOException e) {
            throw new Failure(e);
        }
    }
}
