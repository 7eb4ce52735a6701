package patchidx.index;

import java.util.Locale;
import patchidx.patch.PatchMail;

/// A term by which copies that may be one mail find each other although one has no Message-ID. Two copies of which only
/// one has an id are one mail only if they have it in common ([Sightings]).
final class MatchKeys {
    /// Headings of dumps are cut where the Subject header was folded, which is behind this many characters.
    private static final int SUBJECT_START = 16;

    private MatchKeys() {}

    /// Made from the start of the subject and the first line of the text, which a dump entry and the whole mail share.
    ///
    /// @param firstLine of the lines that tell mails apart ([MailCopy#comparable])
    static String of(PatchMail patch, String firstLine) {
        String subject = patch.subject().text().toLowerCase(Locale.ROOT);
        String start = subject.substring(0, Math.min(SUBJECT_START, subject.length()));
        return Long.toString(fnv(start + "\n" + firstLine), Character.MAX_RADIX);
    }

    /// A hash of 64 bits: FNV-1a.
    static long fnv(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }
}
