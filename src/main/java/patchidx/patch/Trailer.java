package patchidx.patch;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// A line such as `Reviewed-by: Ada <ada@example.org>` in a commit message.
///
/// @param name as written, without the colon
/// @param value what follows, folded lines joined by a blank
public record Trailer(String name, String value) {
    /// The names of trailers that do not end in `-by`. `Bug` is one in this spelling alone.
    static final List<String> REFERENCES = List.of(
            "fixes",
            "link",
            "closes",
            "cc",
            "bug",
            "buglink",
            "bugzilla",
            "references",
            "ref",
            "change-id",
            "message-id",
            "commit-id",
            "git-commit-id",
            "depends-on",
            "based-on",
            "supersedes",
            "obsoletes",
            "resolves",
            "stable-dep-of",
            "cherry-picked-from",
            "upstream-status",
            "addresses-coverity",
            "addresses-coverity-id",
            "coverity-id",
            "cve",
            "issue",
            "lore",
            "patchwork",
            "ticket",
            "tracker");

    private static final Pattern BY = Pattern.compile("(?i)[a-z]++(?:-[a-z]++){0,8}?-by");

    public boolean is(String other) {
        return name.equalsIgnoreCase(other);
    }

    /// Whether a message that has the one needs the other no more.
    public boolean saysTheSameAs(Trailer other) {
        return is(other.name) && value.equalsIgnoreCase(other.value);
    }

    /// Whether a trailer may have that name, in any case.
    public static boolean isName(String name) {
        return BY.matcher(name).matches() || REFERENCES.contains(name.toLowerCase(Locale.ROOT));
    }
}
