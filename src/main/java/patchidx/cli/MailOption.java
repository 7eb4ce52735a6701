package patchidx.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import patchidx.query.MailReference;
import patchidx.query.Query;
import patchidx.query.Search;
import patchidx.render.TerminalText;

/// Mails that a user names.
final class MailOption {
    static final String HELP =
            "Message-ID, with or without angle brackets, also as a line of a mail; URL of the mail on"
                    + " lore.kernel.org, marc.info or in a patchwork; number in patchwork.";
    private static final String ID_LIKE = "20240305101500.1-1-ada@example.org";

    private MailOption() {}

    /// What a name asks for.
    static Query query(String name) throws Usage {
        Optional<Query> query = MailReference.parse(name);
        Usage.check(
                query.isPresent(),
                "'" + TerminalText.line(name) + "' is no Message-ID, no number of a mail, and no URL with either");
        return query.get();
    }

    /// Says that the index has no mail of that name.
    ///
    /// @return exit status
    static int missing(String name, IndexOption index, Console console) {
        int status = console.nothing("no mail " + name);
        if (name.indexOf('@') < 0 && !name.matches("\\d+")) {
            console.hint("a Message-ID looks like " + ID_LIKE + "; for words, 'patchidx search" + index.given() + " "
                    + name + "'");
        }
        return status;
    }

    /// The mail of that name; empty if the index has none.
    static Optional<Search.Hit> find(Search search, String name) throws IOException, Usage {
        List<Search.Hit> hits = search.all(query(name));
        return hits.isEmpty() ? Optional.empty() : Optional.of(hits.getFirst());
    }
}
