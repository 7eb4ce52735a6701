package patchidx.series;

import java.util.List;
import patchidx.patch.PatchMail;

/// What was said to a patch or cover letter.
///
/// @param patch the patch or cover letter
/// @param reviews trailers given to it, and for a patch those given to its cover letter, which count for all patches,
///     and in front those given to the same patch in earlier versions
/// @param comments what was said to its lines, or to all of it
public record PatchReviews(PatchMail patch, List<Review> reviews, List<Comment> comments) {

    public PatchReviews {
        reviews = List.copyOf(reviews);
        comments = List.copyOf(comments);
    }
}
