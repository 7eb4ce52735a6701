package patchidx.index;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// How an ingest goes about its work.
///
/// @param patience how long to wait for another process that writes the index
/// @param commitEvery how long to work between commits; null to have that chosen
/// @param isStopped asked after each mail; if it is, what was read so far is committed and the ingest ends
/// @param listener hears what became of everything
public record IngestSettings(
        Duration patience, @Nullable Duration commitEvery, BooleanSupplier isStopped, IngestListener listener) {

    /// Waits for nobody, and runs to its end.
    public static IngestSettings telling(IngestListener listener) {
        return new IngestSettings(Duration.ZERO, null, () -> false, listener);
    }
}
