package patchidx.series;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import patchidx.patch.PatchMail;
import patchidx.patch.Trailer;

/// The trailers that replies give to the patches of a series, in all its versions.
///
/// What was given to a patch of an earlier version counts for a later one if both are the same, as `git patch-id`
/// tells: then it is what the reviewer has read. Whether versions between them had another patch in its place does
/// not matter, and could not be known of versions that are not at hand.
///
/// @param versions oldest first
/// @param reviews oldest first
public record GivenTrailers(List<PatchSet> versions, List<Review> reviews) {
    /// Those of a series that nobody answered.
    public static final GivenTrailers NONE = new GivenTrailers(List.of(), List.of());

    public GivenTrailers {
        versions = List.copyOf(versions);
        reviews = List.copyOf(reviews);
    }

    /// The trailers that the replies among some mails give to the patches and cover letters among them.
    ///
    /// @param versions of the series, oldest first
    /// @param mails of the threads, oldest first
    public static GivenTrailers in(List<PatchSet> versions, List<PatchMail> mails) {
        Map<String, PatchMail> byId = new HashMap<>();
        mails.forEach(mail -> byId.put(mail.id(), mail));
        List<Review> reviews = new ArrayList<>();
        for (PatchMail reply : mails) {
            PatchMail posted = posted(reply, byId);
            if (posted != null && !posted.id().equals(reply.id())) {
                reviews.addAll(ReviewReader.read(reply, posted.id()));
            }
        }
        return new GivenTrailers(versions, reviews);
    }

    /// The nearest mail at or above a reply that is none.
    private static @Nullable PatchMail posted(PatchMail reply, Map<String, PatchMail> byId) {
        PatchMail at = reply;
        for (int steps = 0; at != null && steps <= byId.size(); steps++) {
            if (at.kind().isPosted()) {
                return at;
            }
            at = MailSummary.ancestors(at.mail()).stream()
                    .filter(byId::containsKey)
                    .findFirst()
                    .map(byId::get)
                    .orElse(null);
        }
        return null;
    }

    /// What whoever applies a patch adds to its message: the trailers of people that it does not have yet, those that
    /// were given to earlier versions first.
    public List<Review> of(AmPlan.Part part) {
        return Stream.concat(carried(part.patch()).stream(), given(part.patch(), part.from()).stream())
                .filter(Review::isOfAPerson)
                .filter(review -> part.patch().trailers().stream().noneMatch(review.trailer()::saysTheSameAs))
                .toList();
    }

    /// What was given to the same patch in earlier versions, and not again in its own; oldest first.
    public List<Review> carried(PatchMail patch) {
        List<PatchSet> earlier = new ArrayList<>();
        for (PatchSet version : versions) {
            if (version.has(patch.id())) {
                return carried(patch, version, earlier);
            }
            earlier.add(version);
        }
        return List.of();
    }

    private List<Review> carried(PatchMail patch, PatchSet own, List<PatchSet> earlier) {
        List<Trailer> known =
                new ArrayList<>(given(patch, own).stream().map(Review::trailer).toList());
        List<Review> carried = new ArrayList<>();
        for (PatchSet version : earlier) {
            for (PatchMail other : version.patches().values()) {
                boolean isSame = other.patchId() != null && other.patchId().equals(patch.patchId());
                for (Review review : isSame ? given(other, version) : List.<Review>of()) {
                    if (known.stream().noneMatch(review.trailer()::saysTheSameAs)) {
                        known.add(review.trailer());
                        carried.add(review.carriedFrom(version.version()));
                    }
                }
            }
        }
        return carried;
    }

    /// What was given to a patch, or to the cover letter that it was sent with.
    private List<Review> given(PatchMail patch, PatchSet from) {
        PatchMail cover = from.cover();
        return reviews.stream()
                .filter(review -> review.on().equals(patch.id())
                        || (cover != null && review.on().equals(cover.id())))
                .toList();
    }
}
