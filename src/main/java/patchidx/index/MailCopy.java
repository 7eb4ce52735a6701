package patchidx.index;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import patchidx.mail.MailReader;
import patchidx.patch.Diff;
import patchidx.patch.PatchMail;
import patchidx.patch.PatchReader;
import patchidx.series.MailSummary;
import patchidx.source.Location;
import patchidx.source.RawMail;
import patchidx.source.RawMail.Heading;

/// The bytes of a mail as they were met at one place or more.
final class MailCopy {
    /// The line that mailing list programs draw above what they append.
    private static final String FOOTER_RULE = "_".repeat(40);

    private static final int FOOTER_LINES = 6;

    private final RawMail raw;
    private final NavigableSet<Location> sources;
    private @Nullable PatchMail patch;
    private @Nullable MailSummary summary;
    private @Nullable Marks marks;
    private @Nullable String comparable;

    MailCopy(RawMail raw, Iterable<Location> sources) {
        this.raw = raw;
        this.sources = new TreeSet<>();
        sources.forEach(this.sources::add);
    }

    MailCopy(RawMail raw) {
        this(raw, List.of(raw.location()));
    }

    /// The same copy, met at other places.
    MailCopy at(Iterable<Location> places) {
        MailCopy copy = new MailCopy(raw, places);
        copy.takeOver(this);
        return copy;
    }

    /// Takes over what was read of another copy with the same content.
    void takeOver(MailCopy other) {
        patch = patch == null ? other.patch : patch;
        summary = summary == null ? other.summary : summary;
        marks = marks == null ? other.marks : marks;
        comparable = comparable == null ? other.comparable : comparable;
    }

    RawMail raw() {
        return raw;
    }

    PatchMail patch() {
        if (patch == null) {
            patch = PatchReader.read(MailReader.read(raw));
        }
        return patch;
    }

    /// Lets go of what was read, which takes some ten times the size of the mail, but for what it is compared by with
    /// others. It is read again when somebody asks.
    void letGo() {
        marks();
        summary();
        comparable();
        patch = null;
    }

    /// The diff alone, which is quicker than [#patch].
    Diff diff() {
        return PatchReader.diff(MailReader.patchText(raw));
    }

    MailSummary summary() {
        if (summary == null) {
            summary = MailSummary.of(patch());
        }
        return summary;
    }

    NavigableSet<Location> sources() {
        return sources;
    }

    /// What copies of one mail are found and told apart by.
    ///
    /// @param id Message-ID, or a made-up id
    /// @param isIdentified whether the mail brought its own Message-ID
    /// @param key see [MatchKeys]
    /// @param hasSubject whether the mail brought its own Subject
    /// @param subject its own, or that of its heading
    /// @param title what is left of the subject without tags and prefixes
    /// @param sender address, in lower case; empty if unknown
    record Marks(
            String id,
            boolean isIdentified,
            String key,
            boolean hasSubject,
            String subject,
            String title,
            String sender) {
        private static Marks of(PatchMail patch) {
            String email = patch.mail().from().email();
            return new Marks(
                    patch.id(),
                    patch.mail().messageId() != null,
                    MatchKeys.of(patch, firstLine(patch)),
                    patch.mail().header("Subject").isPresent(),
                    patch.subject().text(),
                    patch.subject().title(),
                    email == null ? "" : email.toLowerCase(Locale.ROOT));
        }
    }

    Marks marks() {
        if (marks == null) {
            marks = Marks.of(patch());
        }
        return marks;
    }

    /// Message-ID, or a made-up id.
    String id() {
        return marks().id();
    }

    /// The bytes, and what a dump says about them: what tells two copies apart.
    Content content() {
        return content(raw);
    }

    static Content content(RawMail raw) {
        return new Content(ByteBuffer.wrap(raw.bytes()), raw.hasHeaders(), raw.heading());
    }

    /// What tells two copies apart; made to be looked up.
    record Content(
            ByteBuffer bytes, boolean hasHeaders, @Nullable Heading heading) {}

    /// The lines of the text as far as they tell mails apart, each with a line feed behind it.
    ///
    /// Blank lines, white space at the ends of lines, `>From ` quoting and the footer of a mailing list do
    /// not: archives and lists add and lose them.
    String comparable() {
        if (comparable == null) {
            List<String> lines = comparableLines(patch().mail().text().lines()).toList();
            comparable = withoutFooter(lines).stream().map(line -> line + "\n").collect(Collectors.joining());
        }
        return comparable;
    }

    /// The first line of those that tell mails apart; empty if there is none.
    private static String firstLine(PatchMail patch) {
        return comparableLines(patch.text().lines().stream()).findFirst().orElse("");
    }

    private static Stream<String> comparableLines(Stream<String> lines) {
        return lines.map(MailCopy::comparable).filter(line -> !line.isEmpty());
    }

    private static String comparable(String line) {
        String stripped = line.stripTrailing();
        return stripped.startsWith(">From ") ? stripped.substring(1) : stripped;
    }

    private static List<String> withoutFooter(List<String> lines) {
        for (int i = lines.size() - 1; i >= Math.max(0, lines.size() - FOOTER_LINES); i--) {
            if (lines.get(i).startsWith(FOOTER_RULE)) {
                return lines.subList(0, i);
            }
        }
        return lines;
    }
}
