package patchidx.render;

import java.util.List;
import patchidx.field.Entry;
import patchidx.query.Snippets.Snippet;

/// A mail to be printed.
///
/// @param entry what is known of it
/// @param bytes the mail as it was read: headers and body, without what an archive adds
/// @param snippets lines that matched the query; empty where nobody asked for them
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Item(Entry entry, byte[] bytes, List<Snippet> snippets) {
    public Item {
        snippets = List.copyOf(snippets);
    }
}
