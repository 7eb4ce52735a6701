package patchidx.mail;

import java.util.regex.Pattern;

/// Whether the lines of a text may be joined again (RFC 3676): some mailers break long lines of a patch so that the
/// breaks can be told from real ones.
enum Flow {
    /// Lines are as their author wrote them.
    FIXED,
    /// `format=flowed`: a line that ends in a blank goes on in the next one.
    FLOWED,
    /// `format=flowed; delsp=yes`: so it does, and the blank is not part of it.
    FLOWED_WITHOUT_BLANK;

    private static final Pattern FORMAT_FLOWED = Pattern.compile("format\\s*=\\s*\"?flowed");
    private static final Pattern DELSP = Pattern.compile("delsp\\s*=\\s*\"?yes");
    private static final String SIGNATURE = "-- ";

    /// @param contentType value of the Content-Type header, in lower case
    static Flow of(String contentType) {
        if (!FORMAT_FLOWED.matcher(contentType).find()) {
            return FIXED;
        }
        return DELSP.matcher(contentType).find() ? FLOWED_WITHOUT_BLANK : FLOWED;
    }

    /// The text with its lines joined, and without the blank that protects lines that begin with one; lines of another
    /// quoting depth are not joined.
    String unfold(String text) {
        return this == FIXED ? text : unfold(text, true);
    }

    /// The text as git joins it (git-mailinfo), which does not know about quoting. A patch is what git takes it for.
    String unfoldLikeGit(String text) {
        return this == FIXED ? text : unfold(text, false);
    }

    private String unfold(String text, boolean byDepth) {
        StringBuilder unfolded = new StringBuilder(text.length());
        boolean goesOn = false;
        int depth = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            int quoted = byDepth ? quoteDepth(line) : 0;
            if (goesOn && (quoted != depth || line.equals(SIGNATURE))) {
                unfolded.append('\n');
                goesOn = false;
            }
            String content = goesOn ? line.substring(quoted) : line;
            if (content.startsWith(" ")) {
                content = content.substring(1);
            }
            depth = quoted;
            goesOn = content.endsWith(" ") && !line.equals(SIGNATURE);
            boolean dropBlank = goesOn && this == FLOWED_WITHOUT_BLANK;
            unfolded.append(content, 0, content.length() - (dropBlank ? 1 : 0));
            if (!goesOn) {
                unfolded.append('\n');
            }
        }
        return unfolded.toString();
    }

    private static int quoteDepth(String line) {
        int depth = 0;
        while (depth < line.length() && line.charAt(depth) == '>') {
            depth++;
        }
        return depth;
    }
}
