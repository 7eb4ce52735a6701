package patchidx.series;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /// The patches of earlier versions that are the same as one, as `git patch-id` tells, with their versions.
    public Map<MailSummary, Series> sameBefore(Series version, MailSummary patch) {
        Map<MailSummary, Series> same = new LinkedHashMap<>();
        String patchId = patch.patchId();
        if (patchId != null) {
            for (Series earlier : versions.subList(0, Math.max(versions.indexOf(version), 0))) {
                earlier.patches().values().stream()
                        .filter(other -> patchId.equals(other.patchId()))
                        .forEach(other -> same.put(other, earlier));
            }
        }
        return same;
    }

    /// The version that took the place of one; empty for the latest.
    public Optional<Series> successor(Series version) {
        int next = versions.indexOf(version) + 1;
        return next < versions.size() ? Optional.of(versions.get(next)) : Optional.empty();
    }
}
