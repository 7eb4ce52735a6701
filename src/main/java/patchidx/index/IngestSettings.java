package patchidx.index;

import java.io.InputStream;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import patchidx.source.ArchiveFormat;
import patchidx.source.ArchivePaths;

/// How an ingest goes about its work.
///
/// @param patience how long to wait for another process that writes the index
/// @param commitEvery how long to work between commits; null to have that chosen
/// @param isStopped asked after each mail; if it is, what was read so far is committed and the ingest ends
/// @param listener hears what became of everything
/// @param mails how mails lie in the files, where they are not packed; null to tell it from their content
/// @param standardInput read where [ArchivePaths#STANDARD_INPUT] is among the archives
public record IngestSettings(
        Duration patience,
        @Nullable Duration commitEvery,
        BooleanSupplier isStopped,
        IngestListener listener,
        @Nullable ArchiveFormat mails,
        InputStream standardInput) {

    /// Tells the format of files from their content, and has nothing on standard input.
    public IngestSettings(
            Duration patience, @Nullable Duration commitEvery, BooleanSupplier isStopped, IngestListener listener) {
        this(patience, commitEvery, isStopped, listener, null, InputStream.nullInputStream());
    }

    /// Waits for nobody, and runs to its end.
    public static IngestSettings telling(IngestListener listener) {
        return new IngestSettings(Duration.ZERO, null, () -> false, listener);
    }
}
