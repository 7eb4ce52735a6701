package patchidx.series;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import patchidx.patch.PatchMail;

/// What a patch or cover letter says has changed since earlier versions. Later versions repeat it.
final class Changelog {
    /// `v2:`, `v1 -> v2:`, `Changes in v2:`, `Changes since v1:`; what follows may stand in the same line.
    private static final Pattern HEADING = Pattern.compile(
            "(?i)\\s*(?:[-*]\\s*)?(?:(?:changes?|changelog|differences?|updates?)\\s+(?:in|since|from|for|of)?\\s*)?(?:\\[?patch\\s+)?"
                + "(v\\d{1,3})\\b(?:\\s*(?:->|→|to)\\s*v\\d+)?\\s*[:\\])-]?\\s*(.*)");

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
                version = heading.group(1);
                words = heading.group(2);
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
}
