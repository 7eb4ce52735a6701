package patchidx.series;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Judges whether two series are versions of one work, by what both say and by nothing else.
final class VersionJudge {
    /// What is less sure than this is no link.
    static final double THRESHOLD = 0.7;

    /// The same title, sender and contents: that outweighs two series of one version in one work.
    static final double SURE = 0.93;

    private static final Duration LONGEST_PAUSE = Duration.ofDays(550);
    private static final Duration SHORT_PAUSE = Duration.ofDays(14);

    private static final double MOST = 0.5;
    private static final double ALMOST_ALL = 0.8;
    private static final double LEAST_REWORKED = 0.2;
    private static final double LEAST_AFTER_RFC = 0.4;
    private static final double LEAST_OF_LARGER = 0.15;

    private final Fingerprints older;
    private final Fingerprints newer;
    private final Set<Reason> reasons = EnumSet.noneOf(Reason.class);

    private VersionJudge(Fingerprints older, Fingerprints newer) {
        this.older = older;
        this.newer = newer;
    }

    /// The link between two series; empty if nothing says that they are one work.
    static Optional<VersionLink> judge(Fingerprints a, Fingerprints b) {
        boolean inOrder = compare(a.series(), b.series()) <= 0;
        VersionJudge judge = inOrder ? new VersionJudge(a, b) : new VersionJudge(b, a);
        double score = judge.score();
        return score < THRESHOLD
                ? Optional.empty()
                : Optional.of(new VersionLink(judge.older.series(), judge.newer.series(), score, judge.reasons));
    }

    /// By time; by version where a time is missing.
    static int compare(Series a, Series b) {
        Instant one = a.firstDate();
        Instant other = b.firstDate();
        int byTime = one == null || other == null ? 0 : one.compareTo(other);
        int byVersion = Integer.compare(a.version(), b.version());
        return byTime != 0 ? byTime : byVersion != 0 ? byVersion : a.id().compareTo(b.id());
    }

    private double score() {
        collectReasons();
        double score = Math.max(said(), answered());
        if (isTimely()) {
            score = Math.max(score, likeTitle());
            if (isLater() || isResent()) {
                score = Math.max(score, Math.max(sameTitle(), samePatches()));
            }
        }
        return score;
    }

    private void collectReasons() {
        note(Reason.CHANGE_ID, meet(older.changeIds(), newer.changeIds()));
        note(Reason.RUN, meet(older.works(), newer.works()));
        note(Reason.AUTHOR, older.series().author().equals(newer.series().author()));
        note(Reason.TITLE, older.title().equals(newer.title()));
        note(Reason.LIKE_TITLE, Likeness.ofSets(older.titleWords(), newer.titleWords()) >= MOST);
        note(Reason.PATCH_IDS, share(older.patchIds(), newer.patchIds()) >= MOST);
        note(Reason.PATCH_TITLES, share(older.patchTitles(), newer.patchTitles()) >= MOST);
        note(Reason.FILES, share(older.files(), newer.files()) >= MOST);
        note(Reason.NEXT, newer.series().version() == older.series().version() + 1);
        note(
                Reason.MENTION,
                newer.mentionOf(older).filter(this::isOfEarlierVersion).isPresent());
        note(Reason.PREDECESSOR, meet(older.predecessors(), newer.predecessors()));
        note(Reason.CHANGELOG, meet(older.changelog(), newer.changelog()));
        note(Reason.THREAD, has(Reason.AUTHOR) && isLater() && meet(newer.above(), older.ids()));
    }

    private void note(Reason reason, boolean holds) {
        if (holds) {
            reasons.add(reason);
        }
    }

    private boolean has(Reason reason) {
        return reasons.contains(reason);
    }

    private static boolean meet(Set<String> a, Set<String> b) {
        return !Collections.disjoint(a, b);
    }

    /// How much of the smaller set is in the other.
    private static double share(Set<String> a, Set<String> b) {
        return a.isEmpty() || b.isEmpty() ? 0 : (double) Likeness.common(a, b) / Math.min(a.size(), b.size());
    }

    private static double shareOfLarger(Set<String> a, Set<String> b) {
        return a.isEmpty() || b.isEmpty() ? 0 : (double) Likeness.common(a, b) / Math.max(a.size(), b.size());
    }

    private boolean isOfEarlierVersion(Mention mention) {
        Integer version = mention.version();
        boolean isNamed = version != null && version == older.series().version() && isLater();
        return isNamed || mention.superseded();
    }

    private boolean isLater() {
        return newer.series().version() > older.series().version() || isRestart();
    }

    /// `[RFC PATCH v3]` is followed by `[PATCH]` as often as by `[PATCH v4]`.
    private boolean isRestart() {
        return newer.series().version() == 1 && older.isRfc() && !newer.isRfc();
    }

    /// Whether the same was sent again. A pull request of a maintainer has the patches too, and many more.
    private boolean isResent() {
        boolean samePatches = Likeness.ofSets(older.patchIds(), newer.patchIds()) >= MOST;
        boolean sameTitles = Likeness.ofSets(older.patchTitles(), newer.patchTitles()) >= MOST;
        boolean isSame = has(Reason.TITLE) && (samePatches || (sameTitles && has(Reason.AUTHOR)));
        return newer.series().version() == older.series().version() && (newer.isResent() || isSame || failed());
    }

