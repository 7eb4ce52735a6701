package patchidx.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import patchidx.index.Ingest;
import patchidx.index.IngestSettings;
import patchidx.index.IngestTotals;
import patchidx.render.IngestJson;
import patchidx.source.ArchiveFormat;
import patchidx.source.ArchivePaths;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

@Command(
        name = "ingest",
        description = {
            "Read mail into the index: mboxes, Maildirs, public-inboxes, patch dumps, archives of them.",
            "",
            "Formats are recognised by content, also in tar and zip, compressed by gzip, bzip2, xz or zstd. Files that"
                    + " were read before and have not changed are left alone; of a public-inbox, only what is new is"
                    + " read. What was read is committed from time to time; after Ctrl-C, a crash or a full disk, the"
                    + " same command goes on from there.",
            "",
            "Standard error names what could not be read or kept, then says in a line each how many problems of which"
                    + " kind there were, and what became of files and mails. In JSON, what became of every file and"
                    + " mail is said; in JSON Lines, while the ingest runs."
        },
        footer = {
            "",
            "Examples:",
            "  patchidx ingest ~/Mail/patches",
            "  patchidx ingest 2024-03-05/ list.mbox.gz lists.tar.zst",
            "  patchidx ingest lore/kvm/git/0.git",
            "  git format-patch --stdout v1.0.. | patchidx ingest -",
            "  patchidx ingest --jsonl list.mbox | jq -c 'select(.event == \"mail\" and .fate == \"merged\")'"
        })
final class IngestCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            arity = "1..*",
            paramLabel = "PATH",
            description = "File or folder; '-' is standard input. One that is named twice is read once.")
    private List<Path> paths = List.of();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            converter = FormatConverter.class,
            completionCandidates = Labels.class,
            description =
                    "How mails lie in the files, however these are packed: ${COMPLETION-CANDIDATES}. Default: what"
                            + " their content says.")
    private @Nullable ArchiveFormat format;

    @Option(
            names = {"-v", "--verbose"},
            description = "Name each problem, also where nothing was lost by it, files without mail, and files that are"
                    + " gone or moved.")
    private boolean verbose;

    @Option(
            names = {"-q", "--quiet"},
            description = "Name only what could not be read or kept.")
    private boolean quiet;

    @ArgGroup
    private final JsonChoice json = new JsonChoice();

    @Option(
            names = "--commit-every",
            paramLabel = "SECONDS",
            description =
                    "Commit so often, e.g. 0.5. Default: every ten seconds, or less often, down to every two minutes,"
                            + " where commits would take more than a fiftieth of the time. In any case when"
                            + " 60,000 mails came or went.")
    private @Nullable Double commitEvery;

    @Mixin
    private final WaitOption wait = new WaitOption();

    @Mixin
    private final IndexOption index = new IndexOption();

    IngestCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        Usage.checkNamed(paths);
        Usage.check(commitEvery == null || commitEvery > 0, "--commit-every must be more than 0");
        Duration every = commitEvery == null ? null : Duration.ofMillis(Math.round(1000 * commitEvery));
        IngestTalk talk = new IngestTalk(console, verbose, quiet, index.given());
        try (Interruption interruption = new Interruption(console)) {
            IngestJson report = json.document || json.lines ? new IngestJson(console.sink(), json.lines) : null;
            List<Path> archives = ArchivePaths.distinct(paths);
            talk.begin(archives, report);
            IngestTotals totals = Ingest.run(
                    index.folder(console),
                    archives,
                    new IngestSettings(wait.patience(), every, interruption::isRequested, talk, format, console.in()));
            talk.end(totals);
            if (report != null) {
                report.end(totals);
            }
            console.out().flush();
            return status(totals).code();
        }
    }

    private static ExitStatus status(IngestTotals totals) {
        if (totals.stopped()) {
            return ExitStatus.INTERRUPTED;
        }
        return totals.lost() ? ExitStatus.INPUT : ExitStatus.DONE;
    }

    static final class FormatConverter implements ITypeConverter<ArchiveFormat> {
        @Override
        public ArchiveFormat convert(String value) {
            return ArchiveFormat.ofMails().stream()
                    .filter(format -> format.label().equals(value))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException(
                            "no format '" + value + "'; " + Usage.near(value, "there are", Labels.all())));
        }
    }

    static final class Labels implements Iterable<String> {
        static List<String> all() {
            return ArchiveFormat.ofMails().stream().map(ArchiveFormat::label).toList();
        }

        @Override
        public Iterator<String> iterator() {
            return all().iterator();
        }
    }
}
