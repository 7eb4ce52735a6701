package patchidx.query;

import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.util.automaton.CharacterRunAutomaton;
import patchidx.query.LineRegexQuery.Tied;
import patchidx.query.Snippets.Mark;

/// Finds what a regular expression matches in lines, as grep shows it: from left to right, the longest at each place.
final class LineMarker {
    /// So many letters of a line are looked at, those that are looked at again for another place included. Only in a
    /// line that a program wrote there are more.
    private static final int MOST_LOOKS = 1_000_000;

    private final String regex;
    private final Tied tied;
    private final CharacterRunAutomaton anywhere;
    private final CharacterRunAutomaton alone;

    LineMarker(String regex) {
        this.regex = regex;
        this.tied = new Tied(regex);
        this.anywhere = tied.anywhere();
        this.alone = tied.alone();
    }

    /// The stretches that match; none if the line does not. Where all that matches is empty, so is the one stretch.
    List<Mark> marks(String line) {
        if (!anywhere.run(line)) {
            return List.of();
        }
        List<Mark> marks = new ArrayList<>();
        int looks = 0;
        for (int start = 0; start < line.length() && looks < MOST_LOOKS; ) {
            int end = start;
            int state = 0;
            int at = start;
            while (at < line.length() && state >= 0) {
                int letter = line.codePointAt(at);
                at += Character.charCount(letter);
                state = alone.step(state, letter);
                looks++;
                if (state >= 0 && alone.isAccept(state) && (!tied.toEnd() || at == line.length())) {
                    end = at;
                }
            }
            if (end > start) {
                marks.add(new Mark(regex, start, end));
            }
            start = tied.fromStart() ? line.length() : Math.max(end, line.offsetByCodePoints(start, 1));
        }
        return marks.isEmpty() ? List.of(new Mark(regex, 0, 0)) : marks;
    }
}
