package patchidx.index;

import org.jspecify.annotations.Nullable;
import patchidx.source.ArchiveFormat;
import patchidx.source.ArchivePaths;
import patchidx.source.Location;
import patchidx.source.Problem;

/// Something an ingest has to tell: what became of a file or a mail, or what was odd.
public sealed interface IngestEvent {

    /// What became of a file, or of a git repository.
    ///
    /// @param path absolute path, or [ArchivePaths#STANDARD_INPUT]
    /// @param fate its fate
    record FileFate(String path, Fate fate) implements IngestEvent {}

    /// What became of a file in an archive. An archive that is read may have members that were not.
    ///
    /// @param path of the archive, a slash and the name of the member there
    /// @param fate its fate, which is never that it is unchanged, gone, moved or stopped
    record MemberFate(String path, Fate fate) implements IngestEvent {}

    /// What became of a mail.
    ///
    /// @param where the place it was met at
    /// @param what its fate
    /// @param id of the mail in the index that it is, or is a further source of; null if it is not there
    record MailFate(Location where, What what, @Nullable String id) implements IngestEvent {}

    /// Something odd.
    record Oddity(Problem problem) implements IngestEvent {}

    /// The fates of mails: one line each.
    enum What {
        ADDED("added", "was not known"),
        BESIDE("beside", "was not known, and is kept beside a mail with the same Message-ID and other content"),
        MERGED("merged", "a known mail, met at a further place"),
        KNOWN("known", "known from this very place"),
        BROKEN("broken", "patchidx could not read it, which is a mistake of ours");

        private final String label;
        private final String help;

        What(String label, String help) {
            this.label = label;
            this.help = help;
        }

        public String label() {
            return label;
        }

        public String help() {
            return help;
        }
    }

    /// The fates of files.
    sealed interface Fate {
        /// Read to the end.
        ///
        /// @param format of the file itself: what is packed in it may have others
        /// @param mails how many mails lie in it; of a public-inbox, how many are new
        record Read(ArchiveFormat format, long mails) implements Fate {}

        /// Read by an earlier ingest, and the same size and time since, or the same newest commit.
        record Unchanged() implements Fate {}

        record Empty() implements Fate {}

        /// Left alone: it holds no mail.
        ///
        /// @param reason what it is instead, for a person to read
        record NotMail(String reason) implements Fate {}

        /// Read by an earlier ingest, and no longer there. Its mails stay.
        record Gone() implements Fate {}

        /// Read by an earlier ingest, and since then given another name in its Maildir.
        ///
        /// @param path of the file today, which has a fate of its own
        record Moved(String path) implements Fate {}

        /// Could not be read to its end; what was read before that is in the index.
        ///
        /// @param reason why, for a person to read
        /// @param mails how many mails were read before that
        record Unreadable(String reason, long mails) implements Fate {}

        /// Somebody stopped the ingest before its end; what was read of it is in the index.
        record Stopped() implements Fate {}

        /// What the fate is called in reports.
        default String label() {
            return switch (this) {
                case Read read -> "read";
                case Unchanged unchanged -> "unchanged";
                case Empty empty -> "empty";
                case NotMail notMail -> "not mail";
                case Gone gone -> "gone";
                case Moved moved -> "moved";
                case Unreadable unreadable -> "unreadable";
                case Stopped stopped -> "stopped";
            };
        }
    }
}
