package patchidx.series;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import patchidx.patch.Kind;
import patchidx.patch.PatchMail;
import patchidx.series.MailThread.Place;

/// What was said to a patch or cover letter in its thread.
///
/// @param <M> what stands for a mail
/// @param mail the patch or cover letter
/// @param reviews trailers given to it, and for a patch those given to its cover letter, which count for all patches,
///     and to the same patch in earlier versions
/// @param comments what was said to its lines, or to all of it
public record PatchReviews<M>(M mail, List<Review> reviews, List<Comment> comments) {

    public PatchReviews {
        reviews = List.copyOf(reviews);
        comments = List.copyOf(comments);
    }

    /// What was said to a mail: to a patch; to a cover letter and all its patches; for a reply, to what it is about.
    /// Empty if the mail is about no patch that is at hand.
    ///
    /// @param patch what a mail says
    public static <M> List<PatchReviews<M>> of(M mail, MailThread<M> thread, Function<M, PatchMail> patch) {
        return new Finder<>(thread, patch).find(mail);
    }

    /// The same with what was given to the patch in earlier versions in front.
    ///
    /// @param carried as [GivenTrailers#carried] gives it
    public PatchReviews<M> with(List<Review> carried) {
        return new PatchReviews<>(
                mail, Stream.concat(carried.stream(), reviews.stream()).toList(), comments);
    }

    /// Goes through a thread.
    private record Finder<M>(MailThread<M> thread, Function<M, PatchMail> patch) {

        List<PatchReviews<M>> find(M mail) {
            Place<M> asked = thread.places().stream()
                    .filter(place -> mail.equals(place.mail()))
                    .findFirst()
                    .map(this::posted)
                    .orElse(null);
            if (asked == null) {
                return List.of();
            }
            List<PatchReviews<M>> reviews = new ArrayList<>();
            for (Place<M> place : thread.places()) {
                boolean isOfCover = isPosted(place) && asked.is(cover(place));
                if (asked.is(place) || isOfCover) {
                    reviews.add(reviews(place));
                }
            }
            return reviews;
        }

        private PatchReviews<M> reviews(Place<M> place) {
            Place<M> cover = cover(place);
            List<Review> given = new ArrayList<>();
            List<Comment> comments = new ArrayList<>();
            for (Place<M> reply : thread.places()) {
                Place<M> about = isPosted(reply) ? null : posted(reply);
                if (about != null && reply.mail() != null && (about.is(place) || about.is(cover))) {
                    given.addAll(ReviewReader.read(patch.apply(reply.mail()), about.id()));
                    if (about.is(place)) {
                        comments.addAll(CommentReader.read(patch.apply(reply.mail()), mail(place)));
                    }
                }
            }
            return new PatchReviews<>(Objects.requireNonNull(place.mail()), given, comments);
        }

        /// The patch or cover letter that a mail is, or is about: the nearest above it; null if there is none.
        private @Nullable Place<M> posted(Place<M> place) {
            Place<M> above = place;
            while (above != null && !isPosted(above)) {
                above = above.parent();
            }
            return above;
        }

        /// The cover letter of a patch: the nearest one above it by the same sender; null if there is none.
        private @Nullable Place<M> cover(Place<M> place) {
            PatchMail posted = mail(place);
            if (posted == null || posted.kind() != Kind.PATCH) {
                return null;
            }
            for (Place<M> above = place.parent(); above != null; above = above.parent()) {
                PatchMail mail = mail(above);
                if (mail != null
                        && mail.kind() == Kind.COVER
                        && mail.mail().from().equals(posted.mail().from())) {
                    return above;
                }
            }
            return null;
        }

        private boolean isPosted(Place<M> place) {
            PatchMail mail = mail(place);
            return mail != null && mail.kind().isPosted();
        }

        private @Nullable PatchMail mail(Place<M> place) {
            return place.mail() == null ? null : patch.apply(place.mail());
        }
    }
}
