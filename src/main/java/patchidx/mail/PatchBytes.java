package patchidx.mail;

import java.nio.charset.StandardCharsets;

/// The text of a patch mail in the bytes that git would get: transfer encoding and flowed lines undone, the charset as
/// it is. A diff has no charset; its bytes are those of files.
public final class PatchBytes {
    private PatchBytes() {}

    /// The bytes of the text.
    ///
    /// @param mail as it was read
    /// @param hasHeaders whether it begins with its headers
    public static byte[] of(byte[] mail, boolean hasHeaders) {
        String text = hasHeaders ? MimeText.readBytes(mail).patchText() : new String(mail, StandardCharsets.ISO_8859_1);
        return withoutTransport(text).getBytes(StandardCharsets.ISO_8859_1);
    }

    /// Mail travels with carriage returns on all its lines. Where only some lines have one, it belongs to the file.
    private static String withoutTransport(String text) {
        boolean everywhere = text.indexOf('\n') > 0;
        for (int feed = text.indexOf('\n'); feed >= 0 && everywhere; feed = text.indexOf('\n', feed + 1)) {
            everywhere = feed > 0 && text.charAt(feed - 1) == '\r';
        }
        return everywhere ? text.replace("\r\n", "\n") : text;
    }
}
