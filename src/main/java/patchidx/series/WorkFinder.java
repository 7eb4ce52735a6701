package patchidx.series;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Links series that are versions of one work.
///
/// Every pair with something in common is judged by itself ([VersionJudge]). Then links are taken, the surest first, as
/// long as no work gets two different series of one version; last, works are put together where much speaks for it.
/// The result depends only on which series there are.
///
/// Each series is looked at once, however often it is compared, so those of one index should go to one finder.
public final class WorkFinder {
    private static final Comparator<VersionLink> SUREST_FIRST = Comparator.comparingDouble(VersionLink::score)
            .reversed()
            .thenComparing(WorkFinder::distance)
            .thenComparing(link -> link.older().id())
            .thenComparing(link -> link.newer().id());

    /// What the authors say themselves outweighs two series of one version.
    private static final double CERTAIN = 0.95;

    /// So many links outweigh them, if they tie most of the pairs.
    private static final int MANY = 4;

    private final IdentityHashMap<Series, Fingerprints> known = new IdentityHashMap<>();

    /// All works of the series, by the time of their first versions.
    public List<Work> find(Collection<Series> series) {
        return new Links(series.stream().map(this::fingerprints).toList()).works();
    }

    /// Marks of mails whose series may be versions of the same work ([MailSummary#marks]).
    public Set<String> lookups(Series series) {
        return fingerprints(series).lookups();
    }

    /// The candidates that are versions of the same work as a series.
    public List<Series> linked(Series series, Collection<Series> candidates) {
        Fingerprints own = fingerprints(series);
        return candidates.stream()
                .filter(other -> !other.id().equals(series.id()))
                .filter(other -> VersionJudge.judge(own, fingerprints(other)).isPresent())
                .toList();
    }

    private Fingerprints fingerprints(Series series) {
        return known.computeIfAbsent(series, Fingerprints::of);
    }

    private static Duration distance(VersionLink link) {
        Instant before = link.older().lastDate();
        Instant after = link.newer().firstDate();
        return before == null || after == null
                ? Duration.ZERO
                : Duration.between(before, after).abs();
    }

    /// The links between some series.
    private static final class Links {
        private final List<Fingerprints> all;
        private final Map<String, Map<String, Fingerprints>> byMark = new HashMap<>();
        private final Map<String, Making> workOf = new LinkedHashMap<>();

        Links(List<Fingerprints> all) {
            this.all = all;
            for (Fingerprints one : all) {
                for (MailSummary mail : one.series().mails()) {
                    mail.marks()
                            .forEach(mark -> byMark.computeIfAbsent(mark, any -> new LinkedHashMap<>())
                                    .put(one.series().id(), one));
                }
            }
        }

        private List<VersionLink> links() {
            List<VersionLink> links = new ArrayList<>();
            Set<Set<String>> judged = new HashSet<>();
            for (Fingerprints one : all) {
                Map<String, Fingerprints> candidates = new LinkedHashMap<>();
                one.lookups().forEach(mark -> candidates.putAll(byMark.getOrDefault(mark, Map.of())));
                candidates.remove(one.series().id());
                for (Fingerprints other : candidates.values()) {
                    if (judged.add(Set.of(one.series().id(), other.series().id()))) {
                        VersionJudge.judge(one, other).ifPresent(links::add);
                    }
                }
            }
            links.sort(SUREST_FIRST);
            return links;
        }

        List<Work> works() {
            all.forEach(one -> workOf.put(one.series().id(), new Making(one.series())));
            List<VersionLink> refused = new ArrayList<>();
            for (VersionLink link : links()) {
                if (!take(link)) {
                    refused.add(link);
                }
            }
            takeRefused(refused);
            return workOf.values().stream()
                    .distinct()
                    .map(Making::work)
                    .sorted(Comparator.comparing(work -> work.versions().getFirst(), Series.BY_TIME))
                    .toList();
        }

        private boolean take(VersionLink link) {
            Making older = work(link.older());
            Making newer = work(link.newer());
            if (older != newer && link.score() < CERTAIN && !older.agrees(newer, link)) {
                return false;
            }
            join(older, newer);
            older.links.add(link);
            return true;
        }

        /// The links between two works.
        ///
        /// @param pairs how many pairs of versions they have
        private record Between(int pairs, List<VersionLink> links) {}

        /// Joins works that have versions of one number, where a link is sure, or where most pairs of their
        /// versions are linked: people forget to count, or count anew. When somebody sent a single patch of a
        /// version once more, all other versions still tell.
        private void takeRefused(List<VersionLink> refused) {
            Map<Set<Making>, Between> between = new LinkedHashMap<>();
            for (VersionLink link : refused) {
                Making older = work(link.older());
                Making newer = work(link.newer());
                between.computeIfAbsent(
                                Set.copyOf(List.of(older, newer)),
                                both -> new Between(older.versions.size() * newer.versions.size(), new ArrayList<>()))
                        .links()
                        .add(link);
            }
            for (Between works : between.values()) {
                List<VersionLink> links = works.links();
                Making older = work(links.getFirst().older());
                Making newer = work(links.getFirst().newer());
                boolean isMost = 2 * links.size() > works.pairs() && links.size() >= MANY;
                if (older == newer || links.getFirst().score() >= VersionJudge.SURE || isMost) {
                    join(older, newer);
                    older.links.addAll(links);
                }
            }
        }

        private Making work(Series series) {
            return Objects.requireNonNull(workOf.get(series.id()));
        }

        private void join(Making work, Making other) {
            if (work != other) {
                work.take(other);
                other.versions.forEach(version -> workOf.put(version.id(), work));
            }
        }
    }

    /// A work in the making.
    private static final class Making {
        private final List<Series> versions = new ArrayList<>();
        private final List<VersionLink> links = new ArrayList<>();

        Making(Series first) {
            versions.add(first);
        }

        /// Whether no version of one work is also a version of the other, or the link says that one was sent again.
        boolean agrees(Making other, VersionLink link) {
            Optional<Integer> both = versions.stream()
                    .map(Series::version)
                    .filter(version -> other.versions.stream().anyMatch(one -> one.version() == version))
                    .findFirst();
            return both.isEmpty() || link.older().version() == link.newer().version();
        }

        void take(Making other) {
            versions.addAll(other.versions);
            links.addAll(other.links);
        }

        Work work() {
            boolean isDated = versions.stream().allMatch(version -> version.firstDate() != null);
            versions.sort(isDated ? Series.BY_TIME : Series.BY_VERSION);
            links.sort(SUREST_FIRST);
            return new Work(versions, links);
        }
    }
}
