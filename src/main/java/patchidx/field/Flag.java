package patchidx.field;

import java.util.function.Predicate;
import java.util.stream.Stream;
import patchidx.patch.Kind;
import patchidx.patch.MailIds;
import patchidx.source.Problem;

/// What `is:` asks for: one line a flag.
public enum Flag {
    PATCH("patch", "a patch", entry -> entry.patch().kind() == Kind.PATCH),
    COVER("cover", "a cover letter", entry -> entry.patch().kind() == Kind.COVER),
    REPLY("reply", "an answer", entry -> entry.patch().kind() == Kind.REPLY),
    PULL("pull", "a pull request", entry -> entry.patch().kind() == Kind.PULL),
    RFC("rfc", "tagged RFC", entry -> entry.patch().subject().isTagged("RFC")),
    RESEND("resend", "tagged RESEND", entry -> entry.patch().subject().isTagged("RESEND")),
    BINARY(
            "binary",
            "changes a binary file",
            entry -> entry.patch().changes().stream().anyMatch(change -> change.binary())),
    BARE(
            "bare",
            "known only from an entry of a dump without headers",
            entry -> entry.patch().id().endsWith(MailIds.DOMAIN)),
    ODD(
            "odd",
            "something about the mail was odd, see problems",
            entry -> !entry.problems().isEmpty()),
    SAME_ID(
            "same-id",
            "another mail with other content has the same Message-ID",
            entry -> entry.problems().stream().anyMatch(problem -> problem.kind() == Problem.Kind.SAME_ID));

    private final String label;
    private final String help;
    private final Predicate<Entry> test;

    Flag(String label, String help, Predicate<Entry> test) {
        this.label = label;
        this.help = help;
        this.test = test;
    }

    public String label() {
        return label;
    }

    public String help() {
        return help;
    }

    /// The flags that an entry carries.
    static Stream<Flag> of(Entry entry) {
        return Stream.of(values()).filter(flag -> flag.test.test(entry));
    }
}
