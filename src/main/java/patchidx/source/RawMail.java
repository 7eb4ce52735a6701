package patchidx.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The bytes of one mail and the place they were read from.
///
/// @param location where the mail lies; quoting that the archive format added is counted in its length
/// @param bytes the mail itself, without separators and without quoting that the archive format added
/// @param hasHeaders whether the bytes begin with a header block; a patch dump may hold just the body
/// @param heading what a patch dump says above the mail; null in every other format
@SuppressWarnings("ArrayRecordComponent") // the bytes of millions of mails: never compared, never copied
public record RawMail(
        Location location,
        byte[] bytes,
        boolean hasHeaders,
        @Nullable Heading heading) {

    /// The two or more lines that a patch dump writes above each mail.
    ///
    /// @param subject text behind `####`, as written
    /// @param author text behind `#####`, as written
    /// @param more further lines, which come from mails that repeat a header in their body
    public record Heading(String subject, String author, List<String> more) {
        public Heading {
            more = List.copyOf(more);
        }
    }
}
