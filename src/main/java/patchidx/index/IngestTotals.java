package patchidx.index;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import patchidx.index.IngestEvent.What;
import patchidx.source.Problem;

/// How much an ingest met, by its fate.
///
/// @param files how many files had which fate, by its label
/// @param members how many files of archives had which fate, by its label
/// @param mails how many mails had which fate; all fates are there
/// @param problems how many problems of which kind there were, each as often as it was met
/// @param forgotten mails that left the index, since what they were read from holds them no longer
/// @param lost whether something was met that is not in the index
/// @param stopped whether somebody stopped the ingest before its end
/// @param seconds how long it took
public record IngestTotals(
        SortedMap<String, Long> files,
        SortedMap<String, Long> members,
        SortedMap<What, Long> mails,
        SortedMap<Problem.Kind, Long> problems,
        long forgotten,
        boolean lost,
        boolean stopped,
        double seconds) {

    public IngestTotals {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
        SortedMap<What, Long> all = new TreeMap<>(mails);
        for (What what : What.values()) {
            all.putIfAbsent(what, 0L);
        }
        mails = Collections.unmodifiableSortedMap(all);
        problems = Collections.unmodifiableSortedMap(new TreeMap<>(problems));
    }

    public long mails(What what) {
        return mails.getOrDefault(what, 0L);
    }

    /// Mails that were not known before.
    public long added() {
        return mails(What.ADDED) + mails(What.BESIDE);
    }

    /// How many mails were met.
    public long allMails() {
        return sum(mails);
    }

    /// How many problems were met.
    public long allProblems() {
        return sum(problems);
    }

    /// How many files were met.
    public long allFiles() {
        return sum(files);
    }

    /// How many files of archives were met.
    public long allMembers() {
        return sum(members);
    }

    private static long sum(Map<?, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
