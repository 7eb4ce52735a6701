package patchidx.patch;

import java.util.ArrayList;
import java.util.List;

/// A stretch of a file that a patch changes.
///
/// @param before lines of the file before the patch
/// @param after lines of the file after the patch
/// @param function heading behind the second `@@`, usually the function that the lines are in; empty if there is none
/// @param lines the lines, each with its sign: blank for context, `-` and `+`; as many as are there, which may be fewer
///     than the ranges say
public record Hunk(LineRange before, LineRange after, String function, List<String> lines) {

    public Hunk {
        lines = List.copyOf(lines);
    }

    /// The hunk with more lines at its end.
    Hunk with(List<String> more) {
        List<String> all = new ArrayList<>(lines);
        more.stream().filter(line -> !line.startsWith("\\")).forEach(line -> all.add(line.isEmpty() ? " " : line));
        return new Hunk(before, after, function, all);
    }

    /// The ranges as git writes them above the lines, with the blank in front of [#function].
    public String header() {
        return "@@ -" + range(before) + " +" + range(after) + " @@ ";
    }

    private static String range(LineRange range) {
        return range.count() == 1 ? String.valueOf(range.start()) : range.start() + "," + range.count();
    }

    /// Whether there are fewer lines than the ranges say.
    boolean isShort() {
        return lines.size() - count('+') < before.count() || lines.size() - count('-') < after.count();
    }

    /// How many lines begin with the sign.
    int count(char sign) {
        int count = 0;
        for (String line : lines) {
            if (!line.isEmpty() && line.charAt(0) == sign) {
                count++;
            }
        }
        return count;
    }
}
