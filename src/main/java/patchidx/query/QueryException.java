package patchidx.query;

/// A query that means nothing. Says where it goes wrong and how to put it right.
public final class QueryException extends Exception {
    private static final long serialVersionUID = 1;

    private final String query;
    private final int start;
    private final int end;
    private final String hint;

    /// @param message what is wrong, without a full stop
    /// @param query the whole query
    /// @param start where the wrong part begins in it
    /// @param end where it ends
    /// @param hint what to do instead
    public QueryException(String message, String query, int start, int end, String hint) {
        super(message);
        this.query = query;
        this.start = start;
        this.end = end;
        this.hint = hint;
    }

    public String query() {
        return query;
    }

    public int start() {
        return start;
    }

    public int end() {
        return end;
    }

    public String hint() {
        return hint;
    }
}
