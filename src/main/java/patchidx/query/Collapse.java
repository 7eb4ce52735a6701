package patchidx.query;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What only the best hit is given of: one line a choice.
public enum Collapse {
    NOTHING(""),
    THREAD("thread"),
    SERIES("series");

    private final String label;

    Collapse(String label) {
        this.label = label;
    }

    /// The choice of that name; empty if there is none.
    public static Optional<Collapse> named(String name) {
        return Stream.of(THREAD, SERIES)
                .filter(choice -> choice.label.equals(name))
                .findFirst();
    }

    public static List<String> names() {
        return List.of(THREAD.label, SERIES.label);
    }
}
