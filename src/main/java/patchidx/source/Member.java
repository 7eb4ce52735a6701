package patchidx.source;

import org.jspecify.annotations.Nullable;

/// A file in an archive.
///
/// @param path of the archive, a slash and its name there
/// @param format null if it holds no mail, or cannot be read
/// @param mails how many mails were read from it, and from what is packed in it
/// @param isEmpty whether there is no byte in it
/// @param problem why it could not be read to its end; null if it could
public record Member(
        String path,
        @Nullable ArchiveFormat format,
        long mails,
        boolean isEmpty,
        @Nullable Problem problem) {}
