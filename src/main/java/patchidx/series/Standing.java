package patchidx.series;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where a patch or cover letter stands among other mails. It changes when these come.
///
/// @param series id of its series
/// @param work id of the series that was the first version of the work
/// @param versions how many versions of the work there are
/// @param latest whether the series is the latest version
/// @param missing how many patches of the series are not there
/// @param replies how many answers it got, also further down, as far as they do not answer another patch
/// @param reviews how many people gave it, or the cover letter, a Reviewed-by or Acked-by
/// @param activity when the last mail of the series, or in answer to it, was written; null if none says
public record Standing(
        String series,
        String work,
        int versions,
        boolean latest,
        int missing,
        int replies,
        int reviews,
        @Nullable Instant activity) {

    /// What is known of a mail before the others have been looked at.
    public static Standing unknown(String id) {
        return new Standing(id, id, 1, true, 0, 0, 0, Instant.EPOCH);
    }

    public boolean isComplete() {
        return missing == 0;
    }
}
