package patchidx.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import patchidx.index.IngestEvent;
import patchidx.index.IngestEvent.Fate;
import patchidx.index.IngestEvent.FileFate;
import patchidx.index.IngestEvent.MailFate;
import patchidx.index.IngestEvent.MemberFate;
import patchidx.index.IngestEvent.Oddity;
import patchidx.index.IngestEvent.What;
import patchidx.index.IngestListener;
import patchidx.index.IngestTotals;
import patchidx.render.Counted;
import patchidx.render.IngestJson;
import patchidx.source.ArchivePaths;
import patchidx.source.FileNames;
import patchidx.source.Problem;

/// What an ingest says to a person on standard error: how far it is, what was odd, and one line at the end.
final class IngestTalk implements IngestListener {
    private static final int LONGEST_DETAIL = 200;

    /// A folder that cannot be read at all should not fill the terminal.
    private static final int MOST_LOST = 50;

    private final Console console;
    private final boolean verbose;
    private final boolean quiet;
    private final String index;
    private Set<String> named = Set.of();
    private @Nullable IngestJson report;
    private @Nullable ProgressLine progress;
    private long lost;
    private long unsaid;

    /// @param index the option that names the index, as it was given ([IndexOption#given])
    IngestTalk(Console console, boolean verbose, boolean quiet, String index) {
        this.console = console;
        this.verbose = verbose;
        this.quiet = quiet;
        this.index = index;
    }

    /// @param paths what the user named: where no mail is in one, they want to know why
    /// @param report takes the events too; null if nobody wants JSON
    void begin(List<Path> paths, @Nullable IngestJson report) {
        this.named = paths.stream().map(FileNames::of).collect(Collectors.toSet());
        this.report = report;
        int columns = console.errorColumns();
        if (columns > 0 && !quiet) {
            progress = new ProgressLine(console.err(), columns, ArchivePaths.bytes(paths), System::nanoTime);
        }
    }

    @Override
    public void event(IngestEvent event) {
        switch (event) {
            case FileFate(var path, var fate) -> fate(path, fate);
            case MemberFate(var path, var fate) -> fate(path, fate);
            case MailFate mail -> {} // the totals have it
            case Oddity(var problem) -> oddity(problem);
        }
        if (report != null) {
            report.event(event);
        }
    }

    @Override
    public void progress(long mails, long bytes) {
        if (progress != null) {
            progress.show(mails, bytes);
        }
    }

    void end(IngestTotals totals) {
        if (progress != null) {
            progress.erase();
        }
        if (totals.stopped()) {
            say("stopped; what was read so far is in the index, and the same command goes on from there");
        }
        if (lost > MOST_LOST && !verbose) {
            say((lost - MOST_LOST) + " more could not be read or kept; --verbose names them all");
        }
        if (quiet) {
            return;
        }
        if (totals.allProblems() > 0) {
            String more = "; 'patchidx problems" + index + "' lists those in the index, --verbose names all";
            say(problems(totals) + (unsaid > 0 ? more : ""));
        }
        say(summary(totals));
        if (totals.files().containsKey(new Fate.Gone().label())) {
            console.hint("mails of files that are gone stay; 'patchidx forget" + index + " PATH' takes them out,"
                    + " --verbose names the files");
        }
    }

    private void fate(String path, Fate fate) {
        String said = switch (fate) {
            case Fate.NotMail(var reason) ->
                verbose || (named.contains(path) && !quiet) ? fate.label() + ": " + reason : "";
            case Fate.Gone gone -> verbose ? fate.label() : "";
            case Fate.Moved(var today) -> verbose ? fate.label() + " to " + today : "";
            case Fate.Read read -> "";
            case Fate.Unchanged unchanged -> "";
            case Fate.Empty empty -> "";
            case Fate.Unreadable unreadable -> ""; // named as a problem
            case Fate.Stopped stopped -> "";
        };
        if (!said.isEmpty()) {
            say(path + ": " + said);
        }
    }

    private void oddity(Problem problem) {
        boolean isSaid = switch (problem.kind().effect()) {
            case LOST -> verbose || ++lost <= MOST_LOST;
            case PARTLY, NOTED -> verbose;
        };
        if (isSaid) {
            say(problem.where() + ": " + problem.kind().label() + ": " + shortened(problem.detail()));
        } else {
            unsaid++;
        }
    }

    private static String shortened(String detail) {
        return detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL) + "…";
    }

    private void say(String line) {
        if (progress != null) {
            progress.erase();
        }
        console.say(line);
    }

    private static String problems(IngestTotals totals) {
        String kinds = totals.problems().entrySet().stream()
                .sorted(Map.Entry.<Problem.Kind, Long>comparingByValue().reversed())
                .map(kind -> kind.getValue() + " " + kind.getKey().label())
                .collect(Collectors.joining(", "));
        return Counted.of(totals.allProblems(), "problem") + ": " + kinds;
    }

    private static String summary(IngestTotals totals) {
        StringBuilder mails = new StringBuilder(String.format(
                Locale.ROOT,
                "%s: %d added, %d merged with known ones, %d known",
                Counted.of(totals.allMails(), "mail"),
                totals.added(),
                totals.mails(What.MERGED),
                totals.mails(What.KNOWN)));
        append(mails, totals.mails(What.BESIDE), " beside others with their Message-ID");
        append(mails, totals.mails(What.BROKEN), " broken");
        append(mails, totals.forgotten(), " forgotten");
        String members = totals.members().isEmpty()
                ? ""
                : "; " + Counted.of(totals.allMembers(), "packed file") + fates(totals.members());
        String files = Counted.of(totals.allFiles(), "file") + fates(totals.files());
        return String.format(Locale.ROOT, "%s; %s%s; %.1f s", mails, files, members, totals.seconds());
    }

    private static String fates(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(fate -> fate.getValue() + " " + fate.getKey())
                .collect(Collectors.joining(", ", counts.isEmpty() ? "" : ": ", ""));
    }

    private static void append(StringBuilder text, long count, String what) {
        if (count > 0) {
            text.append(", ").append(count).append(what);
        }
    }
}
