package patchidx.series;

import java.util.List;

/// How bad it is to split a text between two lines: worse where the indentation says that they belong together. The
/// weights are those of git's indent heuristic, so both split at the same place.
///
/// @param indent of the lines behind the splits; this counts most
/// @param penalty everything else
record SplitScore(int indent, int penalty) {
    private static final int MOST_BLANK_LINES = 20;
    private static final int DEEPEST = 200;
    private static final int TAB = 8;

    private static final int START_OF_TEXT = 1;
    private static final int END_OF_TEXT = 21;
    private static final int BLANK_LINE = -30;
    private static final int BLANK_LINE_BEHIND = 6;
    private static final int DEEPER = -4;
    private static final int DEEPER_AT_BLANK = 10;
    private static final int BEGINS_OUTER_BLOCK = 24;
    private static final int BEGINS_OUTER_BLOCK_AT_BLANK = 17;
    private static final int ENDS_BLOCK = 23;
    private static final int ENDS_BLOCK_AT_BLANK = 17;
    private static final int INDENT_WEIGHT = 60;

    /// The indentation of a line that has none, because it is blank or isn't there.
    private static final int NONE = -1;

    /// The score of a split in front of a line.
    static SplitScore of(List<String> lines, int split) {
        int here = split < lines.size() ? indent(lines.get(split)) : NONE;
        Neighbour above = Neighbour.of(lines, split - 1, -1);
        Neighbour below = Neighbour.of(lines, split + 1, 1);
        int blankBehind = here == NONE ? 1 + below.blankLines : 0;
        int blankLines = above.blankLines + blankBehind;
        int indent = here == NONE ? below.indent : here;
        int penalty = blankLines * BLANK_LINE + blankBehind * BLANK_LINE_BEHIND;
        penalty += above.indent == NONE && above.blankLines == 0 ? START_OF_TEXT : 0;
        penalty += split < lines.size() ? 0 : END_OF_TEXT;
        penalty += step(above.indent, indent, below.indent, blankLines > 0);
        return new SplitScore(indent, penalty);
    }

    private static int step(int above, int indent, int below, boolean atBlank) {
        if (indent == NONE || above == NONE || indent == above) {
            return 0;
        }
        if (indent > above) {
            return atBlank ? DEEPER_AT_BLANK : DEEPER;
        }
        if (below != NONE && below > indent) {
            return atBlank ? BEGINS_OUTER_BLOCK_AT_BLANK : BEGINS_OUTER_BLOCK;
        }
        return atBlank ? ENDS_BLOCK_AT_BLANK : ENDS_BLOCK;
    }

    /// The score of two splits.
    SplitScore plus(SplitScore other) {
        return new SplitScore(indent + other.indent, penalty + other.penalty);
    }

    boolean isBetterThan(SplitScore other) {
        return INDENT_WEIGHT * Integer.compare(indent, other.indent) + penalty - other.penalty < 0;
    }

    /// Columns in front of the first letter.
    private static int indent(String line) {
        int columns = 0;
        for (int i = 0; i < line.length() && columns < DEEPEST; i++) {
            char c = line.charAt(i);
            switch (c) {
                case ' ' -> columns++;
                case '\t' -> columns += TAB - columns % TAB;
                case '\n', '\r', '\f', '\u000b' -> {}
                default -> {
                    return columns;
                }
            }
        }
        return columns < DEEPEST ? NONE : DEEPEST;
    }

    /// The next line that is not blank.
    ///
    /// @param blankLines how many blank lines are before it
    private record Neighbour(int indent, int blankLines) {
        static Neighbour of(List<String> lines, int from, int step) {
            int blankLines = 0;
            for (int at = from; at >= 0 && at < lines.size(); at += step) {
                int indent = SplitScore.indent(lines.get(at));
                if (indent != NONE) {
                    return new Neighbour(indent, blankLines);
                }
                blankLines++;
                if (blankLines == MOST_BLANK_LINES) {
                    return new Neighbour(0, blankLines);
                }
            }
            return new Neighbour(NONE, blankLines);
        }
    }
}
