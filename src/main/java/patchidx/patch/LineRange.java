package patchidx.patch;

/// Lines of a file that a hunk covers.
///
/// @param start number of the first line, from 1; 0 if the range is empty
/// @param count how many lines
public record LineRange(int start, int count) {}
