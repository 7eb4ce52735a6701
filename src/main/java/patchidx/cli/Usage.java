package patchidx.cli;

/// A command line that cannot be carried out.
final class Usage extends Exception {
    private static final long serialVersionUID = 1;

    Usage(String message) {
        super(message);
    }

    static void check(boolean condition, String message) throws Usage {
        if (!condition) {
            throw new Usage(message);
        }
    }
}
