package patchidx.series;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import patchidx.patch.FileChange;
import patchidx.patch.FileChange.Status;
import patchidx.patch.FileDiff;
import patchidx.patch.PatchMail;

/// A patch as `git range-diff` compares it: its message and its diff in a text without commit ids, blob ids and line
/// numbers.
///
/// @param mail where it stands
/// @param title of the commit
/// @param lines the whole text
/// @param diff index of the line that the diff begins with; 0 if there is none, and then the message is compared
public record RangePatch(PatchMail mail, String title, List<String> lines, int diff) {
    private static final Pattern HUNK = Pattern.compile("@@ [^@]*@@(.*)");
    private static final Pattern MODE = Pattern.compile("(old|new) mode ([0-7]{6})");
    private static final int TAB = 8;

    public RangePatch {
        lines = List.copyOf(lines);
    }

    public static RangePatch of(PatchMail mail) {
        CommitMessage message = CommitMessage.of(mail);
        List<String> lines = new ArrayList<>();
        lines.add(" ## Metadata ##");
        lines.add("Author: " + mail.author());
        lines.add("");
        lines.add(" ## Commit message ##");
        message.lines().forEach(line -> lines.add(line.isEmpty() ? "" : "    " + withoutTabs(line)));
        int diff = mail.diff().files().isEmpty() ? 0 : lines.size() + 1;
        mail.diff().files().forEach(file -> addFile(mail.text().lines(), file, lines));
        return new RangePatch(mail, message.title(), lines, diff);
    }

    /// What is compared to find out which patches belong together.
    List<String> diffLines() {
        return lines.subList(diff, lines.size());
    }

    /// How long the diff is; blank lines in front of files are not counted.
    int diffSize() {
        return diff == 0
                ? 0
                : (int) diffLines().stream().filter(line -> !line.isEmpty()).count();
    }

    private static void addFile(List<String> text, FileDiff file, List<String> lines) {
        FileChange change = file.change();
        int at = file.start();
        String oldMode = null;
        String newMode = null;
        for (; at < file.end() && !text.get(at).startsWith("@@ "); at++) {
            Matcher mode = MODE.matcher(text.get(at));
            if (mode.matches()) {
                oldMode = mode.group(1).equals("old") ? mode.group(2) : oldMode;
                newMode = mode.group(1).equals("new") ? mode.group(2) : newMode;
            }
        }
        lines.add("");
        lines.add(" ## " + name(change) + modes(oldMode, newMode) + " ##");
        if (change.binary()) {
            String before = change.oldPath() == null ? change.path() : change.oldPath();
            lines.add(" Binary files " + (change.status() == Status.ADDED ? "/dev/null" : before) + " and "
                    + (change.status() == Status.DELETED ? "/dev/null" : change.path()) + " differ");
            return;
        }
        for (; at < file.end(); at++) {
            lines.add(line(text.get(at), change.path()));
        }
    }

    private static String name(FileChange change) {
        return switch (change.status()) {
            case ADDED -> change.path() + " (new)";
            case DELETED -> change.path() + " (deleted)";
            case RENAMED -> change.oldPath() + " => " + change.path();
            case MODIFIED, COPIED, MODE -> change.path();
        };
    }

    private static String modes(@Nullable String before, @Nullable String after) {
        return before == null || after == null ? "" : " (mode change " + before + " => " + after + ")";
    }

    private static String line(String line, String path) {
        Matcher hunk = HUNK.matcher(line);
        if (hunk.matches()) {
            return "@@" + (hunk.group(1).isEmpty() ? "" : " " + path + ":" + hunk.group(1));
        }
        // "\ No newline at end of file" is context here; and mailers strip the blank of an empty context line.
        return line.startsWith("\\") || line.isEmpty() ? " " + line : line;
    }

    /// Git prints messages with their tabs as blanks.
    private static String withoutTabs(String line) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == '\t') {
                int columns = text.codePointCount(0, text.length());
                text.append(" ".repeat(TAB - columns % TAB));
            } else {
                text.append(line.charAt(i));
            }
        }
        return text.toString();
    }
}
