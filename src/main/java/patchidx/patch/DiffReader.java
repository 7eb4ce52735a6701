package patchidx.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import patchidx.patch.FileChange.Status;
import patchidx.source.Problem;

/// Reads the diffs of a mail as `git apply` does: a file begins at `diff --git`, or at `---` and `+++` lines above a
/// hunk, a hunk has as many lines as its header says, and what stands between is skipped.
final class DiffReader {
    private static final Pattern HUNK =
            Pattern.compile("@@ -(\\d{1,9})(?:,(\\d{1,9}))? \\+(\\d{1,9})(?:,(\\d{1,9}))? @@ ?(.*)", Pattern.DOTALL);
    private static final Pattern INDEX = Pattern.compile("index ([0-9a-f]{4,64})\\.\\.([0-9a-f]{4,64})(?: .*)?");
    private static final Pattern GIT_VERSION = Pattern.compile("\\d+\\.\\d+.*");
    /// A line of base85: the length as a letter, then groups of five.
    private static final Pattern BINARY_DATA = Pattern.compile("[A-Za-z](?:[^ ]{5})+");

    private final List<String> lines;
    private final List<FileDiff> files = new ArrayList<>();
    private final List<String> prose;
    private final List<Diff.Oddity> oddities = new ArrayList<>();
    /// Whether names begin with a folder that tells the two sides apart, so far as one sees.
    private final boolean withPrefix;

    private int at;

    private DiffReader(PatchText text) {
        this.lines = text.lines();
        this.prose = new ArrayList<>(text.aboveDiff());
        this.at = text.diff();
        this.withPrefix = IntStream.range(at, lines.size())
                .noneMatch(line -> isNames(line)
                        && isHunk(line + 2)
                        && FileName.ofLine(lines.get(line)).equals(FileName.ofLine(lines.get(line + 1))));
    }

    /// Reads all diffs of a text.
    static Diff read(PatchText text) {
        return new DiffReader(text).read();
    }

    private Diff read() {
        boolean endsEarly = false;
        while (at < lines.size()) {
            String line = lines.get(at);
            if (line.startsWith("diff --git ")) {
                endsEarly = readGitFile();
            } else if (isNames(at) && isHunk(at + 2)) {
                readPlainFile();
            } else {
                prose.add(line);
                at++;
            }
        }
        return new Diff(files, endsEarly, prose, oddities);
    }

    private boolean isNames(int line) {
        return lines.get(line).startsWith("--- ")
                && line + 1 < lines.size()
                && lines.get(line + 1).startsWith("+++ ");
    }

    private boolean isHunk(int line) {
        return line < lines.size()
                && lines.get(line).startsWith("@@ -")
                && HUNK.matcher(lines.get(line)).matches();
    }

    /// Reads a file that begins with `diff --git` and may have extended headers, names and hunks.
    ///
    /// @return whether the text ends before it says what happens to the file
    private boolean readGitFile() {
        int start = at;
        GitHeader header = new GitHeader(lines.get(at++));
        while (at < lines.size() && header.take(lines.get(at))) {
            at++;
        }
        boolean hasMore = at > start + 1;
        List<Hunk> hunks = List.of();
        if (at < lines.size() && isNames(at)) {
            header.names(lines.get(at), lines.get(at + 1));
            at += 2;
            hunks = readHunks(header.path());
        } else if (at < lines.size() && lines.get(at).equals("GIT binary patch")) {
            header.binary = true;
            skipBinaryPatch();
        } else if (at < lines.size() && saysBinary(lines.get(at))) {
            header.binary = true;
            at++;
        }
        boolean saysNothing = hunks.isEmpty() && !header.binary && header.status == Status.MODIFIED;
        if (saysNothing && (!hasMore || endsHere())) {
            return true;
        }
        files.add(file(
                header.path(),
                header.oldPath(),
                header.status,
                header.binary,
                header.oldBlob,
                header.newBlob,
                hunks,
                start));
        return false;
    }

    private static boolean saysBinary(String line) {
        return (line.startsWith("Binary files ") || line.startsWith("Files ")) && line.endsWith(" differ");
    }

    private boolean endsHere() {
        return lines.subList(at, lines.size()).stream().allMatch(String::isBlank);
    }

    private void readPlainFile() {
        int start = at;
        PlainNames names = PlainNames.of(lines.get(at), lines.get(at + 1), withPrefix);
        at += 2;
        List<Hunk> hunks = readHunks(names.path());
        Status status = names.oldIsNone() ? Status.ADDED : names.newIsNone() ? Status.DELETED : Status.MODIFIED;
        files.add(file(names.path(), null, status, false, null, null, hunks, start));
    }

    private FileDiff file(
            String path,
            @Nullable String oldPath,
            Status status,
            boolean binary,
            @Nullable String oldBlob,
            @Nullable String newBlob,
            List<Hunk> hunks,
            int start) {
        Integer insertions = null;
        Integer deletions = null;
        if (!binary) {
            insertions = hunks.stream().mapToInt(hunk -> hunk.count('+')).sum();
            deletions = hunks.stream().mapToInt(hunk -> hunk.count('-')).sum();
        }
        FileChange change = new FileChange(path, oldPath, status, insertions, deletions, binary, false);
        return new FileDiff(change, oldBlob, newBlob, hunks, start, at);
    }

