package patchidx.patch;

/// What a mail on a patch list is for.
public enum Kind {
    PATCH("patch", "a patch, alone or as one of a series"),
    COVER("cover", "the cover letter of a series: number 0"),
    REPLY("reply", "an answer: the subject begins with a reply mark such as Re:"),
    PULL("pull", "a request to pull a branch"),
    OTHER("other", "anything else: notices, bug reports, questions");

    private final String label;
    private final String help;

    Kind(String label, String help) {
        this.label = label;
        this.help = help;
    }

    public String label() {
        return label;
    }

    public String help() {
        return help;
    }

    /// Whether such a mail is a part of what somebody posted: a patch or a cover letter.
    public boolean isPosted() {
        return this == PATCH || this == COVER;
    }
}
