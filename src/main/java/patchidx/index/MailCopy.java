package patchidx.index;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
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

    /// What is read of larger mails is not kept in memory; it takes some ten times their size.
    private static final int LARGE = 64 << 10;

    private final RawMail raw;
    private final NavigableSet<Location> sources;
    private @Nullable Marks marks;
    private @Nullable PatchMail patch;
    private @Nullable MailSummary summary;
    private @Nullable List<String> comparable;

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
        copy.marks = marks;
        copy.patch = patch;
        copy.summary = summary;
        copy.comparable = comparable;
        return copy;
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

    /// Lets go of what was read of a large mail; it is read again when somebody asks.
    void letGo() {
        if (raw.bytes().length > LARGE) {
            patch = null;
            comparable = null;
        }
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

    /// What copies of one mail are found by.
    ///
    /// @param id Message-ID, or a made-up id
    /// @param isIdentified whether the mail brought its own
    /// @param key see [MatchKeys]
    private record Marks(String id, boolean isIdentified, String key) {}

    private Marks marks() {
        if (marks == null) {
            marks = new Marks(patch().id(), patch().mail().messageId() != null, MatchKeys.of(patch(), firstLine()));
        }
        return marks;
    }

    /// Message-ID, or a made-up id.
    String id() {
        return marks().id();
    }

    /// Whether the mail brought its own Message-ID.
    boolean isIdentified() {
        return marks().isIdentified();
    }

    /// What a copy with a Message-ID and one without have in common ([MatchKeys]).
    String matchKey() {
        return marks().key();
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

    /// The lines of the text as far as they tell mails apart. Blank lines, white space at the ends of lines, `>From `
    /// quoting and the footer of a mailing list do not: archives and lists add and lose them.
    List<String> comparable() {
        if (comparable == null) {
            comparable = withoutFooter(normalise(patch().mail().text()));
        }
        return comparable;
    }

    /// The first line of [#comparable]; empty if there is none.
    private String firstLine() {
        return patch().text().lines().stream()
                .map(MailCopy::comparable)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static List<String> normalise(String text) {
        List<String> lines = new ArrayList<>();
        for (String line : text.lines().toList()) {
            String compared = comparable(line);
            if (!compared.isEmpty()) {
                lines.add(compared);
            }
        }
        return lines;
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
