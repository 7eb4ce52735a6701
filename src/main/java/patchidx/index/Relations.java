package patchidx.index;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.util.IOSupplier;
import org.jspecify.annotations.Nullable;
import patchidx.patch.PatchMail;
import patchidx.series.MailSummary;
import patchidx.series.Series;
import patchidx.series.SeriesFinder;
import patchidx.series.Standing;
import patchidx.series.Work;
import patchidx.series.WorkFinder;

/// Which mails of an index belong together: the series of a mail, the work of a series, the answers to both.
///
/// Nothing of it is kept: it is found from summaries of the mails that have marks in common, so it is always that of
/// the mails which are there, whatever the order they came in.
public final class Relations {
    static final String STANDING = "_standing";

    private static final Comparator<MailSummary> BY_DATE = Comparator.comparing(
                    MailSummary::date, Comparator.nullsFirst(Comparator.<Instant>naturalOrder()))
            .thenComparing(MailSummary::id);

    private final Summaries summaries;
    private final WorkFinder works = new WorkFinder();
    private final Map<String, Optional<Series>> seriesOfMail = new HashMap<>();
    private final Map<String, Collection<Series>> candidatesOfSeries = new HashMap<>();
    private final IdentityHashMap<MailSummary, List<MailSummary>> postedAboveMail = new IdentityHashMap<>();
    private final Map<String, Map<String, List<MailSummary>>> answersOfSeries = new HashMap<>();
    private final Map<String, Set<String>> answersToOthers = new HashMap<>();
    private final Map<String, Map<String, Standing>> standingsOfSeries = new HashMap<>();
    private final Map<String, Collection<Series>> linkedToSeries = new HashMap<>();
    private final Map<String, Work> workOfSeries = new HashMap<>();

    Relations(IndexReader reader) {
        this.summaries = new Summaries(reader);
    }

    /// The patch or cover letter with a Message-ID; empty if there is none. The latter need not say that it is one.
    public Optional<MailSummary> posted(String id) throws IOException {
        return summaries.mail(id).filter(mail -> mail.isPosted() || mail.isAnnouncement());
    }

    /// The series that a patch or cover letter belongs to, or the one that stands for its Message-ID; empty for other
    /// mails.
    public Optional<Series> seriesOf(MailSummary mail) throws IOException {
        Optional<Series> known = seriesOfMail.get(mail.id());
        if (known == null) {
            seriesOfMail.put(mail.id(), Optional.empty());
            Optional<MailSummary> first = summaries.mail(mail.id());
            if (first.isPresent()) {
                keep(around(first.get(), true));
            }
            known = seriesOfMail.getOrDefault(mail.id(), Optional.empty());
        }
        return known;
    }

    /// The series that a mail may have a part in, and that could not be told apart without it.
    List<Series> around(MailSummary mail) throws IOException {
        boolean isThere = isThere(mail);
        List<Series> around = around(mail, isThere);
        if (isThere) {
            keep(around);
        }
        return around;
    }

    private void keep(List<Series> found) {
        for (Series series : found) {
            series.mails().forEach(part -> seriesOfMail.put(part.id(), Optional.of(series)));
        }
    }

    /// @param isThere whether it is in the index; it may have left
    private List<Series> around(MailSummary mail, boolean isThere) throws IOException {
        Map<String, MailSummary> parts = new LinkedHashMap<>();
        if (isThere) {
            parts.put(mail.id(), mail);
        }
        if (mail.number() != null) {
            sentAround(mail).forEach(part -> parts.put(part.id(), part));
        }
        for (MailSummary child : summaries.marked(MailSummary.under(mail.id()))) {
            if (child.isPosted() && child.number() != null && child.sender().equals(mail.sender())) {
                sentAround(child).forEach(part -> parts.put(part.id(), part));
            }
        }
        Map<String, MailSummary> pool = new LinkedHashMap<>(parts);
        for (MailSummary part : parts.values()) {
            String parent = part.parent();
            if (parent != null && !pool.containsKey(parent)) {
                summaries.mail(parent).ifPresent(found -> pool.put(parent, found));
            }
        }
        // What the parents belong to cannot be told from here.
        return SeriesFinder.find(pool.values()).stream()
                .filter(series -> series.mails().stream().anyMatch(part -> parts.containsKey(part.id())))
                .toList();
    }

