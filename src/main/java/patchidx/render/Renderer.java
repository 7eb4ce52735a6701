package patchidx.render;

import java.io.IOException;
import patchidx.field.Entry;

/// Writes an answer: the start, each mail, the end.
public interface Renderer {

    /// Begins the answer.
    ///
    /// @param query what was asked; empty if all mail is meant
    /// @param total how many mails the whole answer has, on all pages
    void start(String query, long total) throws IOException;

    /// Writes one mail.
    ///
    /// @param bytes the mail as it was read; only headers and body, without what an archive adds
    void mail(Entry entry, byte[] bytes) throws IOException;

    void end() throws IOException;
}
