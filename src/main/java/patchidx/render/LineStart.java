package patchidx.render;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/// The start of a line about a mail or a series: the day and a name, as far as a terminal has room for them. What the
/// line is about comes behind it and needs some: the name gets shorter first, then it goes, then the day.
///
/// @param hasDay whether there is room for the day
/// @param name how wide the name is; 0 if it is left out
record LineStart(boolean hasDay, int name) {
    /// So many characters are left for what the line is about, on any terminal that is not narrower still.
    static final int REST = 16;

    static final int DAY = 10;

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd").withZone(ZoneOffset.UTC);
    private static final int USUAL_NAME = 20;
    private static final int LEAST_NAME = 6;
    private static final int GAP = 2;

    /// @param columns how wide the line may be
    static LineStart within(int columns) {
        int name = Math.min(USUAL_NAME, columns - DAY - GAP - GAP - REST);
        return new LineStart(DAY + GAP + REST <= columns, name < LEAST_NAME ? 0 : name);
    }

    /// The text of it, in the width that it has in every line.
    ///
    /// @param mark stands between day and name, or what comes behind: two characters
    String of(@Nullable Instant date, String mark, String who) {
        return (hasDay ? day(date) : "")
                + mark
                + (name == 0 ? "" : fit(TerminalText.line(who), name) + " ".repeat(GAP));
    }

    int width() {
        return indent() + (name == 0 ? 0 : name + GAP);
    }

    /// Where the lines below it begin.
    int indent() {
        return (hasDay ? DAY : 0) + GAP;
    }

    static String day(@Nullable Instant date) {
        return fit(date == null ? "no date" : FORMAT.format(date), DAY);
    }

    private static String fit(String text, int width) {
        String cut = cut(text, width);
        return cut + " ".repeat(Math.max(0, width - cut.codePointCount(0, cut.length())));
    }

    /// The text, or as much of it as has room.
    static String cut(String text, int width) {
        if (text.codePointCount(0, text.length()) <= width) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, Math.max(0, width - 1))) + "…";
    }
}
