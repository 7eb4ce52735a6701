package patchidx.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import patchidx.index.Damage;
import patchidx.index.IndexProblem;
import patchidx.query.QueryException;
import patchidx.query.Spelling;
import patchidx.render.TerminalText;
import picocli.CommandLine;
import picocli.CommandLine.MutuallyExclusiveArgsException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Says what went wrong, where, and what to do next, and gives the exit status.
final class FailureHandler {
    /// What picocli says of options that exclude each other.
    private static final Pattern OPTIONS = Pattern.compile("(?:Error: )?(.*) are mutually exclusive.*");

    private final Console console;

    FailureHandler(Console console) {
        this.console = console;
    }

    /// Runs a command line and delivers what it printed.
    int guard(Callable<Integer> command) {
        try {
            int status = command.call();
            if (status != ExitStatus.OUTPUT.code()) {
                console.out().flush();
            }
            return status;
        } catch (Exception e) {
            return handle(e);
        } catch (OutOfMemoryError e) {
            return outOfMemory().code();
        } catch (StackOverflowError e) {
            return bug(e).code();
        }
    }

    int handle(Exception failure) {
        return handle(failure, "");
    }

    /// @param index the option that names the index, as it was given ([IndexOption#given])
    int handle(Exception failure, String index) {
        return say(failure, index).code();
    }

    private ExitStatus say(Exception failure, String index) {
        return switch (failure) {
            case QueryException query -> wrongQuery(query);
            case ParameterException parameter -> wrongCommandLine(parameter);
            case IndexProblem problem -> {
                console.say(message(problem));
                console.hint(problem.hint(index));
                yield ExitStatus.INDEX;
            }
            case ResultStream.Failure closed when closed.isClosedPipe() -> ExitStatus.DONE;
            case ResultStream.Failure full -> {
                console.say("standard output cannot be written: " + message(full));
                yield ExitStatus.OUTPUT;
            }
            case IOException io -> {
                console.say(Damage.isSaidBy(io) ? "the index is damaged: " + Damage.reason(io) : message(io));
                console.hint("'patchidx check" + index + "' tells whether the index is whole");
                yield ExitStatus.INDEX;
            }
            case Exception wrapped when wrapped.getCause() instanceof IOException io -> say(io, index);
            default -> bug(failure);
        };
    }

    private ExitStatus wrongQuery(QueryException query) {
        console.say(message(query));
        String text = TerminalText.line(query.query());
        if (!query.query().isBlank()) {
            console.err().println("  " + text);
            console.err()
                    .println("  " + " ".repeat(query.start()) + "^".repeat(Math.max(1, query.end() - query.start())));
        }
        console.hint(query.hint());
        return ExitStatus.USAGE;
    }

    private ExitStatus wrongCommandLine(ParameterException parameter) {
        CommandLine command = parameter.getCommandLine();
        boolean hasCommands = !command.getSubcommands().isEmpty();
        String help = "'" + command.getCommandSpec().qualifiedName() + " --help' "
                + (hasCommands ? "lists the commands" : "says more");
        return switch (parameter) {
            case UnmatchedArgumentException unmatched -> {
                String first = unmatched.getUnmatched().getFirst();
                yield first.startsWith("-")
                        ? wrong("no option '" + first + "'", QueryWords.optionsLike(first, command) + help)
                        : hasCommands
                                ? wrong("no command '" + first + "'", commandLike(first, command) + help)
                                : wrong("'" + first + "' is one argument too many", help);
            }
            case MutuallyExclusiveArgsException several ->
                wrong(OPTIONS.matcher(message(several)).replaceFirst("only one of $1 may be given"), help);
            case ParameterException missing
            when hasCommands && command.getParseResult().originalArgs().isEmpty() ->
                wrong("a command has to follow", help);
            default -> wrong(message(parameter), help);
        };
    }

    private static String commandLike(String name, CommandLine commandLine) {
        return Spelling.nearest(name, commandLine.getSubcommands().keySet().stream())
                .map(near -> "did you mean '" + near + "'? ")
                .orElse("");
    }

    private ExitStatus wrong(String message, String hint) {
        console.say(message);
        console.hint(hint);
        return ExitStatus.USAGE;
    }

    private ExitStatus outOfMemory() {
        console.say("there is not enough memory");
        console.hint("give it more: PATCHIDX_JAVA_OPTS=-Xmx4g; an ingest goes on behind its last commit");
        return ExitStatus.MEMORY;
    }

    private ExitStatus bug(Throwable failure) {
        console.say("this is a mistake in patchidx: " + failure);
        PrintWriter trace = new PrintWriter(console.err(), true, StandardCharsets.UTF_8);
        failure.printStackTrace(trace);
        console.hint("please report it with the lines above");
        return ExitStatus.BUG;
    }

    private static String message(Exception failure) {
        String message = failure.getMessage();
        return message == null ? failure.toString() : message;
    }
}
