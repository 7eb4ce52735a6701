package patchidx.index;

/// The index cannot be used: it is missing, damaged, locked, or was built from another table.
public final class IndexProblem extends Exception {
    private static final long serialVersionUID = 1;

    /// Stands in a hint behind the name of a command, for the option that names the index.
    static final String INDEX = "{index}";

    private final String hint;

    /// @param message what is wrong, one sentence without a full stop
    /// @param hint what to do next, with [#INDEX] where it names a command
    public IndexProblem(String message, String hint) {
        super(message);
        this.hint = hint;
    }

    /// What to do next.
    ///
    /// @param option how the user named the index, with a blank before; empty if it is the default one
    public String hint(String option) {
        return hint.replace(INDEX, option);
    }
}
