package patchidx.query;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import patchidx.index.Relations;
import patchidx.series.MailSummary;
import patchidx.series.Series;
import patchidx.series.VersionLink;
import patchidx.series.Work;

/// A series with what other mails make of it.
///
/// @param series the series
/// @param work all its versions
/// @param given trailers that were given in answers
/// @param replies how many answers there are
/// @param reviews how many people gave a Reviewed-by or Acked-by; where a patch is the same since, in answers to
///     earlier versions too
public record SeriesFacts(Series series, Work work, List<Trailer> given, int replies, int reviews) {
    public SeriesFacts {
        given = List.copyOf(given);
    }

    /// A trailer that was given in an answer.
    ///
    /// @param given what it says
    /// @param from the answer
    /// @param on id of the patch or cover letter that was answered
    public record Trailer(MailSummary.Given given, MailSummary from, String on) {}

    /// Everything about a series.
    public static SeriesFacts of(Series series, Relations relations) throws IOException {
        Map<String, List<MailSummary>> answers = relations.answers(series);
        List<Trailer> given = new ArrayList<>();
        Set<String> toOtherPatches = relations.answersToOtherPatches(series);
        Work work = relations.workOf(series);
        Set<String> reviewers = new HashSet<>();
        int replies = 0;
        for (MailSummary mail : series.mails()) {
            reviewers.addAll(relations.reviewers(mail, series, work));
            for (MailSummary answer : answers.getOrDefault(mail.id(), List.of())) {
                replies++;
                if (!toOtherPatches.contains(answer.id())) {
                    answer.given().forEach(trailer -> given.add(new Trailer(trailer, answer, mail.id())));
                }
            }
        }
        return new SeriesFacts(series, work, given, replies, reviewers.size());
    }

    public boolean isLatest() {
        return work.latest().equals(series);
    }

    /// The version that took its place; null for the latest.
    public @Nullable Series successor() {
        return work.successor(series).orElse(null);
    }

    /// The surest link to a version before it; empty for the first.
    public Optional<VersionLink> link() {
        return work.links().stream()
                .filter(link -> link.newer().id().equals(series.id()))
                .findFirst();
    }
}
