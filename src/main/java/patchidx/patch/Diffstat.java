package patchidx.patch;

/// The totals below a diffstat: `7 files changed, 268 insertions(+), 14 deletions(-)`.
///
/// @param files how many files
/// @param insertions how many lines were added; 0 if the mail leaves the part out
/// @param deletions how many lines were removed; 0 if the mail leaves the part out
public record Diffstat(int files, int insertions, int deletions) {

    @Override
    public String toString() {
        return files + (files == 1 ? " file, +" : " files, +") + insertions + " -" + deletions;
    }
}
