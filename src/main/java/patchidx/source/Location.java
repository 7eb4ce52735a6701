package patchidx.source;

/// A stretch of bytes in a file.
///
/// @param path absolute path of the file
/// @param offset where the stretch begins, in bytes from the start of the file
/// @param length how many bytes
public record Location(String path, long offset, long length) implements Comparable<Location> {

    @Override
    public int compareTo(Location other) {
        int byPath = path.compareTo(other.path);
        if (byPath != 0) {
            return byPath;
        }
        int byOffset = Long.compare(offset, other.offset);
        return byOffset != 0 ? byOffset : Long.compare(length, other.length);
    }

    @Override
    public String toString() {
        return length == 0 && offset == 0 ? path : path + ":" + offset;
    }
}
