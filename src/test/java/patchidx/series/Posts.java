package patchidx.series;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import patchidx.Fixtures;

/// Mails that people post, made up for tests.
final class Posts {
    private final List<MailSummary> mails = new ArrayList<>();

    /// A mail that its headers describe, with a diff of one file.
    ///
    /// @param minute when it is sent, from a fixed day on
    Posts patch(String id, int minute, String headers, String file, String line) {
        return mail(id, minute, headers, Fixtures.patch("", file, line));
    }

    Posts mail(String id, int minute, String headers, String body) {
        String text = "Message-Id: <%s>%nDate: Tue, %02d Mar 2024 %02d:%02d:00 +0000%n%s%n%n%s"
                .formatted(id, 5 + minute / 1440, minute / 60 % 24, minute % 60, headers.strip(), body)
                .replace("\r\n", "\n");
        mails.add(MailSummary.of(Fixtures.read(text.getBytes(StandardCharsets.UTF_8), "/" + id).mails().stream()
                .map(Fixtures::entry)
                .findFirst()
                .orElseThrow()
                .patch()));
        return this;
    }

    List<MailSummary> mails() {
        return List.copyOf(mails);
    }
}
