package patchidx.patch;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import patchidx.mail.Address;
import patchidx.mail.AddressParser;
import patchidx.mail.Mail;

/// Reads what a patch mail means. Total: any mail gives a [PatchMail].
public final class PatchReader {
    private static final Pattern IN_BODY_HEADER = Pattern.compile("(?i)(From|Subject|Date|In-Reply-To):\\s.*");
    private static final Pattern CHANGE_ID =
            Pattern.compile("(?i:change-id):\\s*([0-9a-z][0-9a-z._-]*?)(?::v\\d+)?\\s*");
    private static final Pattern BASE_COMMIT = Pattern.compile("base-commit:\\s*([0-9a-f]{7,64})\\s*.*");
    private static final Pattern PULL_TITLE = Pattern.compile("(?:GIT )?PULL\\b(?!-).*");
    private static final Pattern PATCH_TAG = Pattern.compile("(?i).*PATCH.*|RFC.*");

    private final Mail mail;
    private final PatchText text;
    private final Subject subject;

    private PatchReader(Mail mail) {
        this.mail = mail;
        this.text = PatchText.of(mail.text());
        this.subject = Subject.parse(mail.subject());
    }

    public static PatchMail read(Mail mail) {
        return new PatchReader(mail).read();
    }

    private PatchMail read() {
        DiffstatReader.Result diffstat = DiffstatReader.read(text);
        String id = mail.messageId();
        return new PatchMail(
                mail,
                id == null ? MailIds.of(mail) : id,
                kind(diffstat.total()),
                subject,
                author(),
                text,
                diffstat.total(),
                diffstat.changes(),
                TrailerReader.read(text),
                last(CHANGE_ID),
                last(BASE_COMMIT));
    }

    /// Told by the subject first: a dump cuts the diff off, and a reply may quote one.
    private Kind kind(@Nullable Diffstat diffstat) {
        Integer number = subject.number();
        if (subject.reply()) {
            return Kind.REPLY;
        }
        if (number != null && number > 0) {
            return Kind.PATCH;
        }
        if (subject.isTagged("PULL") || PULL_TITLE.matcher(subject.title()).matches()) {
            return Kind.PULL;
        }
        if (number != null) {
            return Kind.COVER;
        }
        boolean tagged =
                subject.tags().stream().anyMatch(tag -> PATCH_TAG.matcher(tag).matches());
        boolean notice = text.hasMerge() || subject.isTagged("Bug");
        return tagged || (!notice && (diffstat != null || text.hasDiff())) ? Kind.PATCH : Kind.OTHER;
    }

    /// Git takes the author from a `From:` line that begins the body, alone or among other headers (git-am,
    /// DISCUSSION).
    private Address author() {
        if (mail.inBodyFrom() != null) {
            return mail.inBodyFrom();
        }
        List<String> lines = text.message();
        int at = 0;
        while (at < lines.size() && lines.get(at).isBlank()) {
            at++;
        }
        for (; at < lines.size() && IN_BODY_HEADER.matcher(lines.get(at)).matches(); at++) {
            if (lines.get(at).regionMatches(true, 0, "From:", 0, 5)) {
                List<Address> addresses =
                        AddressParser.parse(lines.get(at).substring(5).strip());
                if (!addresses.isEmpty() && addresses.getFirst().email() != null) {
                    return addresses.getFirst();
                }
            }
        }
        return mail.from();
    }

    private @Nullable String last(Pattern line) {
        List<String> lines = text.lines();
        for (int i = lines.size() - 1; i >= 0; i--) {
            Matcher matcher = line.matcher(lines.get(i));
            if (matcher.matches()) {
                return matcher.group(1);
            }
        }
        return null;
    }
}
