package patchidx.patch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import patchidx.patch.FileChange.Status;

/// Reads the diffstat of a mail: the rows, the summary, and the lines on created, deleted and renamed files below it.
///
/// A mail may hold several, quoted or of earlier versions; the last summary outside of hunks is the mail's own.
final class DiffstatReader {
    private static final Pattern SUMMARY = Pattern.compile("\\s*(\\d{1,9}) files? changed"
            + "(?:, (\\d{1,9}) insertions?\\(\\+\\))?(?:, (\\d{1,9}) deletions?\\(-\\))?\\s*");
    private static final Pattern ROW =
            Pattern.compile("\\s{0,4}(\\S.*?)\\s+\\|\\s+(?:(\\d{1,9})(?:\\s+([+-]*))?|(Bin)\\b.*?)\\s*");
    private static final Pattern ROW_WITHOUT_PATH = Pattern.compile("\\s*\\|\\s+(?:\\d{1,9}\\s*[+-]*|Bin\\b.*)\\s*");
    private static final Pattern BAR = Pattern.compile("\\s*[+-]+\\s*");
    private static final Pattern FILE_NOTE =
            Pattern.compile("\\s+(create mode \\d+|delete mode \\d+|mode change \\d+ => \\d+"
                    + "|rename|copy|rewrite) (.*?)(?: \\(\\d+%\\))?\\s*");
    private static final Pattern BRACES = Pattern.compile("(.*)\\{(.*) => (.*)\\}(.*)");
    private static final Pattern HUNK = Pattern.compile("@@ -\\d+(?:,(\\d{1,9}))? \\+\\d+(?:,(\\d{1,9}))? @@.*");

    /// Stands for the start of a path that is too long: `.../kvm/mmu.c`, or `...tables.c` if even its name is.
    private static final String CUT = "...";

    /// Longer lines are none of a diffstat; the patterns take time that grows with the square.
    private static final int LONGEST_LINE = 4000;

    private final List<String> lines;
    private final int summary;
    private final Map<String, String> notes = new HashMap<>();

    private DiffstatReader(List<String> lines) {
        this.lines = lines;
        this.summary = lastSummary(lines);
    }

    /// What a diffstat says.
    ///
    /// @param total the summary line
    /// @param changes one a row
    record Result(@Nullable Diffstat total, List<FileChange> changes) {}

    static Result read(PatchText text) {
        List<String> plain = new ArrayList<>(text.lines());
        plain.replaceAll(DiffstatReader::plain);
        return new DiffstatReader(plain).read();
    }

    /// The line with plain blanks; empty where it is too long to be one of a diffstat.
    private static String plain(String line) {
        if (line.length() > LONGEST_LINE) {
            return "";
        }
        return line.indexOf('\u00a0') < 0 ? line : line.replace('\u00a0', ' ');
    }

    static boolean isRowOrSummary(String line) {
        String plain = plain(line);
        return ROW.matcher(plain).matches() || SUMMARY.matcher(plain).matches();
    }

