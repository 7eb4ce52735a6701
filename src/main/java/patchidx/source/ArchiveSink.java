package patchidx.source;

import java.io.IOException;

/// Takes what lies in a file with everything that is packed in it.
public interface ArchiveSink extends MailSink {

    /// A file of an archive was read, or left alone. Its mails and problems came before.
    default void member(Member member) throws IOException {}

    /// Called before each mail.
    ///
    /// @param bytes how much was read of the file on disk, packed as it is
    default void reached(long bytes) {}
}
