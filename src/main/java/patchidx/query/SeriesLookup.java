package patchidx.query;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import patchidx.field.PatchField;
import patchidx.mail.Address;
import patchidx.patch.Kind;
import patchidx.patch.PatchMail;
import patchidx.query.Search.Hit;
import patchidx.series.MailSummary;
import patchidx.series.PatchSet;
import patchidx.series.Series;
import patchidx.series.SeriesFinder;
import patchidx.series.Work;
import patchidx.series.WorkFinder;

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
    /// @param mails all mails of its threads, oldest first
    public record Found(List<PatchSet> versions, PatchSet named, List<Hit> mails) {
        public Found {
            versions = List.copyOf(versions);
            mails = List.copyOf(mails);
        }
    }

    /// The series of a patch or cover letter, or of the one that a reply stands below; empty if there is none.
    public Optional<Found> of(Hit hit) throws IOException {
        PatchMail posted = posted(hit);
        if (posted == null) {
            return Optional.empty();
        }
        Map<String, Hit> candidates = new LinkedHashMap<>();
        for (Hit candidate : postedBy(posted.mail().from())) {
            candidates.put(candidate.entry().patch().id(), candidate);
        }
        List<Series> series = SeriesFinder.find(candidates.values().stream()
                .map(candidate -> MailSummary.of(candidate.entry().patch(), List.of()))
                .toList());
        for (Work work : WorkFinder.find(series)) {
            List<PatchSet> versions =
                    work.versions().stream().map(set -> set(set, candidates)).toList();
            for (PatchSet version : versions) {
                if (version.has(posted.id())) {
                    return Optional.of(new Found(versions, version, threads(work, candidates)));
                }
            }
        }
        return Optional.empty();
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

    private Collection<Hit> postedBy(Address sender) throws IOException {
        String email = sender.email();
        String name = sender.name();
        if (email == null && name == null) {
            return List.of();
        }
        return search.all(new Query.And(List.of(
                new Query.Word(PatchField.FROM, email == null ? String.valueOf(name) : email),
                new Query.Or(List.of(
                        new Query.Word(PatchField.KIND, Kind.PATCH.label()),
                        new Query.Word(PatchField.KIND, Kind.COVER.label()))))));
    }

    private List<Hit> threads(Work work, Map<String, Hit> hits) throws IOException {
        SequencedSet<String> roots = new LinkedHashSet<>();
        for (Series version : work.versions()) {
            version.mails().stream()
                    .map(MailSummary::id)
                    .map(hits::get)
                    .map(SeriesLookup::root)
                    .forEach(roots::add);
        }
        List<Hit> mails = new ArrayList<>();
        for (String root : roots) {
            mails.addAll(search.all(new Query.Word(PatchField.THREAD, root)));
        }
        mails.sort(BY_DATE);
        return mails;
    }

    private static String root(Hit hit) {
        return String.valueOf(PatchField.THREAD.column().value(hit.entry()));
    }

    /// The mail itself, or the nearest one above it that is a patch or cover letter.
    private @Nullable PatchMail posted(Hit hit) throws IOException {
        if (isPosted(hit.entry().patch())) {
            return hit.entry().patch();
        }
        Map<String, PatchMail> byId = new HashMap<>();
        for (Hit mail : search.all(new Query.Word(PatchField.THREAD, root(hit)))) {
            byId.put(mail.entry().patch().id(), mail.entry().patch());
        }
        PatchMail at = hit.entry().patch();
        for (int steps = 0; at != null && !isPosted(at) && steps < byId.size(); steps++) {
            at = byId.get(String.valueOf(at.mail().inReplyTo()));
        }
        return at != null && isPosted(at) ? at : null;
    }

    private static boolean isPosted(PatchMail mail) {
        return mail.kind() == Kind.PATCH || mail.kind() == Kind.COVER;
    }
}
