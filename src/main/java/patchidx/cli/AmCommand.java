package patchidx.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import patchidx.index.PatchIndex;
import patchidx.mail.Address;
import patchidx.patch.PatchMail;
import patchidx.patch.Trailer;
import patchidx.query.Search;
import patchidx.query.SeriesLookup;
import patchidx.render.AmMail;
import patchidx.series.AmPlan;
import patchidx.series.PatchSet;
import patchidx.series.Replies;
import patchidx.series.Review;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "am",
        description = {
            "Write a series as an mbox that git am applies.",
            "",
            "Any mail of the series names it. The patches stand in order, with the trailers that replies give to them"
                    + " or to the cover letter below their own; where git patch-id tells that a patch has not changed"
                    + " since, with those given to earlier versions, too. Standard error says what was done, what is"
                    + " missing, and which commit the series applies to, if its mails state one.",
            "",
            "If patches are missing, nothing is written, and the exit status is 1. Some people send only those patches"
                    + " of a series again that changed; what such a version leaves out comes from the version before"
                    + " it, and is named."
        },
        footer = {
            "",
            "Examples:",
            "  patchidx am 20240305101500.1-1-ada@example.org > series.mbox && git am series.mbox",
            "  patchidx am -v2 --no-trailers cover@example.org | git am"
        })
final class AmCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "ID", description = MailOption.HELP)
    private String id = "";

    @Option(
            names = {"-v", "--reroll-count"},
            paramLabel = "N",
            description = "Take version N, and if it was sent again or in parts, the one that the mail belongs to;"
                    + " without it the newest, whichever version the mail belongs to.")
    private @Nullable Integer version;

    @Option(names = "--no-trailers", description = "Leave the messages as they were sent.")
    private boolean noTrailers;

    @Option(
            names = "--partial",
            description = "Write the patches that there are, also if some are missing; the exit status is 0.")
    private boolean partial;

    @Option(names = "--cover", paramLabel = "FILE", description = "Write the text of the cover letter to a file.")
    private @Nullable Path cover;

    @Mixin
    private final IndexOption index = new IndexOption();

    AmCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        MailOption.query(id);
        Usage.check(cover == null || canBeMade(cover), "--cover: no file can be made at " + cover);
        try (PatchIndex opened = PatchIndex.open(index.folder(console))) {
            Search search = new Search(opened, console.clock());
            Optional<Search.Hit> hit = MailOption.find(search, id);
            if (hit.isEmpty()) {
                return MailOption.missing(id, index, console);
            }
            Optional<SeriesLookup.Found> found = new SeriesLookup(search).of(hit.get());
            return found.isEmpty() ? console.nothing("no patches belong to " + id) : write(found.get(), opened);
        }
    }

    private static boolean canBeMade(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return folder != null && Files.isDirectory(folder) && !Files.isDirectory(file);
    }

    private int write(SeriesLookup.Found found, PatchIndex opened) throws IOException {
        Optional<PatchSet> wanted = wanted(found);
        if (wanted.isEmpty()) {
            return console.nothing(
                    "no version " + version + " of " + found.named().title() + "; there are "
                            + found.versions().stream()
                                    .map(set -> String.valueOf(set.version()))
                                    .collect(Collectors.joining(", ")));
        }
        AmPlan plan = AmPlan.of(found.versions(), wanted.get());
        String what = "version " + plan.set().version() + " of " + plan.set().title();
        if (!plan.missing().isEmpty()) {
            console.say(what + ": missing " + numbers(plan));
            if (!partial || plan.parts().isEmpty()) {
                console.hint(
                        plan.parts().isEmpty() ? "ingest the mails with the patches" : "--partial writes the others");
                return ExitStatus.NOTHING.code();
            }
        }
        Replies replies = noTrailers ? Replies.NONE : found.replies();
        for (AmPlan.Part part : plan.parts()) {
            byte[] bytes = opened.bytes(document(part.patch(), found)).getFirst();
            List<Trailer> trailers = replies.toAdd(part.patch()).stream()
                    .filter(Review::fits)
                    .map(Review::trailer)
                    .toList();
            console.sink().foreign(AmMail.of(part.patch(), bytes, trailers));
        }
        console.say(what + ": " + plan.parts().size() + " of " + plan.set().total() + " patches");
        report(plan, replies);
        writeCover(plan.set());
        return ExitStatus.DONE.code();
    }

    /// The version that was asked for. If several have that number, because it was sent again or in parts, that is the
    /// one which the mail belongs to, or else the newest.
    private Optional<PatchSet> wanted(SeriesLookup.Found found) {
        if (version != null && found.named().version() == version) {
            return Optional.of(found.named());
        }
        return found.versions().stream()
                .filter(set -> version == null || set.version() == version)
                .reduce((older, newer) -> newer);
    }

    private static int document(PatchMail patch, SeriesLookup.Found found) {
        return found.mails().stream()
                .filter(hit -> hit.entry().patch().id().equals(patch.id()))
                .findFirst()
                .orElseThrow()
                .document();
    }

    private static String numbers(AmPlan plan) {
        return plan.missing().stream()
                .map(number -> number + "/" + plan.set().total())
                .collect(Collectors.joining(", "));
    }

    private void report(AmPlan plan, Replies replies) {
        for (AmPlan.Part filler : plan.fillers()) {
            console.say("patch " + filler.number() + " is from version "
                    + filler.from().version() + ": " + filler.patch().id());
        }
        Map<Note, List<String>> notes = new LinkedHashMap<>();
        for (AmPlan.Part part : plan.parts()) {
            for (Review review : replies.toAdd(part.patch())) {
                notes.computeIfAbsent(Note.of(review), any -> new ArrayList<>()).add(String.valueOf(part.number()));
            }
        }
        notes.forEach((note, numbers) -> console.say(note.about(numbers)));
        String base = plan.set().base();
        if (base != null) {
            console.say("made on commit " + base);
            console.hint("git checkout -b NAME " + base);
        }
    }

    /// What is said of a trailer, whichever patches it was given to.
    ///
    /// @param earlier the version that it was given to; null if it is the one at hand
    /// @param sender who gave it in somebody else's name; null if it was given in the own
    private record Note(
            String trailer,
            @Nullable Integer earlier,
            @Nullable Address sender) {
        static Note of(Review review) {
            return new Note(
                    review.name() + ": " + review.value(), review.carriedFrom(), review.fits() ? null : review.from());
        }

        String about(List<String> numbers) {
            return (sender == null ? "to patch " : "not to patch ")
                    + String.join(", ", numbers)
                    + (sender == null ? "" : ", as " + sender + " sent it")
                    + ": "
                    + trailer
                    + (earlier == null ? "" : ", given to version " + earlier + ", where the patch is the same");
        }
    }

    private void writeCover(PatchSet set) throws IOException {
        PatchMail letter = set.cover();
        if (letter == null) {
            if (cover != null) {
                console.say("there is no cover letter");
            }
            return;
        }
        if (cover == null) {
            console.say("the cover letter is left out; --cover FILE writes it");
            return;
        }
        Files.writeString(
                cover, letter.subject().title() + "\n\n" + letter.mail().text());
    }
}
