package patchidx.patch;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import patchidx.mail.Address;
import patchidx.mail.Mail;
import patchidx.source.Problem;

/// A mail understood as a patch, or as what people write around patches.
///
/// @param mail what the mail says
/// @param id Message-ID without angle brackets; for a mail without one, made from its content by [MailIds]
/// @param kind what the mail is for
/// @param subject what the subject says
/// @param author who wrote the patch: the `From:` line of the body, or else the sender
/// @param text the text in its parts
/// @param diff what the mail changes, as its diff says; without files if it has none
/// @param patchId what `git patch-id --stable` prints for it; null if it has no diff
/// @param diffstat totals as the mail states them; null if it does not
/// @param changes one a file, from the diff, or else from the rows of the diffstat
/// @param trailers of the mail itself, in order
/// @param changeId value of the `change-id:` line; null if there is none
/// @param baseCommit commit the patch applies to, from the `base-commit:` line; null if there is none
/// @param problems what was odd, about the mail and about the patch
public record PatchMail(
        Mail mail,
        String id,
        Kind kind,
        Subject subject,
        Address author,
        PatchText text,
        Diff diff,
        @Nullable String patchId,
        @Nullable Diffstat diffstat,
        List<FileChange> changes,
        List<Trailer> trailers,
        @Nullable String changeId,
        @Nullable String baseCommit,
        List<Problem> problems) {

    public PatchMail {
        changes = List.copyOf(changes);
        trailers = List.copyOf(trailers);
        problems = List.copyOf(problems);
    }

    /// How much the mail changes: counted in its diff, or else as its diffstat states it; null if it has neither.
    public @Nullable Diffstat size() {
        return diff.isWhole() && kind != Kind.COVER ? diff.total() : diffstat;
    }

    /// The text outside of diffs that the sender wrote.
    public String unquoted() {
        return prose(line -> !isQuoted(line));
    }

    /// The text that the sender quotes from other mails.
    public String quoted() {
        return prose(PatchMail::isQuoted);
    }

    private String prose(Predicate<String> which) {
        return prose().stream().filter(which).collect(Collectors.joining("\n"));
    }

    /// The lines that belong to no diff. Git joins the lines of a `format=flowed` mail whoever said them, which is
    /// right for a patch; what people say to each other is told apart by its depth of quoting (RFC 3676, 4.5).
    public List<String> prose() {
        return prose(mail, diff);
    }

    static List<String> prose(Mail mail, Diff diff) {
        boolean same = mail.text().equals(mail.patchText());
        return same ? diff.prose() : PatchReader.diff(mail.text()).prose();
    }

    /// Whether a line of text is one that the sender quotes.
    public static boolean isQuoted(String line) {
        return line.startsWith(">") && !line.startsWith(">From ");
    }
}