    private List<Hunk> readHunks(String path) {
        List<Hunk> hunks = new ArrayList<>();
        boolean more = isHunk(at);
        while (more) {
            String header = lines.get(at);
            Hunk hunk = readHunk(path);
            int next = nextHunk(hunk);
            List<String> leftOver = next < 0 ? List.of() : lines.subList(at, next);
            if (leftOver.stream().allMatch(String::isEmpty)) {
                hunks.add(hunk);
            } else if (leftOver.stream().allMatch(DiffReader::hasSign)) {
                hunks.add(hunk.with(leftOver));
                note(path, header, false, true);
            } else {
                hunks.add(hunk);
                prose.addAll(leftOver);
            }
            more = next >= 0;
            at = more ? next : at;
        }
        return hunks;
    }

    /// The line of the next hunk of the same file, which may stand behind lines that the one before did not count; -1
    /// if there is none.
    private int nextHunk(Hunk hunk) {
        boolean isShort = hunk.isShort();
        for (int line = at; line < lines.size(); line++) {
            if (isHunk(line)) {
                return line;
            }
            boolean goesOn = lines.get(line).isEmpty() || hasSign(lines.get(line)) || isShort;
            if (!goesOn || endsFile(line)) {
                return -1;
            }
        }
        return -1;
    }

    private static boolean hasSign(String line) {
        return line.isEmpty() || " +-\\".indexOf(line.charAt(0)) >= 0;
    }

    /// Whether another file or what stands below a diff begins at a line.
    private boolean endsFile(int line) {
        String text = lines.get(line);
        return text.startsWith("diff ")
                || text.startsWith("Index: ")
                || text.startsWith("____")
                || text.startsWith("From ")
                || text.stripTrailing().equals("--")
                || (isNames(line) && isHunk(line + 2));
    }

    private Hunk readHunk(String path) {
        Matcher header = HUNK.matcher(lines.get(at));
        if (!header.matches()) {
            throw new IllegalStateException("no hunk: " + lines.get(at));
        }
        LineRange before = range(header.group(1), header.group(2));
        LineRange after = range(header.group(3), header.group(4));
        at++;
        List<String> body = new ArrayList<>();
        int left = before.count();
        int right = after.count();
        boolean damaged = false;
        String function = header.group(5).strip();
        while (at < lines.size() && (left > 0 || right > 0)) {
            String line = lines.get(at);
            char sign = line.isEmpty() ? ' ' : line.charAt(0); // some mailers strip the blank of an empty context line
            if (isNames(at) && isHunk(at + 2) && (left > 1 || right > 1)) {
                break; // the next file: with these two lines the hunk would still be open
            }
            boolean noSign = " +-\\>".indexOf(sign) < 0;
            if (noSign && left > 0 && right > 0 && (sign == '\t' || isWholeWithoutSigns(left, right))) {
                line = " " + line; // the blank of a context line was eaten; git refuses such a patch
                sign = ' ';
                damaged = true;
            }
            if (sign == ' ' && left > 0 && right > 0) {
                left--;
                right--;
            } else if (sign == '-' && left > 0 && !isSignature(at)) {
                left--;
            } else if (sign == '+' && right > 0) {
                right--;
            } else if (sign != '\\') {
                if (!isWrapped(line)) {
                    break;
                }
                if (body.isEmpty()) {
                    function += " " + line;
                } else {
                    body.add(body.removeLast() + " " + line);
                }
                damaged = true;
                at++;
                continue;
            }
            if (sign != '\\') {
                body.add(line.isEmpty() ? " " : line);
            }
            at++;
        }
        if (at < lines.size() && lines.get(at).startsWith("\\ ")) {
            at++;
        }
        note(path, header.group(), left > 0 || right > 0, damaged);
        return new Hunk(before, after, function, body);
    }

    /// Whether the hunk ends where it should if every line without a sign is one of context.
    private boolean isWholeWithoutSigns(int oldLines, int newLines) {
        int left = oldLines;
        int right = newLines;
        int line = at;
        for (; line < lines.size() && left >= 0 && right >= 0 && left + right > 0; line++) {
            if (isHunk(line) || lines.get(line).startsWith("diff ") || isSignature(line)) {
                return false;
            }
            char sign = lines.get(line).isEmpty() ? ' ' : lines.get(line).charAt(0);
            left -= sign == '+' || sign == '\\' ? 0 : 1;
            right -= sign == '-' || sign == '\\' ? 0 : 1;
        }
        return left == 0 && right == 0 && (line == lines.size() || isHunk(line) || isBelowHunks(line));
    }

    private boolean isBelowHunks(int line) {
        return lines.get(line).isEmpty() || lines.get(line).startsWith("\\ ") || endsFile(line);
    }

