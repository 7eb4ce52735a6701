package patchidx.patch;

/// A line such as `Reviewed-by: Ada <ada@example.org>` in a commit message.
///
/// @param name as written, without the colon
/// @param value what follows, folded lines joined by a blank
public record Trailer(String name, String value) {

    public boolean is(String other) {
        return name.equalsIgnoreCase(other);
    }

    /// Whether a message that has the one needs the other no more.
    public boolean saysTheSameAs(Trailer other) {
        return is(other.name) && value.equalsIgnoreCase(other.value);
    }
}
