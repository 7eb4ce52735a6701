package patchidx.series;

import java.util.List;
import java.util.Optional;

/// A work: all versions of a series.
///
/// @param versions oldest first; never empty
/// @param links between versions, the surest first
public record Work(List<Series> versions, List<VersionLink> links) {
    public Work {
        versions = List.copyOf(versions);
        links = List.copyOf(links);
    }

    public Series latest() {
        return versions.getLast();
    }

    /// The version that took the place of one; empty for the latest.
    public Optional<Series> successor(Series version) {
        int next = versions.indexOf(version) + 1;
        return next < versions.size() ? Optional.of(versions.get(next)) : Optional.empty();
    }
}
