package patchidx.source;

import java.io.IOException;
import java.io.InputStream;

/// Finds the mails in a file of one format. Implementations keep no state between files.
interface MailFileReader {

    /// Whether a file that begins with these bytes is of this format.
    boolean recognises(byte[] head);

    void read(InputStream in, String path, MailSink sink) throws IOException;
}
