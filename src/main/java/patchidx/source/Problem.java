package patchidx.source;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Something odd about a stretch of input, noted beside the value that was read from it.
///
/// @param kind what is odd
/// @param where the bytes concerned
/// @param detail what exactly was met, for a person to read
public record Problem(Kind kind, Location where, String detail) {

    /// What can be odd about input: one line a case.
    public enum Kind {
        UNREADABLE("unreadable", Effect.LOST, "the file could not be read, or not to its end"),
        TOO_LARGE("too-large", Effect.LOST, "a mail, or something that unpacks to more, than any that was ever sent"),
        BROKEN_MAIL("broken-mail", Effect.LOST, "a mail that patchidx could not read, which is a mistake of ours"),
        STRAY_TEXT("stray-text", Effect.LOST, "text of a dump or mbox that belongs to no mail"),
        EMPTY_ENTRY("empty-entry", Effect.NOTED, "an entry of a dump, or a mail of an mbox, with nothing in it"),
        OPEN_FENCE("open-fence", Effect.NOTED, "the dump ends before the fence of its last entry is closed"),
        HEADING_ONLY("heading-only", Effect.NOTED, "an entry of a dump that has a heading but no text"),
        LONG_MAIL("long-mail", Effect.PARTLY, "a mail of many megabytes: kept whole, but only its start is searched"),
        CUT_HEADERS("cut-headers", Effect.NOTED, "the header block begins in the middle; the heading fills in"),
        BAD_ENCODING("bad-encoding", Effect.PARTLY, "a transfer encoding or MIME structure that is broken or unknown"),
        BAD_CHARSET(
                "bad-charset",
                Effect.PARTLY,
                "bytes that are not in the charset the mail names, or an unknown charset"),
        BAD_DATE("bad-date", Effect.PARTLY, "a Date header that cannot be read as a date"),
        BAD_ADDRESS("bad-address", Effect.PARTLY, "a From header without an address"),
        HUNK_SHORT("hunk-short", Effect.PARTLY, "a hunk with fewer lines than its header says"),
        HUNK_DAMAGED("hunk-damaged", Effect.PARTLY, "a hunk whose lines a mailer broke or stripped; they are mended"),
        DIFFSTAT_DIFFERS("diffstat-differs", Effect.NOTED, "a diffstat that contradicts its diff"),
        SAME_ID("same-id", Effect.NOTED, "another mail with other content has the same Message-ID");

        private final String label;
        private final Effect effect;
        private final String help;

        Kind(String label, Effect effect, String help) {
            this.label = label;
            this.effect = effect;
            this.help = help;
        }

        public String label() {
            return label;
        }

        /// The kind with a label; an index may have it from another version, so one that is unknown is [#UNREADABLE].
        public static Kind labelled(@Nullable String label) {
            return Stream.of(values())
                    .filter(kind -> kind.label.equals(label))
                    .findFirst()
                    .orElse(UNREADABLE);
        }

        public Effect effect() {
            return effect;
        }

        public String help() {
            return help;
        }
    }

    /// What a problem means for the mail it concerns.
    public enum Effect {
        /// Everything is there; it only looks different from what one expects.
        NOTED,
        /// The mail is indexed, but a part of it could not be understood.
        PARTLY,
        /// These bytes are not in the index.
        LOST
    }
}
