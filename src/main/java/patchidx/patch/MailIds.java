package patchidx.patch;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import patchidx.mail.Mail;

/// Ids for mails without a Message-ID.
public final class MailIds {
    /// The domain of made-up ids, which no mail can come from (RFC 2606).
    public static final String DOMAIN = "@patchidx.invalid";

    private static final int LENGTH = 32;

    private MailIds() {}

    /// An id that depends only on what the mail says, so the same mail has the same id in every index.
    static String of(Mail mail) {
        MessageDigest digest = Digests.sha256();
        update(digest, mail.subject());
        update(digest, mail.from().toString());
        update(digest, String.valueOf(mail.date()));
        mail.text().lines().map(String::stripTrailing).forEach(line -> update(digest, line));
        return HexFormat.of().formatHex(digest.digest()).substring(0, LENGTH) + DOMAIN;
    }

    private static void update(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
    }
}