    private Result read() {
        if (summary < 0) {
            return new Result(null, List.of());
        }
        Matcher matcher = summaryAt(lines, summary);
        if (!matcher.matches()) {
            throw new IllegalStateException("not a summary: " + lines.get(summary));
        }
        Diffstat total = new Diffstat(number(matcher.group(1)), number(matcher.group(2)), number(matcher.group(3)));
        readNotes();
        return new Result(total, changes());
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static int lastSummary(List<String> lines) {
        int last = -1;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith("@@ -")) {
                i = lastLineOfHunk(lines, i);
            } else if (line.contains(" changed") && summaryAt(lines, i).matches()) {
                last = i;
            }
        }
        return last;
    }

    /// The summary that begins in this line. Mailers wrap long lines; what is wrapped ends in a comma or a number.
    private static Matcher summaryAt(List<String> lines, int at) {
        Matcher alone = SUMMARY.matcher(lines.get(at));
        return alone.matches() || at + 1 == lines.size()
                ? alone
                : SUMMARY.matcher(lines.get(at) + " " + lines.get(at + 1).strip());
    }

    private static int lastLineOfHunk(List<String> lines, int header) {
        Matcher hunk = HUNK.matcher(lines.get(header));
        if (!hunk.matches()) {
            return header;
        }
        int before = hunk.group(1) == null ? 1 : Integer.parseInt(hunk.group(1));
        int after = hunk.group(2) == null ? 1 : Integer.parseInt(hunk.group(2));
        int i = header;
        while ((before > 0 || after > 0) && i + 1 < lines.size()) {
            String line = lines.get(++i);
            char first = line.isEmpty() ? ' ' : line.charAt(0);
            before -= first == ' ' || first == '-' ? 1 : 0;
            after -= first == ' ' || first == '+' ? 1 : 0;
            if (" -+\\".indexOf(first) < 0) {
                return header; // no hunk, only a line of a message that looks like one
            }
        }
        return i;
    }

    /// Reads the lines below the summary, such as ` create mode 100644 fs/foo.c`.
    private void readNotes() {
        boolean wrapped = !SUMMARY.matcher(lines.get(summary)).matches();
        for (int i = summary + (wrapped ? 2 : 1); i < lines.size(); i++) {
            Matcher note = FILE_NOTE.matcher(lines.get(i));
            if (!note.matches()) {
                return;
            }
            notes.put(newPath(note.group(2)), note.group(1));
        }
    }

    private List<FileChange> changes() {
        Deque<FileChange> changes = new ArrayDeque<>();
        int at = summary - 1;
        while (at >= 0) {
            String line = lines.get(at);
            if (BAR.matcher(line).matches() && at > 0) {
                line = lines.get(--at) + " " + line.strip(); // the bar was wrapped into a line of its own
            }
            if (ROW_WITHOUT_PATH.matcher(line).matches() && at > 0) {
                line = lines.get(--at) + " " + line.strip();
            }
            Matcher row = ROW.matcher(line);
            if (!row.matches()) {
                break;
            }
            changes.addFirst(change(row));
            at--;
        }
        return List.copyOf(changes);
    }

    private FileChange change(Matcher row) {
        String name = row.group(1);
        String shown = newPath(name);
        Optional<String> known = knownPath(shown);
        String path = known.orElse(shown);
        boolean truncated = shown.startsWith(CUT) && known.isEmpty();
        boolean renamed = name.contains(" => ");
        boolean binary = row.group(4) != null;
        String note = notes.getOrDefault(path, "");
        Bar bar = binary ? Bar.UNKNOWN : Bar.of(number(row.group(2)), row.group(3) == null ? "" : row.group(3));
        return new FileChange(
                path,
                renamed ? oldPath(name) : null,
                status(note, renamed),
                bar.insertions(),
                bar.deletions(),
                binary,
                truncated);
    }

    private static Status status(String note, boolean renamed) {
        if (note.startsWith("create")) {
            return Status.ADDED;
        }
        if (note.startsWith("delete")) {
            return Status.DELETED;
        }
        if (note.startsWith("copy")) {
            return Status.COPIED;
        }
        if (renamed) {
            return Status.RENAMED;
        }
        return note.startsWith("mode") ? Status.MODE : Status.MODIFIED;
    }

    /// The whole path of a row, if a line below the summary names the one file that it can be.
    private Optional<String> knownPath(String shown) {
        if (!shown.startsWith(CUT)) {
            return Optional.of(shown);
        }
        String end = shown.substring(CUT.length());
        List<String> fitting =
                notes.keySet().stream().filter(path -> path.endsWith(end)).toList();
        return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
    }

    /// `a/{b => c}/d` is `a/c/d` afterwards; `.../b => c}/d`, cut at the front, is `.../c/d`.
    private static String newPath(String name) {
        return path(name, 3, name.lastIndexOf(" => ") + " => ".length());
    }

    private static String oldPath(String name) {
        return path(name, 2, 0);
    }

    private static String path(String name, int groupInBraces, int from) {
        int arrow = name.lastIndexOf(" => ");
        if (arrow < 0) {
            return FileName.unquote(name);
        }
        Matcher braces = BRACES.matcher(name);
        if (braces.matches()) {
            return (braces.group(1) + braces.group(groupInBraces) + braces.group(4)).replace("//", "/");
        }
        String side = from == 0 ? name.substring(0, arrow) : name.substring(from);
        int brace = name.indexOf('}', arrow);
        if (brace < 0) {
            return FileName.unquote(side);
        }
        // The opening brace was cut off with the start of the path, so that start is not known.
        String end = name.substring(brace + 1);
        return from == 0 ? side + end : CUT + "/" + side.replace("}", "");
    }

    /// The `+` and `-` behind the number of changed lines. Git draws at least one sign for each kind of change, and
    /// scales the bar where it would be too long.
    private record Bar(
            @Nullable Integer insertions, @Nullable Integer deletions) {
        static final Bar UNKNOWN = new Bar(null, null);

        static Bar of(int changed, String signs) {
            int plus = (int) signs.chars().filter(sign -> sign == '+').count();
            int minus = signs.length() - plus;
            if (plus + minus == changed) {
                return new Bar(plus, minus);
            }
            if (minus == 0 && plus > 0) {
                return new Bar(changed, 0);
            }
            return plus == 0 && minus > 0 ? new Bar(0, changed) : UNKNOWN;
        }
    }
}
