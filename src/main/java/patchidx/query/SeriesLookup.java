package patchidx.query;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import patchidx.field.PatchField;
import patchidx.mail.Address;
import patchidx.patch.Kind;
import patchidx.patch.PatchMail;
import patchidx.query.Search.Hit;
import patchidx.series.PatchSet;

/// Finds the mails that belong to a series, in all its versions.
public final class SeriesLookup {
    private static final Comparator<Hit> BY_DATE = Comparator.comparing(
            hit -> hit.entry().mail().date(), Comparator.nullsFirst(Comparator.naturalOrder()));

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

        /// The document that a patch was read from.
        public int document(PatchMail patch) {
            return mails.stream()
                    .filter(hit -> hit.entry().patch().id().equals(patch.id()))
                    .findFirst()
                    .orElseThrow()
                    .document();
        }
    }

    /// The series of a patch or cover letter, or of the one that a reply stands below.
    public @Nullable Found of(Hit hit) throws IOException {
        String root = String.valueOf(PatchField.THREAD.column().value(hit.entry()));
        List<Hit> thread = new ArrayList<>(search.all(new Query.Word(PatchField.THREAD, root)));
        thread.sort(BY_DATE);
        PatchMail posted = posted(hit.entry().patch(), thread);
        if (posted == null) {
            return null;
        }
        NavigableMap<Integer, List<PatchMail>> byVersion = new TreeMap<>();
        for (Hit mail : thread) {
            PatchMail patch = mail.entry().patch();
            if (isPosted(patch) && sender(patch).equals(sender(posted))) {
                byVersion
                        .computeIfAbsent(patch.subject().version(), any -> new ArrayList<>())
                        .add(patch);
            }
        }
        List<PatchSet> versions =
                byVersion.values().stream().map(SeriesLookup::set).toList();
        PatchSet named = versions.stream()
                .filter(set -> set.version() == posted.subject().version())
                .findFirst()
                .orElseThrow();
        return new Found(versions, named, thread);
    }

    private static PatchSet set(List<PatchMail> mails) {
        PatchMail cover = null;
        NavigableMap<Integer, PatchMail> patches = new TreeMap<>();
        int total = 1;
        for (PatchMail mail : mails) {
            Integer number = mail.subject().number();
            Integer stated = mail.subject().total();
            total = Math.max(total, stated == null ? 1 : stated);
            if (mail.kind() == Kind.COVER) {
                cover = mail;
            } else {
                patches.put(number == null ? 1 : number, mail);
            }
        }
        return new PatchSet(mails.getFirst().subject().version(), total, cover, patches);
    }

    /// The mail itself, or the nearest one above it that is a patch or cover letter.
    private static @Nullable PatchMail posted(PatchMail mail, List<Hit> thread) {
        Map<String, PatchMail> byId = new HashMap<>();
        thread.forEach(hit -> byId.put(hit.entry().patch().id(), hit.entry().patch()));
        PatchMail at = mail;
        for (int steps = 0; at != null && steps < thread.size(); steps++) {
            if (isPosted(at)) {
                return at;
            }
            at = byId.get(String.valueOf(at.mail().inReplyTo()));
        }
        return null;
    }

    private static boolean isPosted(PatchMail mail) {
        return mail.kind() == Kind.PATCH || mail.kind() == Kind.COVER;
    }

    private static String sender(PatchMail mail) {
        Address from = mail.mail().from();
        return String.valueOf(from.email()).toLowerCase(Locale.ROOT);
    }
}