    /// Whether the mail is in the index, and not another one with its Message-ID.
    private boolean isThere(MailSummary mail) throws IOException {
        Optional<MailSummary> first = summaries.mail(mail.id());
        return first.isPresent() && SummaryCodec.encode(first.get()).equals(SummaryCodec.encode(mail));
    }

    /// Parts of series of the same sender that were sent without a long pause before and behind. All of
    /// them if one has no date, for that one may belong to any.
    private List<MailSummary> sentAround(MailSummary mail) throws IOException {
        Long day = mail.day();
        if (day == null || !summaries.marked(mail.origin(null)).isEmpty()) {
            return summaries.marked(mail.origin());
        }
        List<MailSummary> run = summaries.marked(mail.origin(day)); // within one day is no long pause
        run.addAll(sentBeside(mail, day, -1, run));
        run.addAll(sentBeside(mail, day, 1, run));
        return run;
    }

    /// Those that were sent on the days before, or behind, without a long pause.
    ///
    /// @param mail one of the run, which may have left the index
    /// @param step -1 for the days before, 1 for those behind
    private List<MailSummary> sentBeside(MailSummary mail, long day, int step, List<MailSummary> run)
            throws IOException {
        Comparator<MailSummary> outwards = Comparator.comparingLong(
                part -> step * (part.date() == null ? 0 : part.date().getEpochSecond()));
        MailSummary last =
                Stream.concat(Stream.of(mail), run.stream()).max(outwards).orElse(mail);
        List<MailSummary> beside = new ArrayList<>();
        for (long at = day + step; ; at += step) {
            List<MailSummary> sent = summaries.marked(mail.origin(at));
            if (sent.isEmpty() || !SeriesFinder.isSoon(Collections.min(sent, outwards), last)) {
                return beside;
            }
            beside.addAll(sent);
            last = Collections.max(sent, outwards);
        }
    }

    /// The work that a series is a version of.
    public Work workOf(Series series) throws IOException {
        Work known = workOfSeries.get(series.id());
        if (known == null) {
            for (Work work : works.find(linked(series))) {
                work.versions().forEach(version -> workOfSeries.put(version.id(), work));
            }
            known = workOfSeries.get(series.id());
        }
        return known == null ? new Work(List.of(series), List.of()) : known;
    }

    /// All series that links tie to one, over any number of steps, itself among them.
    Collection<Series> linked(Series start) throws IOException {
        return once(linkedToSeries, start.id(), () -> findLinked(start));
    }

    private Collection<Series> findLinked(Series start) throws IOException {
        Map<String, Series> linked = new LinkedHashMap<>();
        Deque<Series> open = new ArrayDeque<>(List.of(start));
        linked.put(start.id(), start);
        while (!open.isEmpty()) {
            Series series = open.pop();
            List<Series> unseen = candidates(series).stream()
                    .filter(other -> !linked.containsKey(other.id()))
                    .toList();
            for (Series other : works.linked(series, unseen)) {
                linked.put(other.id(), other);
                open.add(other);
            }
        }
        return List.copyOf(linked.values());
    }

    private Collection<Series> candidates(Series series) throws IOException {
        return once(candidatesOfSeries, series.id(), () -> withMarks(works.lookups(series)));
    }

    private Collection<Series> withMarks(Set<String> marks) throws IOException {
        Map<String, Series> found = new LinkedHashMap<>();
        for (String mark : marks) {
            for (MailSummary mail : summaries.alike(mark)) {
                if (mail.isPosted()) {
                    seriesOf(mail).ifPresent(series -> found.put(series.id(), series));
                }
            }
        }
        return found.values();
    }

    /// The mails that answer a mail of a series, also further down, as far as no other patch lies between.
    ///
    /// @return by Message-ID of the mail answered
    public Map<String, List<MailSummary>> answers(Series series) throws IOException {
        return once(answersOfSeries, series.id(), () -> findAnswers(series));
    }

    private Map<String, List<MailSummary>> findAnswers(Series series) throws IOException {
        Map<String, List<MailSummary>> answers = new LinkedHashMap<>();
        Set<String> ids = series.mails().stream().map(MailSummary::id).collect(Collectors.toSet());
        Deque<String> open = new ArrayDeque<>(ids);
        Set<String> seen = new HashSet<>(ids);
        while (!open.isEmpty()) {
            for (MailSummary mail : summaries.marked(MailSummary.under(open.pop()))) {
                String answered = mail.isPosted() || !seen.add(mail.id()) ? null : nearestPosted(mail);
                if (answered != null && ids.contains(answered)) {
                    answers.computeIfAbsent(answered, any -> new ArrayList<>()).add(mail);
                    open.add(mail.id());
                }
            }
        }
        answers.values().forEach(mails -> mails.sort(BY_DATE));
        return answers;
    }

