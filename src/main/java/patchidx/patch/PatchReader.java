package patchidx.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import patchidx.mail.Address;
import patchidx.mail.AddressParser;
import patchidx.mail.Mail;
import patchidx.source.Problem;

/// Reads what a patch mail means. Total: any mail gives a [PatchMail].
public final class PatchReader {
    private static final String FROM = "From:";
    private static final Pattern IN_BODY_HEADER = Pattern.compile("(?i)(From|Subject|Date):.*");
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
        this.text = PatchText.of(mail.patchText());
        this.subject = Subject.parse(mail.subject());
    }

    public static PatchMail read(Mail mail) {
        return new PatchReader(mail).read();
    }

    /// What [PatchMail#diff] of a mail with this [Mail#patchText] is.
    public static Diff diff(String patchText) {
        return DiffReader.read(PatchText.of(patchText));
    }

    private PatchMail read() {
        DiffstatReader.Result diffstat = DiffstatReader.read(text);
        Diff diff = DiffReader.read(text);
        String id = mail.messageId();
        return new PatchMail(
                mail,
                id == null ? MailIds.of(mail) : id,
                kind(diffstat.total()),
                subject,
                author(),
                text,
                diff,
                PatchId.of(text, mail.charset()).orElse(null),
                diffstat.total(),
                changes(diff, diffstat.changes()),
                TrailerReader.read(subject.reply() ? said(diff) : text),
                last("change-id:", CHANGE_ID),
                last("base-commit:", BASE_COMMIT),
                problems(diff, diffstat.total()));
    }

    /// What the sender of a reply says, which may go on below a diff that was pasted.
    private PatchText said(Diff diff) {
        return PatchText.of(String.join("\n", PatchMail.prose(mail, diff)));
    }

    /// The files of the diff. Where somebody cut it, the rest of them is known from the diffstat.
    private static List<FileChange> changes(Diff diff, List<FileChange> rows) {
        if (diff.files().isEmpty()) {
            return rows;
        }
        List<FileChange> changes = new ArrayList<>(diff.changes());
        if (diff.endsEarly()) {
            Set<String> known = changes.stream().map(FileChange::path).collect(Collectors.toSet());
            rows.stream().filter(row -> !known.contains(row.path())).forEach(changes::add);
        }
        return changes;
    }

    private List<Problem> problems(Diff diff, @Nullable Diffstat stat) {
        List<Problem> problems = new ArrayList<>(mail.problems());
        for (Diff.Oddity oddity : diff.oddities()) {
            problems.add(new Problem(oddity.kind(), mail.location(), oddity.detail()));
        }
        if (stat != null && subject.number() != null && subject.number() == 0) {
            return problems; // a cover letter speaks of all patches, whatever diff it holds
        }
        if (stat != null && diff.isWhole() && !stat.equals(diff.total())) {
            String detail = "stated " + stat + ", in the diff " + diff.total();
            problems.add(new Problem(Problem.Kind.DIFFSTAT_DIFFERS, mail.location(), detail));
        }
        return problems;
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

    /// Git takes the author from a `From:` line among the headers that begin the body (git-am, DISCUSSION).
    private Address author() {
        List<String> lines = text.message();
        int at = 0;
        while (at < lines.size() && lines.get(at).isBlank()) {
            at++;
        }
        while (at < lines.size() && IN_BODY_HEADER.matcher(lines.get(at)).matches()) {
            StringBuilder header = new StringBuilder(lines.get(at++));
            while (at < lines.size() && isFolded(lines.get(at))) {
                header.append(lines.get(at++));
            }
            if (header.length() > FROM.length()
                    && header.substring(0, FROM.length()).equalsIgnoreCase(FROM)) {
                List<Address> addresses =
                        AddressParser.parse(header.substring(FROM.length()).strip());
                if (!addresses.isEmpty() && addresses.getFirst().email() != null) {
                    return addresses.getFirst();
                }
            }
        }
        return mail.inBodyFrom() == null ? mail.from() : mail.inBodyFrom();
    }

    private static boolean isFolded(String line) {
        return !line.isBlank() && (line.charAt(0) == ' ' || line.charAt(0) == '\t');
    }

    /// @param name what the line begins with, in letters of any case
    private @Nullable String last(String name, Pattern line) {
        List<String> lines = text.lines();
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (lines.get(i).regionMatches(true, 0, name, 0, name.length())) {
                Matcher matcher = line.matcher(lines.get(i));
                if (matcher.matches()) {
                    return matcher.group(1);
                }
            }
        }
        return null;
    }
}
