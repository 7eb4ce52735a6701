package patchidx.source;

import java.io.IOException;

/// Takes what lies in a file with everything that is packed in it.
public interface ArchiveSink extends MailSink {

    /// A file of an archive was read, or left alone. Its mails and problems came before.
    default void member(Member member) throws IOException {}

    /// Something holds no mail. Called before [#member], if it is one.
    ///
    /// @param reason what it is instead, or what is the matter with it
    default void noMail(String path, String reason) {}

    /// A file of an archive is no mail, and was not looked into.
    ///
    /// @param reason what it is instead
    default void leftOut(String path, String reason) {}

    /// Called before each mail.
    ///
    /// @param bytes how much was read of the file on disk, packed as it is
    default void reached(long bytes) {}
}