    /// Those of the answers to a series whose trailers are for something else: somebody put another patch into an
    /// answer, and they stand below that.
    ///
    /// @return their Message-IDs
    public Set<String> answersToOtherPatches(Series series) throws IOException {
        return once(answersToOthers, series.id(), () -> findAnswersToOtherPatches(series));
    }

    private Set<String> findAnswersToOtherPatches(Series series) throws IOException {
        Map<String, List<MailSummary>> answered = answers(series);
        Set<String> others = new HashSet<>();
        for (MailSummary patch : series.mails()) {
            Map<String, MailSummary> answers = new HashMap<>();
            answered.getOrDefault(patch.id(), List.of()).forEach(answer -> answers.put(answer.id(), answer));
            for (MailSummary answer : answers.values()) {
                if (isBelowOtherPatch(answer, answers, patch)) {
                    others.add(answer.id());
                }
            }
        }
        return others;
    }

    private static boolean isBelowOtherPatch(MailSummary answer, Map<String, MailSummary> answers, MailSummary patch) {
        Set<String> seen = new HashSet<>();
        MailSummary above = above(answer, answers);
        while (above != null && seen.add(above.id())) {
            // The same change with a better message is still what was answered.
            if (above.bringsPatch() && !Objects.equals(above.patchId(), patch.patchId())) {
                return true;
            }
            above = above(above, answers);
        }
        return false;
    }

