package patchidx.patch;

import java.util.List;
import org.jspecify.annotations.Nullable;
import patchidx.mail.Address;
import patchidx.mail.Mail;

/// A mail understood as a patch, or as what people write around patches.
///
/// @param mail what the mail says
/// @param id Message-ID without angle brackets; for a mail without one, made from its content by [MailIds]
/// @param kind what the mail is for
/// @param subject what the subject says
/// @param author who wrote the patch: the `From:` line of the body, or else the sender
/// @param text the text in its parts
/// @param diffstat totals as the mail states them; null if it does not
/// @param changes one a file; empty if the mail has no diffstat
/// @param trailers of the mail itself, in order
/// @param changeId value of the `change-id:` line; null if there is none
/// @param baseCommit commit the patch applies to, from the `base-commit:` line; null if there is none
public record PatchMail(
        Mail mail,
        String id,
        Kind kind,
        Subject subject,
        Address author,
        PatchText text,
        @Nullable Diffstat diffstat,
        List<FileChange> changes,
        List<Trailer> trailers,
        @Nullable String changeId,
        @Nullable String baseCommit) {

    public PatchMail {
        changes = List.copyOf(changes);
        trailers = List.copyOf(trailers);
    }
}
