package patchidx.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.function.Predicate;

/// How mail lies in what has a certain format.
sealed interface Layout {

    /// One mail or many in a stream of bytes.
    record Mails(MailFileReader reader) implements Layout {}

    /// One stream of bytes, compressed.
    record Compressed(Predicate<byte[]> recognises, Decompressor decompressor) implements Layout {}

    /// Files with names, packed into one stream of bytes.
    record Packed(Predicate<byte[]> recognises, Unpacker unpacker) implements Layout {}

    /// Files in folders.
    ///
    /// @param leavesOut whether a file or folder belongs to the format but is no mail
    /// @param reason what that is instead
    record Folders(Predicate<Path> leavesOut, String reason) implements Layout {}

    /// Objects of git repositories.
    record Repository() implements Layout {}

    /// Whether a stream that begins with these bytes has the layout.
    default boolean recognises(byte[] head) {
        return switch (this) {
            case Mails(var reader) -> reader.recognises(head);
            case Compressed(var recognises, var decompressor) -> recognises.test(head);
            case Packed(var recognises, var unpacker) -> recognises.test(head);
            case Folders folders -> false;
            case Repository repository -> false;
        };
    }

    interface Decompressor {
        InputStream open(InputStream compressed) throws IOException;
    }

    /// Finds the files in an archive, in the order they lie there. Nothing is ever written to disk, so names are just
    /// names, wherever they lead to.
    interface Unpacker {
        void unpack(InputStream archive, MemberSink members) throws IOException;
    }

    /// Takes the files of an archive.
    interface MemberSink {

        /// A file of the archive.
        ///
        /// @param name path inside the archive
        /// @param content may be read until the method returns; need not be closed
        void member(String name, InputStream content) throws IOException;

        /// A file of the archive that is no mail, told by its name or kind.
        ///
        /// @param reason what it is instead
        void leftOut(String name, String reason);

        /// A file of the archive that cannot be read, though those behind it can.
        void unreadable(String name, String reason) throws IOException;
    }
}
