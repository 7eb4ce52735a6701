package patchidx.patch;

/// The name of a file from its `---` and `+++` lines.
///
/// @param path path of the file, without the prefixes that tell the two sides apart
/// @param oldIsNone whether the file did not exist before
/// @param newIsNone whether it does not exist afterwards
record PlainNames(String path, boolean oldIsNone, boolean newIsNone) {
    private static final String NONE = "/dev/null";

    static PlainNames of(String before, String after) {
        String old = FileName.ofLine(before);
        String now = FileName.ofLine(after);
        if (now.equals(NONE)) {
            return new PlainNames(FileName.withoutPrefix(old), false, true);
        }
        if (old.equals(NONE)) {
            return new PlainNames(FileName.withoutPrefix(now), true, false);
        }
        return new PlainNames(FileName.common(old, now), false, false);
    }
}
