package patchidx.cli;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import patchidx.index.Ingest;
import patchidx.index.IngestReport;
import patchidx.render.TerminalText;
import patchidx.source.ArchiveFormat;
import patchidx.source.Problem;
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
            "Formats are recognised by content, packed and compressed in any way. Files that were read before and have"
                    + " not changed are left alone; of a public-inbox, only what is new is read."
        },
        footer = {
            "",
            "Examples:",
            "  patchidx ingest ~/Mail/patches",
            "  patchidx ingest 2024-03-05/ list.mbox.gz lists.tar.zst",
            "  patchidx ingest lore/kvm/git/0.git",
            "  git format-patch --stdout v1.0.. | patchidx ingest -"
        })
final class IngestCommand implements Callable<Integer> {
    private static final int LONGEST_DETAIL = 200;

    private final Console console;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "File or folder; '-' is standard input.")
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

    @Option(names = "--verbose", description = "Name everything that was odd, also where nothing was lost by it.")
    private boolean verbose;

    @Mixin
    private final IndexOption index = new IndexOption();

    IngestCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        IngestReport report = Ingest.run(index.folder(console), paths, console.in(), format);
        for (Problem problem : report.problems()) {
            if (verbose || problem.kind().effect() != Problem.Effect.NOTED) {
                say(problem.where() + ": " + problem.kind().label() + ": " + shortened(problem.detail()));
            }
        }
        long noted = report.problems().stream()
                .filter(problem -> problem.kind().effect() == Problem.Effect.NOTED)
                .count();
        if (noted > 0 && !verbose) {
            say(noted + " oddities by which nothing was lost; --verbose names them");
        }
        say(summary(report));
        boolean lost =
                report.problems().stream().anyMatch(problem -> problem.kind().effect() == Problem.Effect.LOST);
        return (lost ? ExitStatus.INPUT : ExitStatus.DONE).code();
    }

    private static String shortened(String detail) {
        return detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL) + "…";
    }

    private void say(String line) {
        console.err().println("patchidx: " + TerminalText.line(line));
    }

    private static String summary(IngestReport report) {
        String fates = report.fates().entrySet().stream()
                .map(fate -> fate.getValue() + " " + fate.getKey())
                .collect(Collectors.joining(", "));
        String mails = String.format(
                Locale.ROOT,
                "%s: %d added, %d merged with known ones, %d known%s",
                counted(report.mails(), "mail"),
                report.added(),
                report.merged(),
                report.known(),
                report.forgotten() == 0 ? "" : ", " + report.forgotten() + " forgotten");
        String files = counted(report.files().size(), "file") + (fates.isEmpty() ? "" : ": " + fates);
        return String.format(Locale.ROOT, "%s; %s; %.1f s", mails, files, report.seconds());
    }

    private static String counted(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    static final class FormatConverter implements ITypeConverter<ArchiveFormat> {
        @Override
        public ArchiveFormat convert(String value) {
            return ArchiveFormat.ofMails().stream()
                    .filter(format -> format.label().equals(value))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException(
                            "no format '" + value + "'; there are " + String.join(", ", Labels.all())));
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
