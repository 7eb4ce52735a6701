package patchidx.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import patchidx.query.Search;
import patchidx.query.Search.Hit;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `ID…`, how to print and which index: for every command that is told which mails it is about.
final class MailArguments {
    @Parameters(arity = "1..*", paramLabel = "ID", description = MailOption.HELP)
    private List<String> ids = List.of();

    @Mixin
    private final FormatOption format = new FormatOption();

    @Mixin
    private final IndexOption index = new IndexOption();

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

    FormatOption format() {
        return format;
    }

    IndexOption index() {
        return index;
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
                MailOption.missing(id, index, console);
                all = false;
            }
            hits.addAll(found);
        }
        return new Found(hits, all);
    }
}
