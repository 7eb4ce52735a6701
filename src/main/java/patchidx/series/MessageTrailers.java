package patchidx.series;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import patchidx.patch.Trailer;

/// Adds trailers to a commit message as `git interpret-trailers --if-exists addIfDifferent` does: below those that are
/// there, in the order given, and none that is there already.
public final class MessageTrailers {
    private static final Pattern LINE = Pattern.compile("([A-Za-z0-9-]+)[ \\t]*:(.*)");
    private static final List<String> MADE_BY_GIT = List.of("Signed-off-by: ", "(cherry picked from commit ");

    private MessageTrailers() {}

    /// The message with more trailers; other lines stay as they are.
    ///
    /// @param lines of a message
    /// @param start index of the line behind the title, or behind the headers that a mail has in its body
    public static List<String> add(List<String> lines, int start, List<Trailer> more) {
        int end = lines.size();
        while (end > start && lines.get(end - 1).isBlank()) {
            end--;
        }
        int block = block(lines, start, end);
        List<Trailer> known = new ArrayList<>(read(lines.subList(block, end)));
        List<String> added = new ArrayList<>();
        for (Trailer trailer : more) {
            if (known.stream().noneMatch(trailer::saysTheSameAs)) {
                known.add(trailer);
                added.add(trailer.name() + ": " + trailer.value());
            }
        }
        List<String> all = new ArrayList<>(lines.subList(0, end));
        if (!added.isEmpty() && block == end && end > 0 && !lines.get(end - 1).isBlank()) {
            all.add("");
        }
        all.addAll(added);
        all.addAll(lines.subList(end, lines.size()));
        return all;
    }

    /// The line that the trailers begin with: those of the last paragraph if it has nothing else, or one that git has
    /// written and at least one in four is a trailer; the end if there are none.
    private static int block(List<String> lines, int start, int end) {
        int first = end;
        while (first > start && !lines.get(first - 1).isBlank()) {
            first--;
        }
        int trailers = 0;
        int others = 0;
        boolean madeByGit = false;
        boolean inTrailer = false;
        for (String line : lines.subList(first, end)) {
            boolean isFolded = Character.isWhitespace(line.charAt(0));
            boolean isMadeByGit = MADE_BY_GIT.stream().anyMatch(line::startsWith);
            madeByGit |= isMadeByGit;
            if (!isFolded) {
                inTrailer = isMadeByGit || LINE.matcher(line).matches();
                trailers += inTrailer ? 1 : 0;
            }
            others += inTrailer ? 0 : 1;
        }
        boolean isBlock = madeByGit ? trailers * 3 >= others : trailers > 0 && others == 0;
        return isBlock ? first : end;
    }

    private static List<Trailer> read(List<String> block) {
        List<Trailer> trailers = new ArrayList<>();
        for (String line : block) {
            Matcher trailer = LINE.matcher(line);
            if (trailer.matches()) {
                trailers.add(new Trailer(trailer.group(1), trailer.group(2).strip()));
            } else if (!trailers.isEmpty() && Character.isWhitespace(line.charAt(0))) {
                Trailer last = trailers.removeLast();
                trailers.add(new Trailer(last.name(), last.value() + " " + line.strip()));
            }
        }
        return trailers;
    }
}
