package patchidx.series;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import patchidx.patch.PatchMail;

/// What a patch or cover letter says has changed since earlier versions. Later versions repeat it.
final class Changelog {
    /// `v2:`, `v1 -> v2:`, `Changes in v2:`, `Changes since v1:`, which all tell of version 2; what follows may stand
    /// behind it.
    private static final Pattern HEADING = Pattern.compile(
            "(?i)\\s*(?:[-*]\\s*)?(?:(?:changes?|changelog|differences?|updates?)\\s+(?<preposition>in|since|from|for|of)?\\s*)?(?:\\[?patch\\s+)?"
                + "v(?<version>\\d{1,3})\\b(?:\\s*(?:->|→|to)\\s*v(?<next>\\d{1,3}))?\\s*[:\\])-]?\\s*(?<words>.*)");

    /// Links, and rows of a diffstat.
    private static final Pattern NO_ENTRY = Pattern.compile("://| \\| +\\d|^ (?:create|delete) mode |files? changed");

    private static final int SHORTEST_ENTRY = 20;
    private static final int MOST_ENTRIES = 60;

    private Changelog() {}

    /// Checksums of the lines of the changes of each version.
    static List<String> in(PatchMail patch) {
        Set<String> entries = new LinkedHashSet<>();
        String version = "";
        for (String line : patch.text().aboveDiff()) {
            Matcher heading = HEADING.matcher(line);
            String words = line;
            if (line.startsWith(">")) {
                continue;
            }
            if (heading.matches()) {
                version = "v" + version(heading);
                words = heading.group("words");
            }
            if (!version.isEmpty()
                    && entries.size() < MOST_ENTRIES
                    && !NO_ENTRY.matcher(words).find()) {
                String entry = Likeness.normalised(words);
                if (entry.length() >= SHORTEST_ENTRY) {
                    entries.add(Integer.toString((version + " " + entry).hashCode(), Character.MAX_RADIX));
                }
            }
        }
        return List.copyOf(entries);
    }

    /// Which version a heading tells of: authors change from one way to say it to another.
    private static int version(Matcher heading) {
        String next = heading.group("next");
        String preposition = heading.group("preposition");
        int version = Integer.parseInt(next == null ? heading.group("version") : next);
        boolean isBefore = next == null
                && preposition != null
                && (preposition.equalsIgnoreCase("since") || preposition.equalsIgnoreCase("from"));
        return isBefore ? version + 1 : version;
    }
}
