package patchidx.series;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import patchidx.mail.Address;
import patchidx.patch.Trailer;

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
/// @param carriedFrom the earlier version that it was given to, of a patch that is the same since; null if it was given
///     to the version at hand
public record Review(
        String name,
        String value,
        @Nullable Address by,
        Address from,
        @Nullable Instant date,
        String reply,
        String on,
        boolean fits,
        @Nullable Integer carriedFrom) {

    /// The trailer as it is added to a message.
    public Trailer trailer() {
        return new Trailer(name, value);
    }

    /// Whether it says what people did with the patch, as `Reviewed-by` and `Tested-by` do. Sign-offs do not: they say
    /// who handed it on.
    boolean isOfAPerson() {
        return name.toLowerCase(Locale.ROOT).endsWith("-by") && !trailer().is("Signed-off-by");
    }

    Review carriedFrom(int version) {
        return new Review(name, value, by, from, date, reply, on, fits, version);
    }
}
