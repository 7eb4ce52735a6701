package patchidx.source;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/// The kinds of `From ` lines that stand between the mails of an mbox.
enum Separator {
    /// Written by patchwork; lines of the body that begin with `From ` have got one `>`.
    PATCHWORK,
    /// Written by public-inbox and others as mboxrd: every `From ` line, quoted or not, has got one more `>`.
    MBOXRD,
    /// Written by git format-patch, always with this date. Git quotes nothing.
    GIT,
    /// Written by mail programs, as in RFC 4155, appendix A; read as mboxo.
    ANY;

    private static final byte[] FROM = Bytes.ascii("From ");
    private static final int LONGEST = 1000;
    private static final Pattern GIT_LINE = Pattern.compile("From [0-9a-f]{40,64} Mon Sep 17 00:00:00 2001");
    private static final Pattern DATED =
            Pattern.compile("From .*\\b(?:[A-Z][a-z]{2},? .*\\d:\\d\\d|\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d).*");
    private static final String SENDER = "From \\S+(?: at \\S+)?(?: \\([^()]*+\\))? +";
    private static final String TIME = "\\d\\d:\\d\\d(?::\\d\\d)?";
    // Some write the zone behind the time, some behind the year, and Mailman's archives "at" for "@".
    private static final Pattern WHOLE = Pattern.compile(SENDER + "[A-Z][a-z]{2}(?: [A-Z][a-z]{2} {1,2}\\d{1,2} " + TIME
            + "(?: [-+\\w]+)? \\d{4}|, \\d{1,2} [A-Z][a-z]{2} \\d{4} " + TIME + ")(?: [-+\\w]+)?");
    private static final Pattern UNDATED = Pattern.compile("From(?: \\S+(?: at \\S+)?)?");

    /// The kind of separator that the line is; empty if it cannot be one.
    static Optional<Separator> of(byte[] bytes, int from, int to) {
        String line = line(bytes, from, to);
        if (GIT_LINE.matcher(line).matches()) {
            return Optional.of(GIT);
        }
        if (!DATED.matcher(line).matches()) {
            return Optional.empty();
        }
        if (line.startsWith("From patchwork ")) {
            return Optional.of(PATCHWORK);
        }
        return Optional.of(line.startsWith("From mboxrd@z ") ? MBOXRD : ANY);
    }

    /// Whether this line ends a mail in an mbox whose first line is `first`.
    boolean separatesIn(Separator first) {
        // A mail may carry the output of git format-patch in its body, and nobody quotes that.
        return this != GIT || first == GIT;
    }

    /// Whether the line is a sender or a commit, a date and nothing else: a separator also where no blank line stands
    /// before it.
    static boolean isWhole(byte[] bytes, int from, int to) {
        return WHOLE.matcher(line(bytes, from, to)).matches();
    }

    /// Whether the line is nothing, or a sender, without a date: a separator in files that begin with such a line.
    static boolean isUndated(byte[] bytes, int from, int to) {
        return UNDATED.matcher(line(bytes, from, to)).matches();
    }

    /// A line that may be a separator, without its end; empty for others.
    private static String line(byte[] bytes, int from, int to) {
        return to - from > LONGEST || !Bytes.startsWith(bytes, from, to, FROM)
                ? ""
                : new String(bytes, from, to - from, StandardCharsets.ISO_8859_1).stripTrailing();
    }

    /// The mail with its `From ` lines as its author wrote them.
    byte[] unquote(byte[] mail) {
        return switch (this) {
            case GIT -> mail;
            case PATCHWORK, ANY -> FromQuoting.unquote(mail, false);
            case MBOXRD -> FromQuoting.unquote(mail, true);
        };
    }
}
