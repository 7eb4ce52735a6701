package patchidx.series;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import patchidx.mail.Address;
import patchidx.mail.Mail;
import patchidx.patch.FileChange;
import patchidx.patch.Kind;
import patchidx.patch.PatchMail;
import patchidx.patch.Subject;

/// What one has to know of a mail to tell which others it belongs to. Small, so that thousands can be at hand.
///
/// @param id as in [PatchMail]
/// @param kind what the mail is for
/// @param title subject without reply marks and prefixes
/// @param tags words of the prefixes, in lower case, without those that say how often it was sent
/// @param rfc whether it is tagged RFC
/// @param resent whether it is tagged as sent again
/// @param version 1 where none is named
/// @param number the n of n/m; 0 is the cover letter; null where there is no n/m
/// @param total the m of n/m; null where there is no n/m
/// @param hasDiff whether it changes files
/// @param bringsPatch whether it is an answer with another patch in it, with message and sign-off
/// @param sender address of who sent it, in lower case, or else the name
/// @param name of who sent it; null if it tells none
/// @param date when it was written; null if it does not say
/// @param ancestors Message-IDs of the nearest mails above it in the thread, the mail answered first
/// @param patchId what `git patch-id --stable` prints; null if it has no diff
/// @param changeId the `change-id:` line; null if there is none
/// @param patchworkId number in patchwork; null if it did not come from there
/// @param files paths that it changes, as far as it tells
/// @param mentions earlier versions that it names
/// @param changelog checksums of lines that say what has changed in which version
/// @param given trailers that it gives; empty unless it is an answer
public record MailSummary(
        String id,
        Kind kind,
        String title,
        List<String> tags,
        boolean rfc,
        boolean resent,
        int version,
        @Nullable Integer number,
        @Nullable Integer total,
        boolean hasDiff,
        boolean bringsPatch,
        String sender,
        @Nullable String name,
        @Nullable Instant date,
        List<String> ancestors,
        @Nullable String patchId,
        @Nullable String changeId,
        @Nullable Long patchworkId,
        List<String> files,
        List<Mention> mentions,
        List<String> changelog,
        List<Given> given) {

    /// No more files are kept of one mail; those of a larger patch are told by their first ones.
    private static final int MOST_FILES = 100;

    /// Far enough for an answer to find the patch, and for a patch to find its cover letter.
    private static final int MOST_ANCESTORS = 12;

    private static final List<String> TAGS_OF_SENDING = List.of("RESEND", "REPOST", "RFC", "PATCH", "PATCHES");

    private static final long SECONDS_OF_A_DAY = 86_400;

    public MailSummary {
        tags = List.copyOf(tags);
        ancestors = List.copyOf(ancestors);
        files = List.copyOf(files);
        mentions = List.copyOf(mentions);
        changelog = List.copyOf(changelog);
        given = List.copyOf(given);
    }

    /// A trailer that an answer gives.
    ///
    /// @param name as written
    /// @param value what follows the name
    /// @param by address of who is named, in lower case, or else the value as it stands
    public record Given(String name, String value, String by) {
        /// Whether it says that somebody looked at the patch and found it good. Others say that it was tried, reported,
        /// or whom it concerns.
        public boolean isReview() {
            return name.equalsIgnoreCase("Reviewed-by") || name.equalsIgnoreCase("Acked-by");
        }
    }

    public static MailSummary of(PatchMail patch) {
        Mail mail = patch.mail();
        Subject subject = patch.subject();
        boolean isPosted = patch.kind().isPosted();
        boolean hasDiff = !patch.diff().files().isEmpty();
        return new MailSummary(
                patch.id(),
                patch.kind(),
                subject.title(),
                tags(subject),
                subject.isTagged("RFC"),
                subject.isTagged("RESEND") || subject.isTagged("REPOST"),
                subject.version(),
                subject.number(),
                subject.total(),
                hasDiff,
                !isPosted && hasDiff && patch.trailers().stream().anyMatch(trailer -> trailer.is("Signed-off-by")),
                person(mail.from()),
                mail.from().name(),
                mail.date(),
                ancestors(mail),
                patch.patchId(),
                patch.changeId(),
                mail.patchworkId(),
                isPosted ? files(patch) : List.of(),
                isPosted ? Mention.in(patch) : List.of(),
                isPosted ? Changelog.in(patch) : List.of(),
                isPosted ? List.of() : given(patch));
    }

    private static List<Given> given(PatchMail patch) {
        return ReviewReader.read(patch).stream()
                .map(review -> new Given(
                        review.name(), review.value(), review.by() == null ? review.value() : person(review.by())))
                .toList();
    }

    private static List<String> tags(Subject subject) {
        return subject.tags().stream()
                .filter(tag -> TAGS_OF_SENDING.stream().noneMatch(tag::equalsIgnoreCase))
                .map(tag -> tag.toLowerCase(Locale.ROOT))
                .sorted()
                .toList();
    }

    private static String person(Address address) {
        String email = address.email();
        String name = address.name();
        return (email != null ? email : name != null ? name : "").toLowerCase(Locale.ROOT);
    }

    static List<String> ancestors(Mail mail) {
        SequencedSet<String> ancestors = new LinkedHashSet<>();
        String parent = mail.inReplyTo();
        if (parent != null) {
            ancestors.add(parent);
        }
        ancestors.addAll(mail.references().reversed());
        return ancestors.stream().limit(MOST_ANCESTORS).toList();
    }

    private static List<String> files(PatchMail patch) {
        List<String> files = new ArrayList<>();
        for (FileChange change : patch.changes()) {
            if (!change.truncated() && files.size() < MOST_FILES) {
                files.add(change.path());
            }
        }
        return files;
    }

    /// Marks by which mails that may belong together find each other.
    public Set<String> marks() {
        Set<String> marks = new HashSet<>();
        ancestors.forEach(ancestor -> marks.add(under(ancestor)));
        if (isPosted() || isAnnouncement()) {
            marks.addAll(marksOfWork());
            marks.add(named(id));
            if (patchworkId != null) {
                marks.add(named(Long.toString(patchworkId)));
            }
            mentions.forEach(mention -> marks.add(mentioning(mention.target())));
            if (number != null) {
                marks.add(origin());
                marks.add(origin(day()));
            }
        }
        return marks;
    }

    /// Marks that versions of one work may have in common.
    Set<String> marksOfWork() {
        Set<String> marks = marksOfTopic();
        marks.add("title:" + Likeness.normalised(title));
        if (changeId != null) {
            marks.add("change:" + changeId);
        }
        if (patchId != null) {
            marks.add("patch:" + patchId);
        }
        SendingRun.of(id).flatMap(SendingRun::work).ifPresent(work -> marks.add("work:" + work));
        for (Mention mention : mentions) {
            if (mention.isBefore(version)) {
                marks.add("after:" + mention.target());
            }
        }
        return marks;
    }

    /// Marks of a mail that begins a series. Those of two versions next to each other meet in one if they are by the
    /// same sender and have a long word of the title or the first file in common.
    private Set<String> marksOfTopic() {
        boolean beginsSeries = isPosted() && (number == null || number <= 1);
        Set<String> marks = new HashSet<>();
        if (beginsSeries) {
            Optional<String> file = files.stream().min(Comparator.naturalOrder());
            Stream.concat(Likeness.topics(title), file.stream()).forEach(topic -> {
                marks.add("topic:" + (version - 1) + " " + sender + " " + topic);
                marks.add("topic:" + version + " " + sender + " " + topic);
            });
        }
        return marks;
    }

    /// The mark of mails that may be parts of one series with this one.
    public String origin() {
        return "origin:" + sender;
    }

    /// The mark of those among them that were sent on one day.
    ///
    /// @param day as [#day] gives it; null for those without a date
    public String origin(@Nullable Long day) {
        return origin() + " on " + day;
    }

    /// The day it was sent on, counted from 1970 in UTC; null if it has no date.
    public @Nullable Long day() {
        return date == null ? null : Math.floorDiv(date.getEpochSecond(), SECONDS_OF_A_DAY);
    }

    /// The mark of mails that answer one, or its answers.
    public static String under(String id) {
        return "under:" + id;
    }

    /// The mark of a mail that is named by its Message-ID or its number in patchwork.
    public static String named(String name) {
        return "id:" + name;
    }

    /// The mark of mails that link to one.
    public static String mentioning(String name) {
        return "mentions:" + name;
    }

    /// Whether the mail is a part of what somebody posted: a patch or a cover letter.
    public boolean isPosted() {
        return kind.isPosted();
    }

    /// Whether the mail may be the cover letter of a series though it does not say so.
    public boolean isAnnouncement() {
        return kind == Kind.OTHER && ancestors.isEmpty();
    }

    /// Message-ID of the mail answered; null if this is no answer.
    public @Nullable String parent() {
        return ancestors.isEmpty() ? null : ancestors.getFirst();
    }
}
