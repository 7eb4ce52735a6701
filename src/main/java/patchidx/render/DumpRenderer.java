package patchidx.render;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import patchidx.field.Entry;

/// Writes a patch dump: a heading and a fenced mail for each. Mails with headers stand behind a `From patchwork` line,
/// so that nobody takes their first lines for a body.
///
/// A line that would end a mail too early is moved out of the way: `From patchwork` gets a `>`, `####` a blank if
/// `#####` follows it.
final class DumpRenderer implements Renderer {
    private static final DateTimeFormatter ASCTIME = DateTimeFormatter.ofPattern(
                    "EEE MMM ppd HH:mm:ss uuuu", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final Pattern SEPARATOR = Pattern.compile("(?m)^(?=From patchwork )");
    private static final Pattern HEADING =
            Pattern.compile("(?m)^(?=####(?:[ \\t\\r].*)?\\n(?:.*\\n)?#####(?:[ \\t\\r\\n]|$))");

    private final Sink sink;

    DumpRenderer(Sink sink) {
        this.sink = sink;
    }

    @Override
    public void mail(Item item) throws IOException {
        Entry entry = item.entry();
        byte[] bytes = item.bytes();
        Instant date = entry.mail().date();
        String from = entry.mail().from().email() == null && entry.mail().from().name() == null
                ? ""
                : MboxRenderer.header(entry.mail().from());
        StringBuilder head = new StringBuilder();
        head.append("#### ").append(entry.mail().subject()).append('\n');
        head.append("##### From: ").append(from).append("\n\n```c\n");
        if (!entry.mail().headers().isEmpty()) {
            head.append("From patchwork ")
                    .append(ASCTIME.format(date == null ? Instant.EPOCH : date))
                    .append('\n');
        }
        sink.text(sink.isTerminal() ? TerminalText.lines(head.toString()) : head.toString());
        // Bytes of any charset pass through as they are.
        String mail = new String(bytes, StandardCharsets.ISO_8859_1);
        mail = HEADING.matcher(SEPARATOR.matcher(mail).replaceAll(">")).replaceAll(" ");
        sink.foreign(mail.getBytes(StandardCharsets.ISO_8859_1));
        sink.text(mail.isEmpty() || mail.endsWith("\n") ? "```\n" : "\n```\n");
    }
}
