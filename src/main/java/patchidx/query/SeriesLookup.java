package patchidx.query;

import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import patchidx.field.PatchField;
import patchidx.index.Relations;
import patchidx.patch.PatchMail;
import patchidx.query.Search.Hit;
import patchidx.series.GivenTrailers;
import patchidx.series.MailSummary;
import patchidx.series.PatchSet;
import patchidx.series.Series;
import patchidx.series.Work;

/// Finds the mails that belong to a series, in all its versions, and what was answered to them.
public final class SeriesLookup {
    private static final Comparator<Hit> BY_DATE =
            Comparator.comparing(hit -> hit.entry().mail().date(), Comparator.nullsFirst(Comparator.naturalOrder()));

    private final Search search;

    public SeriesLookup(Search search) {
        this.search = search;
    }

    /// A series and what was said about it.
    ///
    /// @param versions oldest first
    /// @param named the one that the mail belongs to
    /// @param mails all mails of its versions and the answers to them, oldest first
    public record Found(List<PatchSet> versions, PatchSet named, List<Hit> mails) {
        public Found {
            versions = List.copyOf(versions);
            mails = List.copyOf(mails);
        }

        /// The trailers that answers give.
        public GivenTrailers given() {
            return GivenTrailers.in(
                    versions, mails.stream().map(hit -> hit.entry().patch()).toList());
        }
    }

    /// The series of a patch or cover letter, or of the one that a reply stands below; empty if there is none.
    public Optional<Found> of(Hit hit) throws IOException {
        Relations relations = search.relations();
        Optional<Series> series = relations.seriesAbout(hit.entry().patch());
        if (series.isEmpty()) {
            return Optional.empty();
        }
        Work work = relations.workOf(series.get());
        Map<String, Hit> mails = new LinkedHashMap<>();
        for (Series version : work.versions()) {
            for (MailSummary mail : version.mails()) {
                read(mail.id(), mails);
            }
            for (List<MailSummary> answers : relations.answers(version).values()) {
                for (MailSummary answer : answers) {
                    read(answer.id(), mails);
                }
            }
        }
        List<PatchSet> versions =
                work.versions().stream().map(version -> set(version, mails)).toList();
        int at = work.versions().indexOf(series.get());
        List<Hit> all = mails.values().stream().sorted(BY_DATE).toList();
        return Optional.of(new Found(versions, versions.get(Math.max(at, 0)), all));
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
