package patchidx.query;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import patchidx.field.PatchField;
import patchidx.index.Relations;
import patchidx.patch.PatchMail;
import patchidx.query.Search.Hit;
import patchidx.series.MailSummary;
import patchidx.series.PatchReviews;
import patchidx.series.PatchSet;
import patchidx.series.Replies;
import patchidx.series.Series;
import patchidx.series.Work;

/// Finds the mails that belong to a series, in all its versions, and what was answered to them.
public final class SeriesLookup {
    private final Search search;
    private final Relations relations;

    public SeriesLookup(Search search) {
        this.search = search;
        this.relations = search.relations();
    }

    /// A series and what was said about it.
    ///
    /// @param versions oldest first
    /// @param named the one that the mail belongs to
    /// @param about the patch or cover letter that the mail is, or is about
    /// @param mails all mails of its versions and the answers to them
    /// @param replies what the answers say
    public record Found(List<PatchSet> versions, PatchSet named, PatchMail about, List<Hit> mails, Replies replies) {
        public Found {
            versions = List.copyOf(versions);
            mails = List.copyOf(mails);
        }

        /// What was said to the patch; of a cover letter, to all its patches, too.
        public List<PatchReviews> reviews() {
            boolean isAboutAll = about.equals(named.cover());
            return Stream.concat(Stream.of(about), isAboutAll ? named.patches().values().stream() : Stream.empty())
                    .map(replies::about)
                    .toList();
        }
    }

    /// The series of a patch or cover letter, or of the one that a reply stands below; empty if there is none.
    public Optional<Found> of(Hit hit) throws IOException {
        Optional<MailSummary> about = relations.about(hit.entry().patch());
        Optional<Series> series = about.isEmpty() ? Optional.empty() : relations.seriesOf(about.get());
        if (about.isEmpty() || series.isEmpty()) {
            return Optional.empty();
        }
        Work work = relations.workOf(series.get());
        Map<String, Hit> mails = new LinkedHashMap<>();
        Map<String, List<PatchMail>> answers = new HashMap<>();
        Set<String> toOtherPatches = new HashSet<>();
        for (Series version : work.versions()) {
            for (MailSummary mail : version.mails()) {
                read(mail.id(), mails);
            }
            for (Map.Entry<String, List<MailSummary>> answered :
                    relations.answers(version).entrySet()) {
                List<PatchMail> read = new ArrayList<>();
                for (MailSummary answer : answered.getValue()) {
                    read(answer.id(), mails);
                    read.add(patch(answer, mails));
                }
                answers.put(answered.getKey(), read);
            }
            toOtherPatches.addAll(relations.answersToOtherPatches(version));
        }
        List<PatchSet> versions =
                work.versions().stream().map(version -> set(version, mails)).toList();
        int at = work.versions().indexOf(series.get());
        return Optional.of(new Found(
                versions,
                versions.get(Math.max(at, 0)),
                patch(about.get(), mails),
                List.copyOf(mails.values()),
                Replies.of(versions, answers, toOtherPatches)));
    }

    private void read(String id, Map<String, Hit> mails) throws IOException {
        for (Hit hit : search.all(new Query.Word(PatchField.ID, id))) {
            mails.putIfAbsent(id, hit);
        }
    }

    private static PatchSet set(Series series, Map<String, Hit> hits) {
        NavigableMap<Integer, PatchMail> patches = new TreeMap<>();
        series.patches().forEach((number, mail) -> patches.put(number, patch(mail, hits)));
        MailSummary cover = series.cover();
        return new PatchSet(series.version(), series.total(), cover == null ? null : patch(cover, hits), patches);
    }

    private static PatchMail patch(MailSummary mail, Map<String, Hit> hits) {
        Hit hit = hits.get(mail.id());
        if (hit == null) {
            throw new IllegalStateException("a series of mails that were not given: " + mail.id());
        }
        return hit.entry().patch();
    }
}
