package patchidx.field;

import java.util.List;
import org.jspecify.annotations.Nullable;
import patchidx.mail.Mail;
import patchidx.patch.PatchMail;
import patchidx.series.Standing;
import patchidx.source.Location;
import patchidx.source.Problem;

/// All that is known of one mail: the facts that the fields of [PatchField] take their values from.
///
/// @param patch what the mail means
/// @param sources every place it was read from, sorted
/// @param problems what was odd, in the mail or about it
/// @param standing where the mail stands among others; null if it belongs to no series
/// @param score relevance in a search, higher is better; null outside of searches
public record Entry(
        PatchMail patch,
        List<Location> sources,
        List<Problem> problems,
        @Nullable Standing standing,
        @Nullable Float score) {

    public Entry {
        sources = List.copyOf(sources);
        problems = List.copyOf(problems);
    }

    public Mail mail() {
        return patch.mail();
    }

    public Entry withScore(@Nullable Float newScore) {
        return new Entry(patch, sources, problems, standing, newScore);
    }

    public Entry withStanding(@Nullable Standing newStanding) {
        return new Entry(patch, sources, problems, newStanding, score);
    }
}
