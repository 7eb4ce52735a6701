package patchidx.index;

/// Hears what an ingest has to tell, while it runs and on one thread.
///
/// Files and oddities come in the order they lie in; a mail comes when its fate is known, which may be later than its
/// file.
@FunctionalInterface
public interface IngestListener {
    void event(IngestEvent event);

    /// Called after each mail.
    ///
    /// @param mails how many were met in files, whatever becomes of them
    /// @param bytes how much was read of all files, in bytes
    default void progress(long mails, long bytes) {}
}
