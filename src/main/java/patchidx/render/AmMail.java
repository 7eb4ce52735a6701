package patchidx.render;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import patchidx.mail.Address;
import patchidx.mail.Mail;
import patchidx.mail.PatchBytes;
import patchidx.patch.PatchMail;
import patchidx.patch.PatchText;
import patchidx.patch.Trailer;
import patchidx.series.CommitMessage;
import patchidx.series.MessageTrailers;

/// A patch mail as an entry of an mbox that `git am` applies without options.
///
/// The mail is written anew: the headers that a commit is made of, the message in UTF-8, the diff in the bytes it has.
/// Where a line begins with `From `, quoted or not, or holds a carriage return, the text is quoted-printable, because
/// git reads an mbox without undoing `>From ` and takes carriage returns off the ends of lines; so no reader of mboxes,
/// whatever its dialect, sees a line that it would change.
public final class AmMail {
    private static final String SEPARATOR = "From mboxrd@z Thu Jan  1 00:00:00 1970\n";
    private static final byte FEED = '\n';

    private AmMail() {}

    /// The entry of a mail, with the line in front that separates it from others.
    ///
    /// @param bytes the mail as it was read
    /// @param more trailers to be added to its message
    public static byte[] of(PatchMail patch, byte[] bytes, List<Trailer> more) {
        byte[] body = body(patch, bytes, more);
        boolean quote = QuotedPrintable.isNeeded(body);
        ByteArrayOutputStream out = new ByteArrayOutputStream(body.length + 1000);
        out.writeBytes(utf8(SEPARATOR + headers(patch, quote) + "\n"));
        out.writeBytes(quote ? QuotedPrintable.encode(body) : body);
        out.write(FEED);
        return out.toByteArray();
    }

    private static String headers(PatchMail patch, boolean quote) {
        Mail mail = patch.mail();
        StringBuilder headers = new StringBuilder();
        headers.append("From: ").append(sent(mail, "From", from(patch))).append('\n');
        mail.header("Date")
                .ifPresent(
                        date -> headers.append("Date: ").append(oneLine(date)).append('\n'));
        headers.append("Subject: ")
                .append(sent(mail, "Subject", EncodedWords.of(mail.subject())))
                .append('\n');
        if (mail.messageId() != null) {
            headers.append("Message-ID: <").append(mail.messageId()).append(">\n");
        }
        headers.append("MIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n");
        headers.append("Content-Transfer-Encoding: ")
                .append(quote ? "quoted-printable" : "8bit")
                .append('\n');
        return headers.toString();
    }

    /// The header as it was sent, if that was plain ASCII: then git makes of it what it makes of the mail itself.
    private static String sent(Mail mail, String header, String otherwise) {
        return mail.header(header)
                .map(AmMail::oneLine)
                .filter(value -> value.chars().allMatch(c -> c >= ' ' && c < 127))
                .orElse(otherwise);
    }

    private static String from(PatchMail patch) {
        Address from = patch.mail().header("From").isPresent() ? patch.mail().from() : patch.author();
        String name = from.name();
        String email = from.email() == null ? "" : " <" + from.email() + ">";
        return name == null || EncodedWords.isPlain(name) ? MboxRenderer.header(from) : EncodedWords.of(name) + email;
    }

    private static String oneLine(String header) {
        return header.strip().replaceAll("\\s+", " ");
    }

    private static byte[] body(PatchMail patch, byte[] bytes, List<Trailer> more) {
        PatchText text = patch.text();
        CommitMessage message = CommitMessage.of(patch);
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + 1000);
        for (String line : MessageTrailers.add(text.message(), message.start(), more)) {
            out.writeBytes(utf8(line));
            out.write(FEED);
        }
        for (byte[] line : behindMessage(patch, bytes)) {
            out.writeBytes(line);
            out.write(FEED);
        }
        return out.toByteArray();
    }

    /// The lines from the end of the message to the end of the mail, in their bytes.
    private static List<byte[]> behindMessage(PatchMail patch, byte[] bytes) {
        PatchText text = patch.text();
        List<byte[]> lines = lines(PatchBytes.of(bytes, !patch.mail().headers().isEmpty()));
        if (lines.size() != text.lines().size()) {
            // In UTF-16 and the like a line feed is not always the byte that it is elsewhere.
            lines = text.lines().stream().map(AmMail::utf8).toList();
        }
        return lines.subList(text.patchStart(), lines.size());
    }

    private static List<byte[]> lines(byte[] text) {
        List<byte[]> lines = new ArrayList<>();
        int start = 0;
        for (int at = 0; at <= text.length; at++) {
            boolean ends = at == text.length ? at > start : text[at] == FEED;
            if (ends) {
                lines.add(Arrays.copyOfRange(text, start, at));
                start = at + 1;
            }
        }
        return lines;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
