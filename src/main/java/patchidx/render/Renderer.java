package patchidx.render;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Writes an answer: the start, each mail, the end.
public interface Renderer {

    /// Begins the answer.
    ///
    /// @param query what was asked; empty if all mail is meant
    /// @param total how many mails the whole answer has, on all pages
    default void start(String query, long total) throws IOException {}

    /// Writes one mail.
    void mail(Item item) throws IOException;

    /// Writes that a mail of a thread is missing: others name it, and nobody has it.
    default void gap(String id, Item.Branch branch) throws IOException {}

    /// Ends the answer.
    ///
    /// @param next cursor for the page behind this one; null if there is none
    default void end(@Nullable String next) throws IOException {}
}
