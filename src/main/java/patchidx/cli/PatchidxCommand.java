package patchidx.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.TypeConversionException;

/// The command line of patchidx.
@Command(
        name = "patchidx",
        mixinStandardHelpOptions = true,
        versionProvider = PatchidxCommand.Version.class,
        description = "Turns archives of patch mail into answers.",
        scope = CommandLine.ScopeType.INHERIT,
        sortOptions = false,
        usageHelpWidth = 100)
public final class PatchidxCommand {
    private PatchidxCommand() {}

    /// Carries out a command line.
    ///
    /// @return exit status
    public static int run(Console console, String... arguments) {
        CommandLine commandLine = commandLine(console);
        FailureHandler failures = new FailureHandler(console);
        commandLine.setExecutionExceptionHandler((failure, line, result) ->
                failures.handle(failure instanceof Usage usage ? usage.of(line) : failure, IndexOption.given(line)));
        commandLine.setParameterExceptionHandler((failure, given) -> failures.handle(failure));
        return failures.guard(() -> commandLine.execute(arguments));
    }

    /// All commands.
    static CommandLine commandLine(Console console) {
        CommandLine commandLine = new CommandLine(new PatchidxCommand());
        commandLine.addSubcommand(new IngestCommand(console));
        commandLine.addSubcommand(QueryWords.asked(new SearchCommand(console)));
        commandLine.addSubcommand(new ShowCommand(console));
        commandLine.addSubcommand(QueryWords.asked(new SeriesCommand(console)));
        commandLine.addSubcommand(new VersionsCommand(console));
        commandLine.addSubcommand(new ThreadCommand(console));
        commandLine.addSubcommand(new ReviewsCommand(console));
        commandLine.addSubcommand(QueryWords.asked(new ExportCommand(console)));
        commandLine.addSubcommand(new AmCommand(console));
        commandLine.addSubcommand(new DiffCommand(console));
        commandLine.addSubcommand(new FieldsCommand(console));
        commandLine.addSubcommand(new InfoCommand(console));
        commandLine.addSubcommand(QueryWords.asked(new ProblemsCommand(console)));
        commandLine.addSubcommand(new ForgetCommand(console));
        commandLine.addSubcommand(new CheckCommand(console));
        commandLine.addSubcommand(new CompactCommand(console));
        commandLine.addSubcommand(new RebuildCommand(console));
        commandLine.registerConverter(int.class, PatchidxCommand::wholeNumber);
        commandLine.registerConverter(Integer.class, PatchidxCommand::wholeNumber);
        commandLine.registerConverter(Double.class, PatchidxCommand::number);
        commandLine.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
        commandLine.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
        return commandLine;
    }

    private static Integer wholeNumber(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is no whole number, or too large");
        }
    }

    private static Double number(String text) {
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is no number");
        }
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = PatchidxCommand.class.getPackage().getImplementationVersion();
            return new String[] {"patchidx " + (version == null ? "(not packaged)" : version)};
        }
    }
}
