package patchidx.patch;

/// A line such as `Reviewed-by: Ada <ada@example.org>` in a commit message.
///
/// @param name as written, without the colon
/// @param value what follows, folded lines joined by a blank
public record Trailer(String name, String value) {

    public boolean is(String other) {
        return name.equalsIgnoreCase(other);
    }
}
