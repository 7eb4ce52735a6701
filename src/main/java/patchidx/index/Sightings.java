package patchidx.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Tells which copies are one mail.
///
/// A copy is *part of* another if it is the same mail as far as it goes: Message-IDs and titles are equal, or it has no
/// id and stands in a dump under a heading that fits and without a subject of its own, and has the key of the other
/// ([MatchKeys]); and its text is the beginning of the other's. Copies that are part of no longer one are mails; all
/// others are further sources of the mails that they are part of. That depends only on the set of copies, so the
/// order and the number of ingests do not matter.
final class Sightings {
    /// Of copies that say the same, the one with most headers and bytes stands for the mail.
    private static final Comparator<MailCopy> FULLEST = Comparator.comparing(
                    (MailCopy copy) -> copy.marks().isIdentified())
            .thenComparingInt(copy -> copy.comparable().length())
            .thenComparingInt(copy -> copy.raw().bytes().length)
            .thenComparing((a, b) -> Arrays.compare(a.raw().bytes(), b.raw().bytes()))
            .thenComparing(copy -> copy.raw().heading() != null)
            .thenComparing(copy -> String.valueOf(copy.raw().heading()));

    private Sightings() {}

    /// All mails among the copies, the fullest first, each as the list of its copies, the one that stands for it first.
    static List<List<MailCopy>> group(List<MailCopy> copies) {
        List<MailCopy> distinct = distinct(copies);
        distinct.sort(FULLEST.reversed());
        List<List<MailCopy>> mails = new ArrayList<>();
        // Thousands of mails may begin alike. Those with a longer text stand behind its beginning.
        NavigableMap<String, List<List<MailCopy>>> byText = new TreeMap<>();
        for (MailCopy copy : distinct) {
            boolean found = false;
            for (var longer : byText.tailMap(copy.comparable(), true).entrySet()) {
                if (!longer.getKey().startsWith(copy.comparable())) {
                    break;
                }
                for (List<MailCopy> mail : longer.getValue()) {
                    if (headersFit(copy, mail.getFirst())) {
                        mail.add(copy);
                        found = true;
                    }
                }
            }
            if (!found) {
                List<MailCopy> mail = new ArrayList<>(List.of(copy));
                mails.add(mail);
                byText.computeIfAbsent(copy.comparable(), any -> new ArrayList<>())
                        .add(mail);
            }
        }
        return mails;
    }

    private static List<MailCopy> distinct(List<MailCopy> copies) {
        Map<MailCopy.Content, MailCopy> distinct = new LinkedHashMap<>();
        for (MailCopy copy : copies) {
            MailCopy known = distinct.putIfAbsent(copy.content(), copy);
            if (known != null) {
                known.sources().addAll(copy.sources());
                known.takeOver(copy);
            }
        }
        return new ArrayList<>(distinct.values());
    }

    /// Whether a copy is part of another, as far as that is not a matter of the text.
    private static boolean headersFit(MailCopy part, MailCopy whole) {
        return part.marks().isIdentified() ? sameMail(part, whole) : headingFits(part, whole);
    }

    private static boolean sameId(MailCopy a, MailCopy b) {
        return a.id().equals(b.id());
    }

    /// The same Message-ID and title. Lists add prefixes to subjects, and the heading of a dump may be cut, or all that
    /// there is.
    private static boolean sameMail(MailCopy part, MailCopy whole) {
        String title = part.marks().title();
        String wholeTitle = whole.marks().title();
        boolean isHeading = part.raw().heading() != null && wholeTitle.startsWith(title);
        return sameId(part, whole) && (title.equals(wholeTitle) || isHeading || sameBytes(part, whole));
    }

    private static boolean sameBytes(MailCopy a, MailCopy b) {
        return Arrays.equals(a.raw().bytes(), b.raw().bytes());
    }

    private static boolean headingFits(MailCopy part, MailCopy whole) {
        if (!whole.marks().isIdentified()
                || part.raw().heading() == null
                || part.marks().hasSubject()) {
            return sameId(part, whole);
        }
        String cut = part.marks().subject();
        String subject = whole.marks().subject();
        boolean subjectFits = part.comparable().isEmpty() ? subject.equals(cut) : subject.startsWith(cut);
        // Others do not find each other unless some third copy brings them together.
        boolean haveOneKey = part.marks().key().equals(whole.marks().key());
        return subjectFits && !cut.isEmpty() && sameSender(part, whole) && haveOneKey;
    }

    /// The heading of a dump may have lost the address, which stands in the folded part of a long header.
    private static boolean sameSender(MailCopy part, MailCopy whole) {
        return part.marks().sender().isEmpty()
                || part.marks().sender().equals(whole.marks().sender());
    }
}
