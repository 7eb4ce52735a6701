package patchidx.render;

import java.util.List;
import org.jspecify.annotations.Nullable;
import patchidx.field.Entry;
import patchidx.query.Snippets.Snippet;

/// A mail to be printed.
///
/// @param entry what is known of it
/// @param bytes the mail as it was read: headers and body, without what an archive adds
/// @param snippets lines that matched the query; empty where nobody asked for them
/// @param branch where it stands in its thread; null where no threads are printed
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Item(
        Entry entry,
        byte[] bytes,
        List<Snippet> snippets,
        @Nullable Branch branch) {
    public Item {
        snippets = List.copyOf(snippets);
    }

    public Item(Entry entry, byte[] bytes, List<Snippet> snippets) {
        this(entry, bytes, snippets, null);
    }

    /// Where a mail stands in the tree of its thread.
    ///
    /// @param parent Message-ID of the mail that it stands below, which may be missing; null at the top
    /// @param titleAbove title of that mail; null if there is none
    /// @param depth how many stand above it
    /// @param isLast whether no other answer to the same mail follows
    /// @param isHit whether it was asked for, and not added because it is of the thread
    public record Branch(
            @Nullable String parent, @Nullable String titleAbove, int depth, boolean isLast, boolean isHit) {}

    /// Whether it was asked for, in an answer that has other mails too.
    boolean isHitAmongOthers() {
        return branch != null && branch.isHit();
    }
}
