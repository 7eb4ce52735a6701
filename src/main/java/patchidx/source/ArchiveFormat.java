package patchidx.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.stream.Stream;

/// The formats that mail lies in: one line each. They are tried in this order, by content and never by name.
public enum ArchiveFormat {
    MBOX(
            "mbox",
            "mails one after another behind From lines: mboxrd, mboxo, patchwork, git format-patch",
            new MboxReader()),
    MAIL("mail", "one mail a file, beginning with its headers", new SingleMailReader()),
    DUMP("dump", "a patch dump: #### subject, ##### From: author, fenced mail", new DumpReader());

    /// How many bytes from the start of a file are enough to recognise its format.
    public static final int HEAD = 1 << 16;

    private final String label;
    private final String help;
    private final MailFileReader reader;

    ArchiveFormat(String label, String help, MailFileReader reader) {
        this.label = label;
        this.help = help;
        this.reader = reader;
    }

    public String label() {
        return label;
    }

    public String help() {
        return help;
    }

    /// The format of a file that begins with these bytes; empty if it holds no mail.
    public static Optional<ArchiveFormat> recognise(byte[] head) {
        return Stream.of(values())
                .filter(format -> format.reader.recognises(head))
                .findFirst();
    }

    /// Reads all mails of a file, in the order they lie in it.
    ///
    /// @param path what to call the file in locations
    public void read(InputStream in, String path, MailSink sink) throws IOException {
        reader.read(in, path, sink);
    }
}
