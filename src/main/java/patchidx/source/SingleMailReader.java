package patchidx.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;

/// Reads a file that is one mail.
final class SingleMailReader implements MailFileReader {
    private static final byte[] QUOTED_FROM = Bytes.ascii(">From ");

    @Override
    public boolean recognises(byte[] head) {
        int start = Bytes.start(head);
        // What was an mbox once has its separator quoted here.
        boolean isQuoted = Bytes.startsWith(head, start, head.length, QUOTED_FROM);
        int headers = isQuoted ? Bytes.endOfLine(head, start, head.length) : start;
        return Bytes.beginsWithHeaders(head, headers, head.length)
                && !(MboxReader.goesOn(head) && (isCut(head, headers) || !hasParts(head, headers)));
    }

    /// Whether the first line is the rest of one.
    private static boolean isCut(byte[] head, int from) {
        return Bytes.headerName(head, from, Bytes.endOfLine(head, from, head.length))
                .isEmpty();
    }

    /// Whether an mbox may be attached to the mail.
    private static boolean hasParts(byte[] head, int from) {
        int at = from;
        while (at < head.length) {
            int end = Bytes.endOfLine(head, at, head.length);
            if (Bytes.isBlank(head, at, end)) {
                return false;
            }
            if (Bytes.line(head, at, end).toLowerCase(Locale.ROOT).contains("multipart/")) {
                return true; // the line may be folded
            }
            at = end;
        }
        return false;
    }

    @Override
    public void read(InputStream in, String path, MailSink sink) throws IOException {
        byte[] bytes = in.readNBytes(LineWindow.LONGEST_MAIL + 1);
        if (bytes.length > LineWindow.LONGEST_MAIL) {
            long length = bytes.length + in.skip(Long.MAX_VALUE);
            sink.problem(LineWindow.tooLong(new Location(path, 0, length)));
            return;
        }
        int start = Bytes.start(bytes);
        byte[] mail = start == 0 ? bytes : Arrays.copyOfRange(bytes, start, bytes.length);
        sink.mail(new RawMail(new Location(path, start, mail.length), mail, true, null));
    }
}
