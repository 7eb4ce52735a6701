package patchidx.index;

/// The index cannot be used: it is missing, damaged, locked, or was built from another table.
public final class IndexProblem extends Exception {
    private static final long serialVersionUID = 1;

    private final String hint;

    /// @param message what is wrong, one sentence without a full stop
    /// @param hint what to do next
    public IndexProblem(String message, String hint) {
        super(message);
        this.hint = hint;
    }

    public String hint() {
        return hint;
    }
}
