package patchidx.render;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import patchidx.field.Entry;
import patchidx.mail.Address;
import patchidx.source.FromQuoting;

/// Writes an mbox as public-inbox does: mboxrd, each mail behind the same `From mboxrd@z` line.
///
/// An entry of a dump whose headers were lost, or cut, gets the two that its heading stands for: all that is known.
final class MboxRenderer implements Renderer {
    private static final byte[] SEPARATOR = bytes("From mboxrd@z Thu Jan  1 00:00:00 1970\n");

    private final Sink sink;

    MboxRenderer(Sink sink) {
        this.sink = sink;
    }

    @Override
    public void mail(Item item) throws IOException {
        Entry entry = item.entry();
        byte[] mail = item.bytes();
        ByteArrayOutputStream out = new ByteArrayOutputStream(mail.length + 200);
        out.write(SEPARATOR);
        byte[] quoted = FromQuoting.quote(withHeaders(entry, mail));
        out.write(quoted);
        boolean endsLine = quoted.length > 0 && quoted[quoted.length - 1] == '\n';
        out.write(bytes(endsLine ? "\n" : "\n\n"));
        sink.foreign(out.toByteArray());
    }

    private static byte[] withHeaders(Entry entry, byte[] mail) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(mail.length + 200);
        String from = header(entry.mail().from());
        if (entry.mail().header("From").isEmpty() && !from.isEmpty()) {
            out.writeBytes(bytes("From: " + from + "\n"));
        }
        if (entry.mail().header("Subject").isEmpty() && !entry.mail().subject().isEmpty()) {
            out.writeBytes(bytes("Subject: " + entry.mail().subject() + "\n"));
        }
        if (entry.mail().headers().isEmpty()) {
            out.writeBytes(bytes("""
                MIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: 8bit

                """));
        }
        out.writeBytes(mail);
        return out.toByteArray();
    }

    /// The address with its name in quotes, so that no sign in it has a meaning (RFC 5322, 3.2.4).
    static String header(Address address) {
        String email = address.email() == null ? "" : "<" + address.email() + ">";
        String name = address.name();
        return name == null ? email : "\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\" " + email;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
