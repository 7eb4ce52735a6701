package patchidx.series;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import patchidx.series.Likeness.Gist;

/// Puts patches and cover letters together to series.
///
/// Mails belong together if they have the sender, the version and the total in common, and one of these: one run of a
/// program sent them, one answers the other, they answer the same mail, or they were sent within twenty minutes of each
/// other with the same tags. Where the thread is the same, too, version or total may differ. No series has two patches
/// of one number. The result depends only on which mails there are.
public final class SeriesFinder {
    private static final Duration PAUSE = Duration.ofMinutes(20);
    private static final Duration LONGEST_RUN = Duration.ofHours(24);

    private static final Comparator<MailSummary> BY_TIME = Comparator.comparing(
                    MailSummary::date, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(MailSummary::number, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(MailSummary::id);

    private final Map<String, MailSummary> byId = new HashMap<>();

    private SeriesFinder(Collection<MailSummary> mails) {
        mails.forEach(mail -> byId.put(mail.id(), mail));
    }

    /// All series of the mails, by time.
    ///
    /// @param mails all that the senders of the wanted series posted, and the mails that those answer
    public static List<Series> find(Collection<MailSummary> mails) {
        return new SeriesFinder(mails).find();
    }

    private record Origin(String sender, int version, int total) {}

    private List<Series> find() {
        Map<Origin, List<MailSummary>> numbered = new LinkedHashMap<>();
        List<MailSummary> single = new ArrayList<>();
        byId.values().stream().filter(MailSummary::isPosted).sorted(BY_TIME).forEach(mail -> {
            Integer total = mail.total();
            if (total == null || mail.number() == null) {
                single.add(mail);
            } else {
                numbered.computeIfAbsent(new Origin(mail.sender(), mail.version(), total), any -> new ArrayList<>())
                        .add(mail);
            }
        });
        List<Group> groups = new ArrayList<>();
        numbered.values().forEach(mails -> groups.addAll(grouped(mails)));
        List<Group> joined = joinUnlike(groups);
        giveCovers(joined, single);
        List<Series> series = new ArrayList<>();
        joined.forEach(group -> series.add(group.series()));
        single.forEach(mail -> series.add(Series.of(null, Map.of(1, mail))));
        series.sort(Comparator.comparing(Series::first, BY_TIME));
        return series;
    }

    /// Series in the making.
    private static final class Group {
        private final NavigableMap<Integer, MailSummary> parts = new TreeMap<>();
        private @Nullable MailSummary unnumberedCover;

        Group(MailSummary first) {
            parts.put(number(first), first);
        }

        private static int number(MailSummary mail) {
            Integer number = mail.number();
            return number == null ? 1 : number;
        }

        boolean takes(Group other) {
            return other.parts.keySet().stream().noneMatch(parts::containsKey);
        }

        /// Whether a mail came without a long pause before or behind one of its parts.
        boolean isSentAround(MailSummary mail) {
            return parts.values().stream().anyMatch(part -> isWithin(part, mail, PAUSE));
        }

        /// Whether both can be one series though their versions, or else their totals, differ.
        boolean goesWith(Group other) {
            boolean sameVersion = first().version() == other.first().version();
            return takes(other)
                    && first().sender().equals(other.first().sender())
                    && (sameVersion || total() == other.total());
        }

        private int total() {
            return series().total();
        }

        MailSummary first() {
            return parts.firstEntry().getValue();
        }

        boolean hasCover() {
            return unnumberedCover != null || parts.containsKey(0);
        }

        Series series() {
            MailSummary cover = parts.containsKey(0) ? parts.get(0) : unnumberedCover;
            return Series.of(cover, parts.tailMap(1, true));
        }
    }

    private List<Group> grouped(List<MailSummary> mails) {
        Groups groups = new Groups(mails);
        groups.joinAlike(mail -> SendingRun.of(mail.id()).map(SendingRun::name));
        // Patches know their cover letter better than a cover letter knows which series it answers.
        mails.stream().filter(this::answersACover).forEach(groups::joinParent);
        mails.forEach(groups::joinParent);
        groups.joinAlike(mail -> Optional.ofNullable(mail.parent()));
        groups.joinByTime();
        groups.joinUndated();
        return groups.all();
    }

    private boolean answersACover(MailSummary mail) {
        String parent = mail.parent();
        MailSummary answered = parent == null ? null : byId.get(parent);
        return answered != null && Integer.valueOf(0).equals(answered.number());
    }

    /// The groups of mails with one origin.
    private final class Groups {
        private final List<MailSummary> mails;
        private final Map<MailSummary, Group> groupOf = new LinkedHashMap<>();
        private final Map<String, Gist> gistOf = new HashMap<>();

        /// @param mails by time
        Groups(List<MailSummary> mails) {
            this.mails = mails;
            mails.forEach(mail -> groupOf.put(mail, new Group(mail)));
        }

        List<Group> all() {
            return groupOf.values().stream().distinct().toList();
        }

        /// Joins those that have something in common.
        void joinAlike(Function<MailSummary, Optional<String>> mark) {
            Map<String, List<MailSummary>> alike = new LinkedHashMap<>();
            for (MailSummary mail : mails) {
                mark.apply(mail)
                        .ifPresent(name -> alike.computeIfAbsent(name, any -> new ArrayList<>())
                                .add(mail));
            }
            for (List<MailSummary> together : alike.values()) {
                for (int i = 1; i < together.size(); i++) {
                    joinToNearest(together.get(i), together.subList(0, i));
                }
            }
        }

        /// Joins a mail to the group of the mail it answers, or else to the last one before it, that has room for it. A
        /// second patch 1 begins a second series.
        private void joinToNearest(MailSummary mail, List<MailSummary> before) {
            String parent = mail.parent();
            for (MailSummary other : before) {
                if (other.id().equals(parent) && isSoon(other, mail) && join(other, mail)) {
                    return;
                }
            }
            for (MailSummary other : before.reversed()) {
                if (isSoon(other, mail) && join(other, mail)) {
                    return;
                }
            }
        }

        void joinParent(MailSummary mail) {
            for (String ancestor : mail.ancestors()) {
                MailSummary other = byId.get(ancestor);
                if (other != null && groupOf.containsKey(other) && isSoon(other, mail) && join(other, mail)) {
                    return;
                }
            }
        }

        void joinByTime() {
            for (int i = 1; i < mails.size(); i++) {
                MailSummary mail = mails.get(i);
                for (int j = i - 1; j >= 0 && isWithin(mails.get(j), mail, PAUSE); j--) {
                    MailSummary other = mails.get(j);
                    if (other.tags().equals(mail.tags()) && !areApart(other, mail) && join(other, mail)) {
                        break;
                    }
                }
            }
        }

        /// Whether both stand in threads, and not in the same. What nobody has makes no thread: some mailers put ids of
        /// their own into References.
        private boolean areApart(MailSummary a, MailSummary b) {
            Set<String> threadOfA = thread(a);
            Set<String> threadOfB = thread(b);
            boolean bothThreaded = threadOfA.size() > 1 && threadOfB.size() > 1;
            return bothThreaded && threadOfA.stream().noneMatch(threadOfB::contains);
        }

        private Set<String> thread(MailSummary mail) {
            Set<String> thread = new HashSet<>();
            Group group = groupOf.get(mail);
            if (group != null) {
                for (MailSummary part : group.parts.values()) {
                    thread.add(part.id());
                    part.ancestors().stream().filter(byId::containsKey).forEach(thread::add);
                }
            }
            return thread;
        }

        /// Entries of dumps without headers have nothing but their number: they go where there is room for them.
        void joinUndated() {
            Set<Group> groups = new LinkedHashSet<>(groupOf.values());
            for (MailSummary mail : mails) {
                Group own = groupOf.get(mail);
                if (mail.date() == null && own != null && own.parts.size() == 1) {
                    List<Group> takers = groups.stream()
                            .filter(group -> group != own && group.takes(own))
                            .filter(group -> group.first().tags().equals(mail.tags()))
                            .toList();
                    if (!takers.isEmpty()) {
                        join(closest(takers, mail).first(), mail);
                        groups.remove(own);
                    }
                }
            }
        }

        private Group closest(List<Group> takers, MailSummary mail) {
            return takers.stream()
                    .max(Comparator.comparingDouble((Group group) -> likeness(group, mail))
                            .thenComparingInt(group -> group.parts.size())
                            .thenComparing(group -> group.first().id()))
                    .orElseThrow();
        }

        private double likeness(Group group, MailSummary mail) {
            return group.parts.values().stream()
                    .mapToDouble(part -> Likeness.ofGists(gist(part), gist(mail)))
                    .max()
                    .orElse(0);
        }

        private Gist gist(MailSummary mail) {
            return gistOf.computeIfAbsent(mail.id(), any -> Gist.of(mail));
        }

        private boolean join(MailSummary a, MailSummary b) {
            Group one = groupOf.get(a);
            Group other = groupOf.get(b);
            if (one == null || other == null || one == other || !one.takes(other)) {
                return one == other;
            }
            one.parts.putAll(other.parts);
            other.parts.values().forEach(part -> groupOf.put(part, one));
            return true;
        }
    }

    /// Whether there are no more than 24 hours between two mails, so that they may have been sent together. True if one
    /// has no date.
    public static boolean isSoon(MailSummary a, MailSummary b) {
        return a.date() == null || b.date() == null || isWithin(a, b, LONGEST_RUN);
    }

    private static boolean isWithin(MailSummary a, MailSummary b, Duration most) {
        Instant one = a.date();
        Instant other = b.date();
        return one != null
                && other != null
                && Duration.between(one, other).abs().compareTo(most) <= 0;
    }

    /// Joins what one sender posted at one time in one thread though versions or totals differ: some people count the
    /// versions of each patch, go on counting in patches for another repository, or mistype a total.
    private static List<Group> joinUnlike(List<Group> groups) {
        Map<MailSummary, Group> groupOf = new HashMap<>();
        groups.forEach(group -> group.parts.values().forEach(part -> groupOf.put(part, group)));
        Map<String, List<MailSummary>> threads = new HashMap<>();
        for (MailSummary mail : groupOf.keySet().stream().sorted(BY_TIME).toList()) {
            for (String mark : marksOfThread(mail)) {
                List<MailSummary> thread = threads.computeIfAbsent(mark, any -> new ArrayList<>());
                Group own = Objects.requireNonNull(groupOf.get(mail));
                for (MailSummary other : thread) {
                    Group home = Objects.requireNonNull(groupOf.get(other));
                    if (home != own && home.isSentAround(mail) && home.goesWith(own)) {
                        home.parts.putAll(own.parts);
                        own.parts.values().forEach(part -> groupOf.put(part, home));
                        own = home;
                    }
                }
                if (thread.stream().allMatch(other -> groupOf.get(other) != groupOf.get(mail))) {
                    thread.add(mail); // one of each group is enough
                }
            }
        }
        return groups.stream()
                .filter(group -> groupOf.get(group.first()) == group)
                .toList();
    }

    /// What mails have in common that one run sent, that answer one, or one of which answers the other.
    private static Set<String> marksOfThread(MailSummary mail) {
        Set<String> marks = new LinkedHashSet<>();
        marks.add("thread:" + mail.id());
        marks.add("thread:" + (mail.parent() == null ? mail.id() : mail.parent()));
        SendingRun.of(mail.id()).ifPresent(run -> marks.add("run:" + run.name()));
        return marks;
    }

    /// Finds cover letters without a number: mails of the same sender that change nothing, and that the first patch of
    /// the series answers.
    private void giveCovers(List<Group> groups, List<MailSummary> single) {
        for (Group group : groups) {
            String parent = group.first().parent();
            MailSummary cover = parent == null ? null : byId.get(parent);
            if (!group.hasCover() && cover != null && isCoverOf(cover, group.first())) {
                group.unnumberedCover = cover;
                single.remove(cover);
            }
        }
    }

    private static boolean isCoverOf(MailSummary cover, MailSummary patch) {
        return !cover.hasDiff()
                && cover.number() == null
                && cover.sender().equals(patch.sender())
                && (cover.isPosted() ? cover.version() == patch.version() : cover.isAnnouncement())
                && isWithin(cover, patch, LONGEST_RUN);
    }
}
