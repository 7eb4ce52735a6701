package patchidx.series;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import patchidx.mail.Mail;
import patchidx.patch.PatchMail;

/// Which patches make a version of a series, in order.
///
/// Of a long series people sometimes send only those patches again that changed, as answers to the old ones. What such
/// a version leaves out comes from the version before it.
///
/// @param set the version
/// @param parts the patches that there are
/// @param missing numbers of those that there are not
public record AmPlan(PatchSet set, List<Part> parts, List<Integer> missing) {
    /// A mistyped total of 99999 is no reason to name as many patches.
    private static final int MOST_MISSING = 1000;

    public AmPlan {
        parts = List.copyOf(parts);
        missing = List.copyOf(missing);
    }

    /// A patch.
    ///
    /// @param from the version it was sent with, which may be an earlier one
    public record Part(int number, PatchMail patch, PatchSet from) {}

    /// Takes the patches of a version, and what it leaves out from the versions before it.
    ///
    /// @param versions all that there are, oldest first
    /// @param wanted one of them
    public static AmPlan of(List<PatchSet> versions, PatchSet wanted) {
        List<PatchSet> sources = new ArrayList<>(List.of(wanted));
        for (PatchSet older : versions.subList(0, versions.indexOf(wanted)).reversed()) {
            if (isPartOf(sources.getLast(), older)) {
                sources.add(older);
            }
        }
        List<Part> parts = new ArrayList<>();
        List<Integer> missing = new ArrayList<>();
        for (int number = 1; number <= wanted.total(); number++) {
            Part part = part(number, sources);
            if (part != null) {
                parts.add(part);
            } else if (missing.size() < MOST_MISSING) {
                missing.add(number);
            }
        }
        return new AmPlan(wanted, parts, missing);
    }

    private static @Nullable Part part(int number, List<PatchSet> sources) {
        for (PatchSet source : sources) {
            PatchMail patch = source.patches().get(number);
            if (patch != null) {
                return new Part(number, patch, source);
            }
        }
        return null;
    }

    /// Whether a version renews only some patches of another: it has no cover letter and answers mails of the other.
    private static boolean isPartOf(PatchSet newer, PatchSet older) {
        return newer.cover() == null
                && newer.total() == older.total()
                && newer.patches().values().stream()
                        .flatMap(patch -> answered(patch.mail()))
                        .anyMatch(older::has);
    }

    private static Stream<String> answered(Mail mail) {
        return Stream.concat(Stream.ofNullable(mail.inReplyTo()), mail.references().stream());
    }

    /// The parts that were sent with an earlier version.
    public List<Part> fillers() {
        return parts.stream().filter(part -> !part.from().equals(set)).toList();
    }
}
