package patchidx.series;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Patches that were posted together, with their cover letter: one version of a work.
///
/// @param cover null if it has none, or it is not at hand
/// @param patches by number, from 1; a single patch without n/m is number 1
/// @param total how many patches it has in all, as most of its mails say; no less than the highest number
public record Series(@Nullable MailSummary cover, NavigableMap<Integer, MailSummary> patches, int total) {

    /// Series without any date come last.
    static final Comparator<Series> BY_TIME = Comparator.comparing(
                    Series::firstDate, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparingInt(Series::version)
            .thenComparing(Series::id);

    static final Comparator<Series> BY_VERSION =
            Comparator.comparingInt(Series::version).thenComparing(BY_TIME);

    public Series {
        patches = new TreeMap<>(patches);
    }

    static Series of(@Nullable MailSummary cover, Map<Integer, MailSummary> patches) {
        NavigableMap<Integer, MailSummary> sorted = new TreeMap<>(patches);
        int last = sorted.isEmpty() ? 1 : sorted.lastKey();
        return new Series(cover, sorted, Math.max(total(cover, patches.values()), last));
    }

    /// What most mails say, for one may be mistyped.
    private static int total(@Nullable MailSummary cover, Collection<MailSummary> patches) {
        Map<Integer, Long> counts = Stream.concat(Stream.ofNullable(cover), patches.stream())
                .map(MailSummary::total)
                .filter(Objects::nonNull)
                .collect(Collectors.groupingBy(total -> total, Collectors.counting()));
        return counts.entrySet().stream()
                .max(Map.Entry.<Integer, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse(1);
    }

    /// A series of one mail.
    public static Series alone(MailSummary mail) {
        Integer number = mail.number();
        return number != null && number == 0 ? of(mail, Map.of()) : of(null, Map.of(number == null ? 1 : number, mail));
    }

    /// Message-ID of the cover letter, or else of the first patch.
    public String id() {
        return first().id();
    }

    /// The cover letter, or else the first patch.
    public MailSummary first() {
        return cover != null ? cover : patches.firstEntry().getValue();
    }

    /// All mails: the cover letter, then the patches.
    public List<MailSummary> mails() {
        List<MailSummary> mails = new ArrayList<>();
        if (cover != null) {
            mails.add(cover);
        }
        mails.addAll(patches.values());
        return mails;
    }

    public String title() {
        return first().title();
    }

    public int version() {
        return first().version();
    }

    public String author() {
        return first().sender();
    }

    /// How many patches are there.
    public int received() {
        return patches.size();
    }

    public boolean isComplete() {
        return missing().isEmpty();
    }

    /// Numbers of the patches that are not there.
    public List<Integer> missing() {
        List<Integer> missing = new ArrayList<>();
        for (int number = 1; number <= total && missing.size() < MOST_MISSING; number++) {
            if (!patches.containsKey(number)) {
                missing.add(number);
            }
        }
        return missing;
    }

    /// A mistyped total of 99999 is no reason to name as many patches.
    private static final int MOST_MISSING = 1000;

    /// When the first mail was written; null if none says.
    public @Nullable Instant firstDate() {
        return dates().min(Comparator.naturalOrder()).orElse(null);
    }

    /// When the last mail was written; null if none says.
    public @Nullable Instant lastDate() {
        return dates().max(Comparator.naturalOrder()).orElse(null);
    }

    private Stream<Instant> dates() {
        return mails().stream().map(MailSummary::date).filter(Objects::nonNull);
    }
}
