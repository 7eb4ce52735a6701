package patchidx.field;

import java.util.function.Predicate;
import java.util.stream.Stream;
import patchidx.patch.Kind;
import patchidx.patch.MailIds;
import patchidx.series.Standing;
import patchidx.source.Problem;

/// What `is:` asks for: one line a flag.
public enum Flag {
    PATCH("patch", "a patch", mail(entry -> entry.patch().kind() == Kind.PATCH)),
    COVER("cover", "a cover letter", mail(entry -> entry.patch().kind() == Kind.COVER)),
    REPLY("reply", "an answer", mail(entry -> entry.patch().kind() == Kind.REPLY)),
    PULL("pull", "a pull request", mail(entry -> entry.patch().kind() == Kind.PULL)),
    RFC("rfc", "tagged RFC", mail(entry -> entry.patch().subject().isTagged("RFC"))),
    RESEND("resend", "tagged RESEND", mail(entry -> entry.patch().subject().isTagged("RESEND"))),
    BINARY(
            "binary",
            "changes a binary file",
            mail(entry -> entry.patch().changes().stream().anyMatch(change -> change.binary()))),
    BARE(
            "bare",
            "known only from an entry of a dump without headers",
            mail(entry -> entry.patch().id().endsWith(MailIds.DOMAIN))),
    ODD(
            "odd",
            "something about the mail was odd, see problems",
            mail(entry -> !entry.problems().isEmpty())),
    SAME_ID(
            "same-id",
            "another mail with other content has the same Message-ID",
            mail(entry -> entry.problems().stream().anyMatch(problem -> problem.kind() == Problem.Kind.SAME_ID))),
    LATEST("latest", "a part of the latest version of its series", series(Standing::latest)),
    SUPERSEDED("superseded", "a part of a series that has a later version", series(standing -> !standing.latest())),
    COMPLETE("complete", "a part of a series with all its patches", series(Standing::isComplete)),
    INCOMPLETE("incomplete", "a part of a series that lacks patches", series(standing -> !standing.isComplete()));

    private final String label;
    private final String help;
    private final Test test;

    Flag(String label, String help, Test test) {
        this.label = label;
        this.help = help;
        this.test = test;
    }

    /// What a flag depends on.
    private sealed interface Test {
        /// The mail alone.
        record OfMail(Predicate<Entry> holds) implements Test {}

        /// How the series stands that the mail is a part of. It changes when other mails come.
        record OfSeries(Predicate<Standing> holds) implements Test {}
    }

    private static Test mail(Predicate<Entry> holds) {
        return new Test.OfMail(holds);
    }

    private static Test series(Predicate<Standing> holds) {
        return new Test.OfSeries(holds);
    }

    public String label() {
        return label;
    }

    public String help() {
        return help;
    }

    /// The flags that depend on the mail alone.
    static Stream<Flag> ofMails() {
        return Stream.of(values()).filter(flag -> flag.test instanceof Test.OfMail);
    }

    /// The flags that depend on how a series stands.
    static Stream<Flag> ofSeries() {
        return Stream.of(values()).filter(flag -> flag.test instanceof Test.OfSeries);
    }

    /// Whether a mail carries the flag by itself.
    boolean holds(Entry entry) {
        return test instanceof Test.OfMail(var holds) && holds.test(entry);
    }

    /// Whether the mails of a series carry the flag.
    boolean holds(Standing standing) {
        return test instanceof Test.OfSeries(var holds) && holds.test(standing);
    }
}