    private static LineRange range(String start, @Nullable String count) {
        return new LineRange(Integer.parseInt(start), count == null ? 1 : Integer.parseInt(count));
    }

    /// Mailers add "-- " and git's version below the last hunk. It isn't a removed line.
    private boolean isSignature(int line) {
        return lines.get(line).stripTrailing().equals("--")
                && line + 1 < lines.size()
                && GIT_VERSION.matcher(lines.get(line + 1)).matches();
    }

    /// Whether a line without a sign can be the rest of the one above, which a mailer broke.
    private boolean isWrapped(String line) {
        char first = line.isEmpty() ? ' ' : line.charAt(0);
        boolean endsDiff = line.startsWith("diff ")
                || line.startsWith("Index: ")
                || line.startsWith("@@ ")
                || line.startsWith("____")
                || line.startsWith("From ");
        return !endsDiff && " +->".indexOf(first) < 0 && signFollows();
    }

    private boolean signFollows() {
        if (at + 1 >= lines.size() || lines.get(at + 1).isEmpty()) {
            return false;
        }
        return " +-@".indexOf(lines.get(at + 1).charAt(0)) >= 0;
    }

    private void note(String path, String header, boolean isShort, boolean damaged) {
        if (damaged) {
            oddities.add(new Diff.Oddity(Problem.Kind.HUNK_DAMAGED, path + ": " + header));
        }
        if (isShort) {
            oddities.add(new Diff.Oddity(Problem.Kind.HUNK_SHORT, path + ": fewer lines than " + header));
        }
    }

    /// Skips base85 data (git-diff, `--binary`): blocks of lines that begin with a length, each behind `literal` or
    /// `delta` and before a blank line.
    private void skipBinaryPatch() {
        at++;
        while (at < lines.size()
                && (lines.get(at).startsWith("literal ") || lines.get(at).startsWith("delta "))) {
            at++;
            while (at < lines.size() && BINARY_DATA.matcher(lines.get(at)).matches()) {
                at++;
            }
            if (at < lines.size() && lines.get(at).isEmpty()) {
                at++;
            }
        }
    }

    /// The lines between `diff --git` and the hunks of a file (git-diff, "Generating patch text with -p").
    private static final class GitHeader {
        private static final String NONE = "/dev/null";

        private final String names;
        private Status status = Status.MODIFIED;
        private boolean binary;
        private @Nullable String oldBlob;
        private @Nullable String newBlob;
        private @Nullable String movedFrom;
        private @Nullable String movedTo;
        private @Nullable String path;

        GitHeader(String line) {
            this.names = line.substring("diff --git ".length());
        }

        /// Takes an extended header; false if the line is none.
        boolean take(String line) {
            Matcher index = INDEX.matcher(line);
            if (index.matches()) {
                oldBlob = index.group(1);
                newBlob = index.group(2);
            } else if (line.startsWith("new file mode ")) {
                status = Status.ADDED;
            } else if (line.startsWith("deleted file mode ")) {
                status = Status.DELETED;
            } else if (line.startsWith("rename from ") || line.startsWith("rename old ")) {
                status = Status.RENAMED;
                movedFrom = FileName.unquote(line.substring(line.indexOf(' ', 7) + 1));
            } else if (line.startsWith("rename to ") || line.startsWith("rename new ")) {
                movedTo = FileName.unquote(line.substring(line.indexOf(' ', 7) + 1));
            } else if (line.startsWith("copy from ")) {
                status = Status.COPIED;
                movedFrom = FileName.unquote(line.substring("copy from ".length()));
            } else if (line.startsWith("copy to ")) {
                movedTo = FileName.unquote(line.substring("copy to ".length()));
            } else if (line.startsWith("old mode ") || line.startsWith("new mode ")) {
                status = status == Status.MODIFIED ? Status.MODE : status;
            } else {
                return line.startsWith("similarity index ") || line.startsWith("dissimilarity index ");
            }
            return true;
        }

        /// Takes the `---` and `+++` lines, which name the file where the first line of the header does not.
        void names(String before, String after) {
            String old = FileName.ofLineBelowGit(before);
            String now = FileName.ofLineBelowGit(after);
            if (status == Status.MODE) {
                status = Status.MODIFIED; // the text changes too
            }
            if (now.equals(NONE)) {
                path = FileName.withoutPrefix(old);
                status = status == Status.MODIFIED ? Status.DELETED : status;
            } else if (old.equals(NONE)) {
                path = FileName.withoutPrefix(now);
                status = status == Status.MODIFIED ? Status.ADDED : status;
            } else {
                path = FileName.common(old, now);
            }
        }

        String path() {
            if (movedTo != null) {
                return movedTo;
            }
            return FileName.ofGitLine(names).orElseGet(() -> path == null ? FileName.guessOfGitLine(names) : path);
        }

        @Nullable
        String oldPath() {
            return status == Status.RENAMED || status == Status.COPIED ? movedFrom : null;
        }
    }
}
