package patchidx.series;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import patchidx.patch.FileDiff;
import patchidx.patch.Hunk;
import patchidx.patch.PatchMail;

/// The lines of a patch with their places in the files, to find the lines again that a reply quotes.
///
/// Mailers change white space in quotes, so lines are compared without it. Quotes keep the order of the patch: a quoted
/// line is first looked for behind the one before. Where lines were cut out between, the place is taken where most of
/// the following lines stand too; if several are as good, none is.
final class PatchLines {
    /// The place of a line.
    ///
    /// @param file path; null in the commit message
    /// @param line number in the file with the patch; null outside of hunks, and if the patch removes it
    /// @param oldLine number in the file without the patch; null outside of hunks, and if the patch adds it
    /// @param hunk which hunk of the patch it is in, its header too; -1 outside
    record Place(
            @Nullable String file,
            @Nullable Integer line,
            @Nullable Integer oldLine,
            int hunk) {
        static final Place NONE = new Place(null, null, null, -1);
    }

    /// So many signs must agree where a quote goes on behind a gap: a brace alone is everywhere.
    private static final int LEAST_SIGNS = 8;

    /// A wrapped line is told by its beginning if that is so long.
    private static final int LONG_BEGINNING = 16;

    private static final int LONGEST_RUN = 40;

    /// No-break spaces too, which some mailers make of indentation.
    private static final Pattern WHITE_SPACE = Pattern.compile("[\\s\\h]+");

    private final List<String> keys = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();
    private final Map<String, List<Integer>> byKey = new HashMap<>();

    PatchLines(PatchMail patch) {
        patch.text().aboveDiff().forEach(line -> add(line, Place.NONE));
        int hunks = 0;
        for (FileDiff file : patch.diff().files()) {
            String path = file.change().path();
            String oldPath =
                    file.change().oldPath() == null ? path : file.change().oldPath();
            Place header = new Place(path, null, null, -1);
            add("diff --git a/" + oldPath + " b/" + path, header);
            add("--- a/" + oldPath, header);
            add("+++ b/" + path, header);
            for (Hunk hunk : file.hunks()) {
                add(hunk, path, hunks++);
            }
        }
        for (int i = 0; i < keys.size(); i++) {
            byKey.computeIfAbsent(keys.get(i), key -> new ArrayList<>()).add(i);
        }
    }

    private void add(Hunk hunk, String path, int number) {
        add(hunk.header() + hunk.function(), new Place(path, null, null, number));
        int before = hunk.before().start();
        int after = hunk.after().start();
        for (String line : hunk.lines()) {
            switch (line.charAt(0)) {
                case '-' -> add(line, new Place(path, null, before++, number));
                case '+' -> add(line, new Place(path, after++, null, number));
                default -> add(line, new Place(path, after++, before++, number));
            }
        }
    }

    private void add(String line, Place place) {
        keys.add(key(line));
        places.add(place);
    }

    private static String key(String line) {
        return WHITE_SPACE.matcher(line).replaceAll("");
    }

    /// The places of quoted lines, in their order; null for a line that is not of the patch, or could be any of
    /// several.
    List<@Nullable Place> find(List<String> quoted) {
        List<String> wanted = quoted.stream().map(PatchLines::key).toList();
        List<@Nullable Place> found = new ArrayList<>();
        int next = 0;
        while (found.size() < wanted.size()) {
            int at = found.size();
            String key = wanted.get(at);
            int place = isAt(next, key) ? next : key.isEmpty() ? -1 : resume(wanted, at, next);
            if (place < 0) {
                found.add(null);
                continue;
            }
            found.add(places.get(place));
            next = place + 1;
            String rest = keys.get(place).substring(key.length());
            if (!rest.isEmpty() && at + 1 < wanted.size() && wanted.get(at + 1).equals(rest)) {
                found.add(places.get(place)); // a mailer wrapped the line
            }
        }
        return found;
    }

    private boolean isAt(int place, String key) {
        return place < keys.size()
                && (keys.get(place).equals(key)
                        || (key.length() >= LONG_BEGINNING && keys.get(place).startsWith(key)));
    }

    /// Where a quote goes on behind a gap; -1 if that cannot be told.
    private int resume(List<String> wanted, int at, int next) {
        List<Integer> exact = byKey.get(wanted.get(at));
        List<Integer> candidates = exact == null ? beginningWith(wanted.get(at)) : exact;
        int behind = best(candidates.stream().filter(place -> place >= next).toList(), wanted, at);
        return behind >= 0
                ? behind
                : best(candidates.stream().filter(place -> place < next).toList(), wanted, at);
    }

    private List<Integer> beginningWith(String key) {
        return IntStream.range(0, keys.size())
                .filter(place -> isAt(place, key))
                .boxed()
                .toList();
    }

    private int best(List<Integer> candidates, List<String> wanted, int at) {
        int best = -1;
        int most = LEAST_SIGNS - 1;
        for (int place : candidates) {
            int signs = agreement(place, wanted, at);
            if (signs == most) {
                best = -1;
            } else if (signs > most) {
                best = place;
                most = signs;
            }
        }
        return best;
    }

    /// How many signs agree from a place on, where the first line is known to agree.
    private int agreement(int place, List<String> wanted, int at) {
        int signs = wanted.get(at).length();
        int most = Math.min(LONGEST_RUN, Math.min(wanted.size() - at, keys.size() - place));
        for (int i = 1; i < most && keys.get(place + i).equals(wanted.get(at + i)); i++) {
            signs += wanted.get(at + i).length();
        }
        return signs;
    }
}
