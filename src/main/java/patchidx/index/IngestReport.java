package patchidx.index;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import patchidx.source.ArchiveFormat;
import patchidx.source.Problem;

/// What became of everything that an ingest met.
///
/// @param files one a file, in the order they were read
/// @param added mails that were not known before
/// @param merged mails that turned out to be known ones, met at a further place
/// @param known mails that were known from the same place
/// @param forgotten mails that left the index, since what they were read from holds them no longer
/// @param problems what was odd, in the order of the files
/// @param seconds how long it took
public record IngestReport(
        List<FileFate> files,
        long added,
        long merged,
        long known,
        long forgotten,
        List<Problem> problems,
        double seconds) {

    public IngestReport {
        files = List.copyOf(files);
        problems = List.copyOf(problems);
    }

    /// What became of a file.
    ///
    /// @param path absolute path
    /// @param fate its fate
    public record FileFate(String path, Fate fate) {}

    public sealed interface Fate {
        /// Read to the end.
        ///
        /// @param mails how many mails lie in it
        record Read(ArchiveFormat format, long mails) implements Fate {}

        /// Read by an earlier ingest, and the same size and time since.
        record Unchanged() implements Fate {}

        record Empty() implements Fate {}

        /// Left alone: it holds no mail.
        record NotMail() implements Fate {}

        /// Could not be read to its end; what was read before that is in the index.
        record Unreadable(String reason) implements Fate {}

        /// What the fate is called in reports.
        default String label() {
            return switch (this) {
                case Read read -> "read";
                case Unchanged unchanged -> "unchanged";
                case Empty empty -> "empty";
                case NotMail notMail -> "not mail";
                case Unreadable unreadable -> "unreadable";
            };
        }
    }

    /// How many mails were met.
    public long mails() {
        return added + merged + known;
    }

    /// How many files had which fate, by its label.
    public Map<String, Long> fates() {
        Map<String, Long> fates = new TreeMap<>();
        files.forEach(file -> fates.merge(file.fate().label(), 1L, Long::sum));
        return fates;
    }
}
