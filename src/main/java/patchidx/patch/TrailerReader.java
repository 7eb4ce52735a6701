package patchidx.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the trailers of a patch, cover letter or reply: in the commit message, and those that patchwork and
/// maintainers add below the `---` line. Quoted ones belong to somebody else's mail.
final class TrailerReader {
    /// Tries no letter twice: lines of a hundred thousand letters are met, and Java goes deeper with each repetition.
    private static final Pattern PERSON = Pattern.compile("([A-Z][A-Za-z]*+(?:-[A-Za-z]++){0,8}?-[Bb]y):\\s*+(\\S.*+)");
    private static final Pattern REFERENCE = Pattern.compile(
            "(?i)(" + String.join("|", Trailer.REFERENCES).replace("|bug|", "|(?-i:Bug)|") + "):\\s+(\\S.*)");

    /// In how many further lines a value goes on at most.
    private static final int MOST_FOLDS = 20;

    private static final Pattern ADDRESS_ALONE = Pattern.compile("\\s*<[^<>\\s]+@[^<>\\s]+>\\s*");

    private final List<Trailer> trailers = new ArrayList<>();
    private final PatchText text;

    private TrailerReader(PatchText text) {
        this.text = text;
    }

    static List<Trailer> read(PatchText text) {
        return new TrailerReader(text).read();
    }

    private List<Trailer> read() {
        List<String> lines = text.aboveDiff();
        for (int i = 0; i < lines.size(); i++) {
            if (!beginsWithName(lines.get(i))) {
                continue;
            }
            Matcher person = PERSON.matcher(lines.get(i));
            Matcher reference = REFERENCE.matcher(lines.get(i));
            boolean belowMessage = i >= text.patchStart();
            if (person.matches()) {
                trailers.add(new Trailer(person.group(1), joined(person.group(2), lines, i + 1)));
            } else if (!belowMessage && reference.matches()) {
                trailers.add(new Trailer(reference.group(1), joined(reference.group(2), lines, i + 1)));
            }
        }
        return trailers;
    }

    /// Whether letters and hyphens stand in front of a colon, as all names of trailers do; most lines have none.
    private static boolean beginsWithName(String line) {
        int at = 0;
        while (at < line.length() && isOfName(line.charAt(at))) {
            at++;
        }
        return at > 0 && at < line.length() && line.charAt(at) == ':';
    }

    private static boolean isOfName(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
    }

    /// The value with the lines it goes on in: those that begin with a blank, and what mailers wrapped.
    private static String joined(String value, List<String> lines, int next) {
        StringBuilder joined = new StringBuilder(value.strip());
        for (int i = next; i < Math.min(lines.size(), next + MOST_FOLDS) && goesOn(joined, lines.get(i)); i++) {
            joined.append(' ').append(lines.get(i).strip());
        }
        return joined.toString();
    }

    private static boolean goesOn(StringBuilder value, String line) {
        if (line.isBlank()) {
            return false;
        }
        if (ADDRESS_ALONE.matcher(line).matches()) {
            return value.indexOf("@") < 0;
        }
        boolean openTitle = value.indexOf("(\"") > 0 && value.lastIndexOf(")") < value.indexOf("(\"");
        return openTitle
                ? !PERSON.matcher(line).matches() && !REFERENCE.matcher(line).matches()
                : Character.isWhitespace(line.charAt(0)) && !DiffstatReader.isRowOrSummary(line);
    }
}
