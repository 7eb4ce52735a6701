package patchidx.cli;

/// The exit statuses: one line each.
public enum ExitStatus {
    DONE(0, "done"),
    NOTHING(1, "nothing found; of am, some patches are missing, too"),
    USAGE(2, "the command line or the query is wrong"),
    INPUT(3, "some input, or some of the index that is made anew, could not be read; everything else was"),
    INDEX(4, "the index cannot be used: missing, damaged, locked, or not writable"),
    MEMORY(5, "there is not enough memory"),
    OUTPUT(6, "standard output could not be written, e.g. where the disk is full"),
    BUG(70, "a mistake in patchidx"),
    INTERRUPTED(130, "stopped by Ctrl-C (SIGINT); an ingest has committed what was read"),
    TERMINATED(143, "stopped by SIGTERM; the same");

    private final int code;
    private final String help;

    ExitStatus(int code, String help) {
        this.code = code;
        this.help = help;
    }

    public int code() {
        return code;
    }

    public String help() {
        return help;
    }
}