    /// Whether the patches of one never came, which is why it was sent again.
    private boolean failed() {
        return older.series().received() == 0 || newer.series().received() == 0;
    }

    /// What the authors say themselves.
    private double said() {
        if (has(Reason.CHANGE_ID)) {
            return 1;
        }
        if (has(Reason.RUN)) {
            return 0.99;
        }
        // People name the work of others for many reasons.
        boolean isHandedOver = isLater() && (has(Reason.LIKE_TITLE) || has(Reason.PATCH_TITLES));
        boolean isOnTopic = has(Reason.AUTHOR) || isHandedOver;
        if (has(Reason.MENTION) && isOnTopic) {
            return 0.97;
        }
        if (has(Reason.PREDECESSOR) && isLater()) {
            return 0.95;
        }
        boolean isRelated = has(Reason.FILES) || has(Reason.LIKE_TITLE);
        return has(Reason.CHANGELOG) && isRelated && (isLater() || isMiscounted()) ? 0.9 : 0;
    }

    /// Whether the changelog goes on, and the author has forgotten to count the version up.
    private boolean isMiscounted() {
        return newer.series().version() == older.series().version()
                && has(Reason.AUTHOR)
                && has(Reason.FILES)
                && (has(Reason.TITLE) || has(Reason.PATCH_TITLES))
                && newer.changelog().size() > older.changelog().size()
                && share(older.changelog(), newer.changelog()) >= MOST;
    }

    private double answered() {
        boolean isOnTopic = has(Reason.LIKE_TITLE) || has(Reason.FILES) || has(Reason.PATCH_TITLES) || has(Reason.NEXT);
        return has(Reason.THREAD) && isOnTopic ? 0.95 : 0;
    }

    private double sameTitle() {
        if (!has(Reason.TITLE)) {
            return 0;
        }
        boolean unknownContent = older.files().isEmpty() || newer.files().isEmpty();
        if (has(Reason.AUTHOR)) {
            boolean isNextOfSeveral = has(Reason.NEXT) && isOfSeveral() && meet(older.files(), newer.files());
            return hasSameContent() ? SURE : unknownContent || isNextOfSeveral ? 0.8 : 0;
        }
        return hasSameContent() && isLater() ? 0.85 : 0;
    }

    /// The title of a single patch says no more than that of its series.
    private boolean hasSameContent() {
        return has(Reason.FILES) || has(Reason.PATCH_IDS) || (has(Reason.PATCH_TITLES) && isOfSeveral());
    }

    private boolean isOfSeveral() {
        return older.series().total() > 1 || newer.series().total() > 1;
    }

    private double samePatches() {
        if (isTakenOut()) {
            return 0;
        }
        boolean samePatches = has(Reason.PATCH_TITLES) || has(Reason.PATCH_IDS);
        if (samePatches && has(Reason.AUTHOR)) {
            return hasSameContent() ? 0.88 : 0;
        }
        return samePatches && has(Reason.FILES) && has(Reason.NEXT) ? 0.8 : 0;
    }

    /// Whether one has just a small part of the other: a patch that was taken out of a large series, or into one. Many
    /// are taken out of an RFC and counted from 1, so there more of both has to be the same.
    private boolean isTakenOut() {
        double least = isRestart() ? LEAST_AFTER_RFC : LEAST_OF_LARGER;
        return !has(Reason.LIKE_TITLE)
                && shareOfLarger(older.patchTitles(), newer.patchTitles()) < least
                && shareOfLarger(older.patchIds(), newer.patchIds()) < least;
    }

    private double likeTitle() {
        if (!has(Reason.FILES) || !has(Reason.NEXT)) {
            return 0;
        }
        if (has(Reason.AUTHOR)) {
            return has(Reason.LIKE_TITLE) ? 0.82 : isReworked() ? 0.72 : 0;
        }
        return Likeness.ofSets(older.titleWords(), newer.titleWords()) >= ALMOST_ALL ? 0.75 : 0;
    }

    /// Whether both are single patches with something of their titles in common, sent soon after each other: what was
    /// found wrong with the first one often gives the second one another title.
    private boolean isReworked() {
        String before = Likeness.withoutSubsystem(older.series().title());
        String after = Likeness.withoutSubsystem(newer.series().title());
        return !isOfSeveral()
                && Likeness.ofTitles(before, after) >= LEAST_REWORKED
                && older.series().lastDate() != null
                && newer.series().firstDate() != null
                && isWithin(SHORT_PAUSE);
    }

    /// Whether the later version came later, though not years later, for the same branch.
    private boolean isTimely() {
        return isWithin(LONGEST_PAUSE) && Objects.equals(older.branches(), newer.branches());
    }

    /// Whether no more time lies between both, as far as they have dates.
    private boolean isWithin(Duration pause) {
        @Nullable Instant before = older.series().lastDate();
        @Nullable Instant after = newer.series().firstDate();
        return before == null
                || after == null
                || Duration.between(before, after).compareTo(pause) <= 0;
    }
}
