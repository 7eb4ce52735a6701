package patchidx.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import patchidx.index.IndexProblem;
import patchidx.render.Sink;
import patchidx.render.TerminalText;

/// Everything outside that a command may touch: its streams, the environment and the clock.
///
/// @param in standard input
/// @param out takes results
/// @param err takes everything else
/// @param environment variables of the environment
/// @param clock what `yesterday` counts from
public record Console(InputStream in, OutputStream out, PrintStream err, Map<String, String> environment, Clock clock) {
    private static final int DEFAULT_COLUMNS = 80;
    private static final int UNLIMITED = Integer.MAX_VALUE / 2;

    public Console {
        out = new ResultStream(out);
        environment = Map.copyOf(environment);
    }

    /// Where answers go. The launcher says whether that is a terminal, because Java cannot tell.
    Sink sink() {
        boolean isTerminal = !variable("PATCHIDX_TERMINAL").isEmpty();
        boolean colour = isTerminal
                && variable("NO_COLOR").isEmpty()
                && !variable("TERM").equals("dumb");
        return new Sink(out, isTerminal, isTerminal ? columns() : UNLIMITED, colour);
    }

    /// Says something that is no result: how far a command is, what is missing.
    void say(String line) {
        err.println("patchidx: " + TerminalText.line(line));
    }

    /// Says what to do, below what was said.
    void hint(String line) {
        err.println("  hint: " + TerminalText.line(line));
    }

    /// Says why there is no result.
    ///
    /// @return the exit status
    int nothing(String why) {
        say(why);
        return ExitStatus.NOTHING.code();
    }

    private int columns() {
        return columns(variable("PATCHIDX_TERMINAL"));
    }

    /// Width of the terminal that standard error is; 0 if it is none, or one that cannot draw a line anew.
    int errorColumns() {
        String columns = variable("PATCHIDX_ERROR_TERMINAL");
        return columns.isEmpty() || variable("TERM").equals("dumb") ? 0 : columns(columns);
    }

    private static int columns(String columns) {
        return columns.matches("\\d{2,4}") ? Integer.parseInt(columns) : DEFAULT_COLUMNS;
    }

    /// Where the index lies if nobody says: `$PATCHIDX_INDEX`, or the user's data folder (XDG Base Directory
    /// Specification).
    ///
    /// @throws IndexProblem if the environment says nothing of any of them
    Path defaultIndex() throws IndexProblem {
        if (!variable("PATCHIDX_INDEX").isEmpty()) {
            return Path.of(variable("PATCHIDX_INDEX"));
        }
        Path data = Path.of(variable("XDG_DATA_HOME"));
        // A relative path there is to be ignored.
        if (data.isAbsolute()) {
            return data.resolve("patchidx");
        }
        if (variable("HOME").isEmpty()) {
            throw new IndexProblem("neither PATCHIDX_INDEX nor HOME says where the index lies", "name it: --index DIR");
        }
        return Path.of(variable("HOME"), ".local", "share", "patchidx");
    }

    private String variable(String name) {
        return environment.getOrDefault(name, "");
    }
}
