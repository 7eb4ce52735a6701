package patchidx.series;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import patchidx.patch.PatchMail;

/// The trailers that replies give to the patches of a series, for whoever applies it to add.
///
/// @param reviews those of people, oldest first: `Reviewed-by`, `Tested-by` and the like. Sign-offs are none: they say
///     who handed a patch on
public record GivenTrailers(List<Review> reviews) {
    public GivenTrailers {
        reviews = List.copyOf(reviews);
    }

    /// The trailers that the replies among some mails give to the patches and cover letters among them.
    ///
    /// @param mails of the threads, oldest first
    public static GivenTrailers in(List<PatchMail> mails) {
        Map<String, PatchMail> byId = new HashMap<>();
        mails.forEach(mail -> byId.put(mail.id(), mail));
        List<Review> reviews = new ArrayList<>();
        for (PatchMail reply : mails) {
            PatchMail posted = posted(reply, byId);
            if (posted != null && !posted.id().equals(reply.id())) {
                ReviewReader.read(reply, posted.id()).stream()
                        .filter(GivenTrailers::isOfAPerson)
                        .forEach(reviews::add);
            }
        }
        return new GivenTrailers(reviews);
    }

    private static boolean isOfAPerson(Review review) {
        return review.name().toLowerCase(Locale.ROOT).endsWith("-by") && !review.is("Signed-off-by");
    }

    /// The nearest mail at or above a reply that is none.
    private static @Nullable PatchMail posted(PatchMail reply, Map<String, PatchMail> byId) {
        PatchMail at = reply;
        for (int steps = 0; at != null && steps <= byId.size(); steps++) {
            if (at.kind().isPosted()) {
                return at;
            }
            at = byId.get(String.valueOf(at.mail().inReplyTo()));
        }
        return null;
    }

    /// What was given to a patch, or to the cover letter that it was sent with.
    public List<Review> of(AmPlan.Part part) {
        PatchMail cover = part.from().cover();
        return reviews.stream()
                .filter(review -> review.on().equals(part.patch().id())
                        || (cover != null && review.on().equals(cover.id())))
                .toList();
    }
}
