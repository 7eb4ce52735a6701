package patchidx.mail;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import patchidx.source.RawMail.Heading;

/// What the heading of a dump entry says where the mail itself does not: subject and author, as a script cut them out
/// of the headers with line-wise tools.
final class DumpHeading {
    /// A header that ran into the subject because the script joined two lines. It follows without a blank, so that
    /// `KVM: x86: foo` and `fix To: handling` are left alone.
    private static final Pattern GLUED = Pattern.compile("(?<=\\S)(?:"
            + "From: .*(?:@|=\\?|<)|(?:To|Cc|Reply-To|Sender): .*(?:@|=\\?|<)"
            + "|(?:Message-I[dD]|References|In-Reply-To): ?<"
            + "|Date: (?:[A-Z][a-z]{2}, )?\\d"
            + "|(?:Git-Commit-ID|MIME-Version|Mime-Version|User-Agent|Thread-Topic|Thread-Index|Autocrypt"
            + "|Content-[A-Z][A-Za-z-]+|List-[A-Z][a-z-]+|Organization|X-[A-Z][A-Za-z-]+): "
            + ").*"
            // With a blank only where the subject itself ended in one, and only before what no title contains.
            + "| (?:Message-I[dD]|References|In-Reply-To): ?<.*"
            + "| (?:From|To|Cc|Reply-To|Sender): [^<>]*<[^<>\\s]+@[^<>\\s]+>.*");

    private static final Pattern HEADER_NAME = Pattern.compile("^(?:X-[A-Za-z-]+-)?From:\\s*");

    private DumpHeading() {}

    static String subject(Heading heading) {
        String decoded = HeaderText.decode(heading.subject());
        Matcher glued = GLUED.matcher(decoded);
        return glued.find() ? decoded.substring(0, glued.start()).strip() : decoded;
    }

    static Address author(Heading heading) {
        List<Address> addresses = AddressParser.parse(withoutName(heading.author()));
        return addresses.isEmpty() ? new Address(null, null) : addresses.getFirst();
    }

    /// The `From:` line of the body, which the script prints as a further line; null if there is none.
    static @Nullable Address inBodyFrom(Heading heading) {
        for (String line : heading.more()) {
            if (line.startsWith("From:")) {
                List<Address> addresses = AddressParser.parse(withoutName(line));
                if (!addresses.isEmpty() && addresses.getFirst().email() != null) {
                    return addresses.getFirst();
                }
            }
        }
        return null;
    }

    private static String withoutName(String line) {
        return HEADER_NAME.matcher(line).replaceFirst("");
    }
}
