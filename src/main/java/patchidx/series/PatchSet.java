package patchidx.series;

import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import patchidx.patch.PatchMail;

/// The mails of one version of a series, with all that they say.
///
/// @param version as the subjects name it, 1 where they name none
/// @param total how many patches it has in all, as it says itself
/// @param cover null if it has none, or it is not at hand
/// @param patches by number, from 1; a single patch without n/m is number 1
public record PatchSet(int version, int total, @Nullable PatchMail cover, NavigableMap<Integer, PatchMail> patches) {
    public PatchSet {
        patches = Collections.unmodifiableNavigableMap(new TreeMap<>(patches));
    }

    /// What people call it: the title of the cover letter, or else of the first patch at hand.
    public String title() {
        if (cover != null) {
            return cover.subject().title();
        }
        return patches.isEmpty()
                ? ""
                : patches.firstEntry().getValue().subject().title();
    }

    public boolean has(String id) {
        return (cover != null && cover.id().equals(id))
                || patches.values().stream().anyMatch(patch -> patch.id().equals(id));
    }

    /// The commit that it applies to, as the cover letter or a patch states it; null if none does.
    public @Nullable String base() {
        String base = cover == null ? null : cover.baseCommit();
        for (PatchMail patch : patches.values()) {
            base = base == null ? patch.baseCommit() : base;
        }
        return base;
    }
}
