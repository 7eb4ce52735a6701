package patchidx.source;

import java.io.IOException;

/// Takes what a format finds in a file, in the order it lies there.
public interface MailSink {

    void mail(RawMail mail) throws IOException;

    void problem(Problem problem);
}
