package patchidx.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import patchidx.query.Search;
import patchidx.query.Search.Hit;
import picocli.CommandLine.Parameters;

/// `ID…`, for every command that is told which mails it is about.
final class MailArguments {
    @Parameters(arity = "1..*", paramLabel = "ID", description = MailOption.HELP)
    private List<String> ids = List.of();

    /// Mails that were named.
    ///
    /// @param all whether each name has a mail
    record Found(List<Hit> hits, boolean all) {
        Found {
            hits = List.copyOf(hits);
        }

        ExitStatus status() {
            return all ? ExitStatus.DONE : ExitStatus.NOTHING;
        }
    }

    /// What was typed.
    String text() {
        return String.join(" ", ids);
    }

    /// Says what can be no name of a mail before anything else is tried.
    void check() throws Usage {
        for (String id : ids) {
            MailOption.query(id);
        }
    }

    /// Looks the mails up, and says which are not there.
    Found find(Search search, Console console) throws IOException, Usage {
        List<Hit> hits = new ArrayList<>();
        boolean all = true;
        for (String id : ids) {
            List<Hit> found = search.all(MailOption.query(id));
            if (found.isEmpty()) {
                MailOption.sayMissing(id, console);
                all = false;
            }
            hits.addAll(found);
        }
        return new Found(hits, all);
    }
}
