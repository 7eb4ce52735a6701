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
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import patchidx.field.PatchField;
import patchidx.index.PatchIndex;
import patchidx.index.Relations;
import patchidx.patch.Kind;
import patchidx.patch.PatchMail;
import patchidx.query.Search.Hit;
import patchidx.series.MailSummary;
import patchidx.series.PatchSet;
import patchidx.series.Series;
import patchidx.series.Work;

/// Finds the mails that belong to a series, in all its versions, and what was answered to them.
public final class SeriesLookup {
    private static final Comparator<Hit> BY_DATE =
            Comparator.comparing(hit -> hit.entry().mail().date(), Comparator.nullsFirst(Comparator.naturalOrder()));

    private final Search search;
    private final Relations relations;

    public SeriesLookup(Search search, PatchIndex index) {
        this.search = search;
        this.relations = index.relations();
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
        Optional<MailSummary> summary = posted == null ? Optional.empty() : relations.posted(posted.id());
        Optional<Series> named = summary.isEmpty() ? Optional.empty() : relations.seriesOf(summary.get());
        if (named.isEmpty()) {
            return Optional.empty();
        }
        Work work = relations.workOf(named.get());
        Map<String, Hit> hits = new LinkedHashMap<>();
        List<PatchSet> versions = new ArrayList<>();
        for (Series version : work.versions()) {
            for (MailSummary mail : version.mails()) {
                hits.put(mail.id(), hit(mail.id()));
            }
            versions.add(set(version, hits));
        }
        int at = work.versions().indexOf(named.get());
        return Optional.of(new Found(versions, versions.get(at), threads(hits.values())));
    }

    private Hit hit(String id) throws IOException {
        return search.all(new Query.Word(PatchField.ID, id)).stream()
                .filter(hit -> isPosted(hit.entry().patch()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a series with a mail that is not there: " + id));
    }

    private static PatchSet set(Series series, Map<String, Hit> hits) {
        NavigableMap<Integer, PatchMail> patches = new TreeMap<>();
        series.patches().forEach((number, mail) -> patches.put(number, patch(mail, hits)));
        MailSummary cover = series.cover();
        return new PatchSet(series.version(), series.total(), cover == null ? null : patch(cover, hits), patches);
    }

    private static PatchMail patch(MailSummary mail, Map<String, Hit> hits) {
        return Objects.requireNonNull(hits.get(mail.id())).entry().patch();
    }

    private List<Hit> threads(Collection<Hit> posted) throws IOException {
        SequencedSet<String> roots = new LinkedHashSet<>();
        posted.forEach(hit -> roots.add(root(hit)));
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
