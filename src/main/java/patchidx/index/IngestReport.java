package patchidx.index;

import java.util.List;
import java.util.Map;
import patchidx.index.IngestEvent.FileFate;
import patchidx.index.IngestEvent.MemberFate;
import patchidx.index.IngestEvent.What;
import patchidx.source.Problem;

/// What became of everything that an ingest met, kept in memory: for small archives.
///
/// @param files one a file, in the order they were read
/// @param members one a file of an archive, in the order they were read
/// @param problems what was odd, in the order of the files
/// @param totals how much there was of what
public record IngestReport(
        List<FileFate> files, List<MemberFate> members, List<Problem> problems, IngestTotals totals) {

    public IngestReport {
        files = List.copyOf(files);
        members = List.copyOf(members);
        problems = List.copyOf(problems);
    }

    /// Mails that were not known before.
    public long added() {
        return totals.added();
    }

    /// Mails that turned out to be known ones, met at a further place.
    public long merged() {
        return totals.mails(What.MERGED);
    }

    /// Mails that were known from the same place.
    public long known() {
        return totals.mails(What.KNOWN);
    }

    /// Mails that left the index, since what they were read from holds them no longer.
    public long forgotten() {
        return totals.forgotten();
    }

    /// How many mails were met.
    public long mails() {
        return totals.allMails();
    }

    /// How many files had which fate, by its label.
    public Map<String, Long> fates() {
        return totals.files();
    }
}
