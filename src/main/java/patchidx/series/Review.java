package patchidx.series;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import patchidx.mail.Address;

/// A trailer that somebody gave to a patch in a reply: `Reviewed-by: Ada <ada@example.org>`.
///
/// @param name of the trailer, as written, without the colon
/// @param value what follows, wrapped lines joined by a blank
/// @param by who is named in it; null if it names nobody, as `Fixes` does
/// @param from who sent the reply
/// @param date when the reply was written; null if it does not say
/// @param reply Message-ID of the reply
/// @param on Message-ID of the patch or cover letter that it was given to
/// @param fits whether the sender gave it in the own name; true too if it names nobody
public record Review(
        String name,
        String value,
        @Nullable Address by,
        Address from,
        @Nullable Instant date,
        String reply,
        String on,
        boolean fits) {

    public boolean is(String other) {
        return name.equalsIgnoreCase(other);
    }
}
