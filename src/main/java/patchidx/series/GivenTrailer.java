package patchidx.series;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import patchidx.mail.Address;
import patchidx.patch.Kind;
import patchidx.patch.PatchMail;
import patchidx.patch.Trailer;

/// A trailer that somebody gave to a patch in a reply, for `git am` to add.
///
/// @param trailer as it was written
/// @param on id of the patch or cover letter it was given to
/// @param reply id of the reply
/// @param fits whether it names the sender of the reply
public record GivenTrailer(Trailer trailer, String on, String reply, boolean fits) {
    private static final String SIGN_OFF = "Signed-off-by";

    /// What the replies give, in their order. Sign-offs say who handed a patch on, and nobody gives them.
    ///
    /// @param mails of a thread
    public static List<GivenTrailer> in(List<PatchMail> mails) {
        Map<String, PatchMail> byId = new HashMap<>();
        mails.forEach(mail -> byId.put(mail.id(), mail));
        List<GivenTrailer> given = new ArrayList<>();
        for (PatchMail reply : mails) {
            PatchMail posted = reply.kind() == Kind.REPLY ? posted(reply, byId) : null;
            if (posted != null) {
                reply.trailers().stream()
                        .filter(trailer -> isGiven(trailer.name()))
                        .forEach(trailer ->
                                given.add(new GivenTrailer(trailer, posted.id(), reply.id(), fits(trailer, reply))));
            }
        }
        return given;
    }

    private static boolean isGiven(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith("-by") && !name.equalsIgnoreCase(SIGN_OFF);
    }

    /// The nearest mail above a reply that is no reply.
    private static @Nullable PatchMail posted(PatchMail reply, Map<String, PatchMail> byId) {
        PatchMail at = reply;
        for (int steps = 0; at != null && steps < byId.size(); steps++) {
            if (at.kind() == Kind.PATCH || at.kind() == Kind.COVER) {
                return at;
            }
            at = byId.get(String.valueOf(at.mail().inReplyTo()));
        }
        return null;
    }

    private static boolean fits(Trailer trailer, PatchMail reply) {
        String value = trailer.value().toLowerCase(Locale.ROOT);
        Address from = reply.mail().from();
        String email = from.email();
        String name = from.name();
        return (email != null && value.contains(email.toLowerCase(Locale.ROOT)))
                || (name != null && value.contains(name.toLowerCase(Locale.ROOT)));
    }
}
