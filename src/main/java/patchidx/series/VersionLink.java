package patchidx.series;

import java.util.Set;

/// Two series taken for versions of one work.
///
/// @param older the earlier one
/// @param newer the later one
/// @param score how sure that is, from 0 to 1
/// @param reasons why
public record VersionLink(Series older, Series newer, double score, Set<Reason> reasons) {
    public VersionLink {
        reasons = Set.copyOf(reasons);
    }
}
