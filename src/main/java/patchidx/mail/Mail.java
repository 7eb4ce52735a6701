package patchidx.mail;

import java.nio.charset.Charset;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import patchidx.source.Location;
import patchidx.source.Problem;

/// A mail as its author meant it: decoded and unfolded.
///
/// @param location where the mail lies
/// @param size how many bytes it has, without what an mbox quotes
/// @param headers all headers of the mail, in order; empty for an entry of a dump that holds just the body
/// @param messageId Message-ID without angle brackets; null if the mail has none
/// @param subject decoded, unfolded, runs of white space as one blank; empty if the mail has none
/// @param from who sent it
/// @param inBodyFrom what the dump's heading says of a `From:` line in the body; null if it says nothing
/// @param to from all To headers
/// @param cc from all Cc headers
/// @param date when the mail says it was written; null if it does not say, or not readably
/// @param received when the last server on its way took it; null if no Received header says so
/// @param inReplyTo Message-ID of the mail answered; null if this is no answer
/// @param references Message-IDs of the thread, oldest first
/// @param lists ids of the mailing lists it came through, such as `kvm.vger.kernel.org`
/// @param patchworkId number that patchwork gave the mail; null if it did not come from patchwork
/// @param text all text of the mail: the body, then attached patches; line ends are line feeds
/// @param patchText the same text as git reads it, which joins the lines of `format=flowed` mails in its own way
/// @param charset what the bytes of the text are in
/// @param attachments file names of the attachments
/// @param problems what was odd
public record Mail(
        Location location,
        long size,
        List<Header> headers,
        @Nullable String messageId,
        String subject,
        Address from,
        @Nullable Address inBodyFrom,
        List<Address> to,
        List<Address> cc,
        @Nullable Instant date,
        @Nullable Instant received,
        @Nullable String inReplyTo,
        List<String> references,
        List<String> lists,
        @Nullable Long patchworkId,
        String text,
        String patchText,
        Charset charset,
        List<String> attachments,
        List<Problem> problems) {

    public Mail {
        headers = List.copyOf(headers);
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        references = List.copyOf(references);
        lists = List.copyOf(lists);
        attachments = List.copyOf(attachments);
        problems = List.copyOf(problems);
    }

    /// One header.
    ///
    /// @param name as written
    /// @param value unfolded; encoded words (RFC 2047) are still encoded
    public record Header(String name, String value) {
        public boolean is(String other) {
            return name.equalsIgnoreCase(other);
        }

        /// The name in lower case, to look it up in a table.
        public String key() {
            return name.toLowerCase(Locale.ROOT);
        }
    }

    /// The value of the first header of that name.
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.is(name))
                .map(Header::value)
                .findFirst();
    }
}