    private static @Nullable MailSummary above(MailSummary answer, Map<String, MailSummary> answers) {
        return answer.ancestors().stream()
                .map(answers::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /// The series that a mail is a part of, or else is about; empty if it is about none.
    public Optional<Series> seriesAbout(PatchMail mail) throws IOException {
        Optional<MailSummary> posted = about(mail);
        return posted.isEmpty() ? Optional.empty() : seriesOf(posted.get());
    }

    /// The patch or cover letter that a mail is, or else the nearest one above it; empty if it is about none.
    public Optional<MailSummary> about(PatchMail mail) throws IOException {
        MailSummary summary = MailSummary.of(mail);
        Optional<MailSummary> own = posted(summary.id());
        return own.isPresent() ? own : postedAbove(summary).stream().findFirst();
    }

    private @Nullable String nearestPosted(MailSummary mail) throws IOException {
        List<MailSummary> above = postedAbove(mail);
        return above.isEmpty() ? null : above.getFirst().id();
    }

    /// The patches and cover letters above a mail, the nearest first. What a mail in between says of those above itself
    /// counts before what this one says of them: many mailers name nothing but the mail answered.
    private List<MailSummary> postedAbove(MailSummary mail) throws IOException {
        return once(postedAboveMail, mail, () -> findPostedAbove(mail));
    }

    private List<MailSummary> findPostedAbove(MailSummary mail) throws IOException {
        Set<MailSummary> above = new LinkedHashSet<>();
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(mail.ancestors());
        while (!open.isEmpty()) {
            String id = open.pop();
            Optional<MailSummary> posted = posted(id);
            if (posted.isPresent()) {
                above.add(posted.get());
            } else if (seen.add(id)) {
                List<String> further =
                        summaries.mail(id).map(MailSummary::ancestors).orElse(List.of());
                further.reversed().forEach(open::push);
            }
        }
        return List.copyOf(above);
    }

    /// Where a mail stands; null if it belongs to no series.
    @Nullable
    Standing standing(MailSummary mail) throws IOException {
        Optional<MailSummary> first = summaries.mail(mail.id());
        Series series = first.isPresent() ? seriesOf(first.get()).orElse(null) : null;
        return series == null ? null : standingsOfSeries(series).get(first.get().id());
    }

    private Map<String, Standing> standingsOfSeries(Series series) throws IOException {
        return once(standingsOfSeries, series.id(), () -> standings(series));
    }

    /// Where each mail of a series stands, by Message-ID.
    Map<String, Standing> standings(Series series) throws IOException {
        Work work = workOf(series);
        Map<String, List<MailSummary>> answers = answers(series);
        Instant activity = series.lastDate();
        for (List<MailSummary> mails : answers.values()) {
            for (MailSummary mail : mails) {
                activity = later(activity, mail.date());
            }
        }
        Map<String, Standing> standings = new LinkedHashMap<>();
        for (MailSummary mail : series.mails()) {
            standings.put(
                    mail.id(),
                    new Standing(
                            series.id(),
                            work.versions().getFirst().id(),
                            work.versions().size(),
                            work.latest().id().equals(series.id()),
                            series.missing().size(),
                            answers.getOrDefault(mail.id(), List.of()).size(),
                            reviewers(mail, series, work).size(),
                            activity));
        }
        return standings;
    }

    /// Who gave a Reviewed-by or Acked-by to a patch, or to the same patch in an earlier version, or to the cover
    /// letter of either.
    public Set<String> reviewers(MailSummary mail, Series series, Work work) throws IOException {
        Set<String> reviewers = new HashSet<>(reviewers(mail, series));
        for (Map.Entry<MailSummary, Series> same : work.sameBefore(series, mail).entrySet()) {
            reviewers.addAll(reviewers(same.getKey(), same.getValue()));
        }
        return reviewers;
    }

    private Set<String> reviewers(MailSummary mail, Series series) throws IOException {
        Map<String, List<MailSummary>> answers = answers(series);
        Set<String> others = answersToOtherPatches(series);
        MailSummary cover = series.cover();
        return Stream.of(mail.id(), cover == null ? mail.id() : cover.id())
                .flatMap(id -> answers.getOrDefault(id, List.of()).stream())
                .filter(answer -> !others.contains(answer.id()))
                .flatMap(answer -> answer.given().stream())
                .filter(MailSummary.Given::isReview)
                .map(MailSummary.Given::by)
                .collect(Collectors.toSet());
    }

    private static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
        return a == null || (b != null && b.isAfter(a)) ? b : a;
    }

    /// Series whose standing a patch or cover letter may have changed when it came or went: those around it, and those
    /// that may be versions of the same work.
    ///
    /// @param around what [#around] gives for it
    Collection<Series> concernedBy(MailSummary mail, List<Series> around) throws IOException {
        Map<String, Series> concerned = new LinkedHashMap<>();
        around.forEach(series -> concerned.put(series.id(), series));
        withMarks(works.lookups(Series.alone(mail))).forEach(series -> concerned.put(series.id(), series));
        for (Series series : List.copyOf(concerned.values())) {
            candidates(series).forEach(other -> concerned.put(other.id(), other));
        }
        return concerned.values();
    }

    /// Mails that may have been taken for cover letters, and are none: their patches went, or got another cover letter.
    ///
    /// @param mail a patch or cover letter that came or went
    /// @param around what [#around] gives for it
    List<MailSummary> announcements(MailSummary mail, List<Series> around) throws IOException {
        Set<String> parents = new LinkedHashSet<>();
        Stream.concat(Stream.of(mail), around.stream().flatMap(series -> series.mails().stream()))
                .map(MailSummary::parent)
                .filter(Objects::nonNull)
                .forEach(parents::add);
        List<MailSummary> announcements = new ArrayList<>();
        for (String parent : parents) {
            Optional<MailSummary> above = summaries
                    .mail(parent)
                    .filter(MailSummary::isAnnouncement)
                    .filter(found -> found.sender().equals(mail.sender()));
            if (above.isPresent() && seriesOf(above.get()).isEmpty()) {
                announcements.add(above.get());
            }
        }
        return announcements;
    }

    /// Series whose standing a mail may have changed that came or went, and is no part of one: the series it answers or
    /// announces, and those that the answers to it may have been taken for answers to.
    List<Series> answered(MailSummary mail) throws IOException {
        Set<MailSummary> posted = new LinkedHashSet<>(postedAbove(mail));
        for (MailSummary child : summaries.marked(MailSummary.under(mail.id()))) {
            if (child.isPosted()) {
                posted.add(child);
            } else {
                posted.addAll(postedAbove(child));
            }
        }
        List<Series> answered = new ArrayList<>();
        for (MailSummary part : posted) {
            seriesOf(part).ifPresent(answered::add);
        }
        return answered;
    }

    /// What is known of the key already, or else is found now.
    private static <K, V> V once(Map<K, V> known, K key, IOSupplier<V> find) throws IOException {
        V value = known.get(key);
        if (value == null) {
            value = find.get();
            known.put(key, value);
        }
        return value;
    }
}
