package patchidx.source;

import java.io.IOException;
import java.io.InputStream;

/// Reads a file that is one mail.
final class SingleMailReader implements MailFileReader {

    @Override
    public boolean recognises(byte[] head) {
        return Bytes.beginsWithHeaders(head, 0, head.length);
    }

    @Override
    public void read(InputStream in, String path, MailSink sink) throws IOException {
        byte[] bytes = in.readAllBytes();
        sink.mail(new RawMail(new Location(path, 0, bytes.length), bytes, true, null));
    }
}
