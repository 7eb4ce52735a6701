package patchidx.render;

/// Numbers of things, as people write them.
public final class Counted {
    private Counted() {}

    /// `1 mail`, `2 mails`.
    ///
    /// @param noun for one of them, which takes an `s` for several
    public static String of(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
