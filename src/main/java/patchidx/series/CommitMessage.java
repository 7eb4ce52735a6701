package patchidx.series;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import patchidx.patch.PatchMail;

/// The message of the commit that `git am` makes of a patch mail (git-mailinfo, git-stripspace).
///
/// @param title the subject without the brackets in front of it; one in the body wins
/// @param body what follows: no blank lines at its ends, nowhere two of them, and no blanks at the end of a line
/// @param start index of the line in the text of the mail that the body begins with, behind the headers there
public record CommitMessage(String title, List<String> body, int start) {
    private static final Pattern IN_BODY_HEADER = Pattern.compile("(?i)(From|Subject|Date):[ \\t]*(.*)");
    private static final Pattern QUOTED_SEPARATOR = Pattern.compile(">From [0-9a-f]{40} Mon Sep 17 00:00:00 2001");

    public CommitMessage {
        body = List.copyOf(body);
    }

    public static CommitMessage of(PatchMail mail) {
        List<String> lines = mail.text().message();
        String subject = mail.subject().text();
        int at = 0;
        boolean hasHeaders = false;
        while (at < lines.size()) {
            Matcher header = IN_BODY_HEADER.matcher(lines.get(at));
            if (lines.get(at).isBlank() && hasHeaders) {
                break;
            }
            boolean isHeader = header.matches();
            if (!isHeader
                    && !lines.get(at).isBlank()
                    && !QUOTED_SEPARATOR.matcher(lines.get(at)).matches()) {
                break;
            }
            at++;
            if (isHeader) {
                hasHeaders = true;
                StringBuilder value = new StringBuilder(header.group(2));
                while (at < lines.size() && isFolded(lines.get(at))) {
                    value.append(lines.get(at++));
                }
                subject = header.group(1).equalsIgnoreCase("Subject") ? value.toString() : subject;
            }
        }
        return new CommitMessage(title(subject), stripped(lines.subList(at, lines.size())), at);
    }

    private static boolean isFolded(String line) {
        return !line.isBlank() && (line.charAt(0) == ' ' || line.charAt(0) == '\t');
    }

    /// All lines: title, blank line, body.
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(title);
        if (!body.isEmpty()) {
            lines.add("");
            lines.addAll(body);
        }
        return lines;
    }

    /// Takes off all brackets in front, and nothing of what stands behind the first letter that is in none.
    private static String title(String subject) {
        int at = 0;
        while (at < subject.length()) {
            int close = subject.charAt(at) == '[' ? subject.indexOf(']', at) : -1;
            if (subject.regionMatches(true, at, "re:", 0, "re:".length())) {
                at += "re:".length();
            } else if (" \t:".indexOf(subject.charAt(at)) >= 0) {
                at++;
            } else if (close > 0) {
                at = close + 1;
            } else {
                break;
            }
        }
        return subject.substring(at).strip().replaceAll("\\s+", " ");
    }

    private static List<String> stripped(List<String> lines) {
        List<String> stripped = new ArrayList<>();
        boolean blankBefore = false;
        for (String line : lines) {
            if (line.isBlank()) {
                blankBefore = !stripped.isEmpty();
            } else {
                if (blankBefore) {
                    stripped.add("");
                }
                blankBefore = false;
                stripped.add(line.stripTrailing());
            }
        }
        return stripped;
    }
}
