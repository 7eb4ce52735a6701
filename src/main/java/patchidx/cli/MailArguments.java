package patchidx.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import patchidx.query.Query;
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

    /// Looks the mails up, and says which are not there.
    Found find(Search search, Console console) throws IOException, Usage {
        List<Query> queries = new ArrayList<>();
        for (String id : ids) {
            queries.add(MailOption.query(id));
        }
        List<Hit> hits = new ArrayList<>();
        boolean all = true;
        for (int i = 0; i < ids.size(); i++) {
            List<Hit> found = search.all(queries.get(i));
            if (found.isEmpty()) {
                console.say("no mail " + ids.get(i));
                all = false;
            }
            hits.addAll(found);
        }
        return new Found(hits, all);
    }
}
