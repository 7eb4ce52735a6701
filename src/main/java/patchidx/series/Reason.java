package patchidx.series;

/// Why two series are taken for versions of one work: one line a reason.
public enum Reason {
    CHANGE_ID("change-id", "both name the same change-id"),
    RUN("message-id", "b4 gave both Message-IDs with the same name of a work in them"),
    MENTION("mention", "the later one links to the earlier one as a version before it"),
    PREDECESSOR("predecessor", "both link to the same earlier version"),
    CHANGELOG("changelog", "the later one repeats what the earlier one says has changed"),
    THREAD("thread", "the later one was sent as an answer to the earlier one, by the same sender"),
    TITLE("title", "the titles are the same"),
    LIKE_TITLE("like-title", "the titles have most words in common"),
    PATCH_IDS("patch-ids", "patches are the same, as git patch-id tells"),
    PATCH_TITLES("patch-titles", "patches have the same titles"),
    FILES("files", "they change the same files"),
    AUTHOR("author", "the sender is the same"),
    NEXT("next", "the version is the next one");

    private final String label;
    private final String help;

    Reason(String label, String help) {
        this.label = label;
        this.help = help;
    }

    public String label() {
        return label;
    }

    public String help() {
        return help;
    }
}
