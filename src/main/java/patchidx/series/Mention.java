package patchidx.series;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import patchidx.patch.PatchMail;

/// An earlier version that a patch or cover letter names: `v1: https://lore.kernel.org/r/…`, `Supersedes: <…>`.
///
/// @param target Message-ID, or the number in patchwork
/// @param version of the target, as the text around it says; null if it does not say
/// @param superseded whether it says in so many words that the target is an earlier version
public record Mention(String target, @Nullable Integer version, boolean superseded) {
    private static final Pattern URL = Pattern.compile("https?://[^\\s<>\"\\])]+");
    private static final Pattern PATCHWORK =
            Pattern.compile("https?://[^/]*patchwork[^?#]*/(?:patch|cover)/(\\d+)/?.*");
    private static final Pattern ID_IN_PATH = Pattern.compile("/([^/?#\\s]+(?:@|%40)[^/?#\\s]+)");
    private static final Pattern BARE_ID =
            Pattern.compile("(?i)\\b(?:supersedes|message-id|id):\\s*<([^<>\\s]+@[^<>\\s]+)>");
    private static final Pattern VERSION =
            Pattern.compile("(?i)(?<![\\w/.-])(?:v|version |rev )(\\d{1,3})(?![\\w/-]|\\.\\d)");
    private static final Pattern FOOTNOTE = Pattern.compile("^\\s*(\\[\\w{1,3}\\])");
    private static final Pattern SUPERSEDES =
            Pattern.compile("(?i)\\bsupersedes:|\\b(?:previous|earlier|last|prior|old)(?:ly)?"
                    + " (?:version|posting|posted|series|revision|submission|iteration|attempt|rfc)|^\\s*(?:rfc|rfc"
                    + " v\\d+|v\\d+|link to v\\d+)\\s*(?::|->|-|\\[)");

    /// Whether the target is said to be an earlier version than this one.
    boolean isBefore(int other) {
        return version != null && version < other;
    }

    /// The mentions in what the sender wrote, in order.
    static List<Mention> in(PatchMail patch) {
        List<String> lines = patch.text().aboveDiff();
        List<Mention> mentions = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith(">")) {
                continue;
            }
            List<String> targets = targets(line);
            if (!targets.isEmpty()) {
                String context = context(lines, i);
                for (String target : targets) {
                    mentions.add(new Mention(
                            target,
                            version(context),
                            SUPERSEDES.matcher(context).find()));
                }
            }
        }
        return mentions;
    }

    private static List<String> targets(String line) {
        List<String> targets = new ArrayList<>();
        if (line.indexOf('@') < 0 && line.indexOf("://") < 0) {
            return targets;
        }
        Matcher url = URL.matcher(line);
        while (url.find()) {
            Matcher number = PATCHWORK.matcher(url.group());
            Matcher id = ID_IN_PATH.matcher(url.group());
            if (number.matches()) {
                targets.add(number.group(1));
            } else if (id.find()) {
                targets.add(decode(id.group(1)));
            }
        }
        Matcher id = BARE_ID.matcher(line);
        while (id.find()) {
            targets.add(id.group(1));
        }
        return targets;
    }

    /// The words that say what a link leads to: those of its line, or of the line that refers to its footnote, or of
    /// the line above.
    private static String context(List<String> lines, int at) {
        String words = URL.matcher(lines.get(at)).replaceAll(" ");
        Matcher footnote = FOOTNOTE.matcher(words);
        if (VERSION.matcher(words).find() || SUPERSEDES.matcher(words).find()) {
            return words;
        }
        if (footnote.find()) {
            String mark = footnote.group(1);
            for (int i = at - 1; i >= 0; i--) {
                if (lines.get(i).contains(mark)) {
                    return lines.get(i);
                }
            }
        }
        for (int i = at - 1; i >= Math.max(0, at - 2); i--) {
            if (!lines.get(i).isBlank()) {
                return words + "\n" + lines.get(i);
            }
        }
        return words;
    }

    private static @Nullable Integer version(String context) {
        Matcher version = VERSION.matcher(context);
        return version.find() ? Integer.valueOf(version.group(1)) : null;
    }

    private static String decode(String id) {
        try {
            return URLDecoder.decode(id.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return id;
        }
    }
}
