package patchidx.field;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import patchidx.field.Column.Values;
import patchidx.field.Column.Wording;
import patchidx.mail.Address;
import patchidx.mail.AddressParser;
import patchidx.patch.Diff;
import patchidx.patch.Diffstat;
import patchidx.patch.FileDiff;
import patchidx.patch.Hunk;
import patchidx.patch.Kind;
import patchidx.patch.PatchMail;
import patchidx.patch.Trailer;
import patchidx.series.Standing;
import patchidx.source.Location;
import patchidx.source.Problem;

/// The table of fields: all that can be asked, sorted, counted and printed, one line each.
///
/// From a line follow how a field is indexed, its prefix in queries with its aliases, sorting, its key in JSON, the
/// `fields` command and the reference page. Printed fields stand in the order of the JSON contract.
public enum PatchField {
    ID(
            "id",
            "id",
            messageId(PatchMail::id),
            "Message-ID, without angle brackets",
            "id:20240305.1-ada@example.org",
            "m",
            "mid",
            "message-id",
            "msgid"),
    KIND(
            "kind",
            "kind",
            new Column.Keyword(
                    entry -> entry.patch().kind().label(),
                    oneOf(Stream.of(Kind.values()).map(Kind::label))),
            "patch, cover, reply, pull or other",
            "kind:cover"),
    SUBJECT("subject", "subject", prose(mail -> mail.subject().text(), 8), "words of the subject", "subject:irq", "s"),
    TITLE(
            "title",
            "title",
            prose(mail -> mail.subject().title(), 0),
            "words of the subject behind its prefixes",
            "title:\"fix leak\""),
    TAG("tag", "tags", keywords(mail -> mail.subject().tags()), "a word of the subject's prefixes", "tag:net-next"),
    VERSION(
            "version",
            "version",
            number(mail -> (long) mail.subject().version()),
            "version of the patch, 1 if none is named",
            "version:2..",
            "v"),
    NUMBER("number", "number", number(mail -> toLong(mail.subject().number())), "the n of n/m", "number:1", "n/m"),
    TOTAL("total", "total", number(mail -> toLong(mail.subject().total())), "the m of n/m", "total:..5", "parts"),
    FROM(
            "from",
            "from",
            person(mail -> mail.mail().from(), 3),
            "name or address of who sent it",
            "from:ada",
            "f",
            "submitter"),
    AUTHOR(
            "author",
            "author",
            person(PatchMail::author, 3),
            "name or address of who wrote the patch",
            "author:\"ada lovelace\""),
    TO("to", "to", people(mail -> mail.mail().to(), 1), "name or address in To", "to:virt@example.org", "t"),
    CC("cc", "cc", people(mail -> mail.mail().cc(), 1), "name or address in Cc", "cc:grace", "c"),
    DATE("date", "date", time(mail -> mail.mail().date()), "when it was written", "date:2019-09..2019-10", "d", "dt"),
    LIST(
            "list",
            "lists",
            names(mail -> mail.mail().lists()),
            "id of a mailing list, or words of it",
            "list:virt",
            "l",
            "lid"),
    IN_REPLY_TO(
            "in-reply-to",
            "in_reply_to",
            messageId(mail -> mail.mail().inReplyTo()),
            "Message-ID of the mail answered",
            "in-reply-to:cover@example.org"),
    REFERENCES(
            "references",
            "references",
            new Column.Keywords(entry -> entry.patch().mail().references(), false, new Values.MessageIds(List.of())),
            "Message-ID of a mail further up in the thread",
            "references:cover@example.org"),
    PATCHWORK(
            "patchwork",
            "patchwork_id",
            number(mail -> mail.mail().patchworkId()),
            "number in patchwork",
            "patchwork:11157989"),
    DIFFSTAT("diffstat", "diffstat", fact(PatchMail::diffstat), "totals of the diffstat", ""),
    CHANGES("changes", "changes", fact(PatchMail::changes), "what happens to each file", ""),
    TRAILERS("trailers", "trailers", fact(PatchMail::trailers), "trailers of the mail", ""),
    PATCH_ID(
            "patch-id",
            "patch_id",
            objectId(PatchMail::patchId),
            "what git patch-id --stable prints",
            "patch-id:8f3c1f0",
            "patchid"),
    FOR_PATCH_ID(
            "for-patch-id",
            "",
            objectId(mail ->
                    mail.mail().header("X-For-Patch-ID").map(String::strip).orElse(null)),
            "the X-For-Patch-ID header: the patch that the mail is about",
            "for-patch-id:8f3c1f0",
            "forpatchid"),
    CHANGE_ID(
            "change-id",
            "change_id",
            keyword(PatchMail::changeId),
            "the change-id line",
            "change-id:20240305-irq-4f2a",
            "changeid"),
    BASE_COMMIT("base", "base_commit", objectId(PatchMail::baseCommit), "the base-commit line", "base:1da177e4c3f4"),
    SERIES_ID(
            "series-id",
            "series",
            new Column.Fact(
                    entry -> entry.standing() == null ? null : entry.standing().series()),
            "id of the series",
            ""),
    WORK_ID(
            "work-id",
            "work",
            new Column.Fact(
                    entry -> entry.standing() == null ? null : entry.standing().work()),
            "id of the first version of the series",
            ""),
    SOURCES("sources", "sources", new Column.Fact(Entry::sources), "every place it was read from", ""),
    SCORE("score", "score", new Column.Fact(Entry::score), "relevance in a search", ""),
    PROBLEMS("problems", "problems", new Column.Fact(Entry::problems), "what was odd about the mail", ""),

    BODY(
            "body",
            "",
            anyOf("nq", "q", "removed", "added", "context", "function"),
            "words of the text, the diff included",
            "body:\"null pointer\"",
            "b"),
    BS("bs", "", anyOf("subject", "body"), "words of subject or text", "bs:irq"),
    UNQUOTED("nq", "", prose(PatchMail::unquoted, 1), "words of what the sender wrote, without the diff", "nq:leak"),
    QUOTED("q", "", prose(PatchMail::quoted, 0.5f), "words of what the sender quotes", "q:leak"),
    REMOVED("removed", "", code('-'), "words of lines that are removed", "removed:kfree", "dfa"),
    ADDED("added", "", code('+'), "words of lines that are added", "added:kzalloc", "dfb"),
    CONTEXT("context", "", code(' '), "words of lines around changes", "context:mutex_lock", "dfctx"),
    FUNCTION(
            "function",
            "",
            new Column.Code(PatchField::functions, 1),
            "words of the function that a hunk is in",
            "function:vcpu_reset",
            "dfhh"),
    SYMBOL(
            "sym",
            "",
            new Column.Symbols(entry -> Symbols.of(entry.patch())),
            "an identifier, exactly and in this case",
            "sym:kvm_vcpu_reset"),
    PRE_BLOB("dfpre", "", blobs(FileDiff::oldBlob), "id of a blob before the patch", "dfpre:3dd8238"),
    POST_BLOB("dfpost", "", blobs(FileDiff::newBlob), "id of a blob after the patch", "dfpost:cf3119a"),
    BLOB("blob", "", anyOf("dfpre", "dfpost"), "id of a blob on either side", "blob:3dd8238", "dfblob"),
    TO_CC("tc", "", anyOf("to", "cc"), "name or address in To or Cc", "tc:ada"),
    ANY_ADDRESS(
            "a", "", anyOf("from", "author", "to", "cc"), "name or address anywhere in From, To or Cc", "a:ada", "tcf"),
    FILE(
            "file",
            "",
            paths(PatchField::files, 2),
            "a file that is changed: whole path, trailing part or folder",
            "file:drivers/vfio/",
            "dfn"),
    FILES("files", "", number(mail -> size(mail, Diffstat::files)), "how many files are changed", "files:..3"),
    INSERTIONS(
            "insertions",
            "",
            number(mail -> size(mail, Diffstat::insertions)),
            "how many lines are added",
            "insertions:500..",
            "adds"),
    DELETIONS(
            "deletions",
            "",
            number(mail -> size(mail, Diffstat::deletions)),
            "how many lines are removed",
            "deletions:0",
            "dels"),
    CHANGED_LINES(
            "changed-lines",
            "",
            number(mail -> size(mail, stat -> stat.insertions() + stat.deletions())),
            "how many lines are added or removed",
            "changed-lines:..10"),
    RECEIVED("received", "", time(mail -> mail.mail().received()), "when a server took it", "received:2019-09..", "rt"),
    SIZE("size", "", number(mail -> mail.mail().size()), "bytes of the mail", "size:100000..", "z"),
    THREAD(
            "thread",
            "",
            messageId(PatchField::threadRoot),
            "Message-ID of the first mail of the thread, as far as References tells",
            "thread:cover@example.org"),
    TRAILER(
            "trailer",
            "",
            new Column.Words(
                    entry -> trailers(
                            entry.patch(), trailer -> true, trailer -> trailer.name() + ": " + trailer.value()),
                    0,
                    Wording.LINES),
            "words of any trailer, with its name",
            "trailer:\"fixes 1da177e4c3f4\""),
    REVIEWED_BY(
            "reviewed-by", "", givenBy("Reviewed-by"), "name or address in a Reviewed-by trailer", "reviewed-by:grace"),
    ACKED_BY("acked-by", "", givenBy("Acked-by"), "name or address in an Acked-by trailer", "acked-by:grace"),
    TESTED_BY("tested-by", "", givenBy("Tested-by"), "name or address in a Tested-by trailer", "tested-by:grace"),
    REPORTED_BY(
            "reported-by", "", givenBy("Reported-by"), "name or address in a Reported-by trailer", "reported-by:grace"),
    SUGGESTED_BY(
            "suggested-by",
            "",
            givenBy("Suggested-by"),
            "name or address in a Suggested-by trailer",
            "suggested-by:grace"),
    SIGNED_OFF_BY(
            "signed-off-by",
            "",
            givenBy("Signed-off-by"),
            "name or address in a Signed-off-by trailer",
            "signed-off-by:ada"),
    CO_DEVELOPED_BY(
            "co-developed-by",
            "",
            givenBy("Co-developed-by"),
            "name or address in a Co-developed-by trailer",
            "co-developed-by:ada"),
    CC_TRAILER("cc-trailer", "", givenBy("Cc"), "name or address in a Cc trailer", "cc-trailer:stable"),
    FIXES(
            "fixes",
            "",
            new Column.Words(entry -> trailers(entry.patch(), is("Fixes"), Trailer::value), 0, Wording.COMMITS),
            "commit, also abbreviated, or title in a Fixes trailer",
            "fixes:1da177e4"),
    LINK(
            "link",
            "",
            words(mail -> trailers(mail, is("Link"), Trailer::value)),
            "words of a Link trailer",
            "link:lore.example.org"),
    CLOSES(
            "closes",
            "",
            words(mail -> trailers(mail, is("Closes"), Trailer::value)),
            "words of a Closes trailer",
            "closes:bugs.example.org"),
    ATTACHMENT(
            "attachment",
            "",
            names(mail -> mail.mail().attachments()),
            "file name of an attachment",
            "attachment:0001-fix.patch",
            "n"),
    SOURCE(
            "source",
            "",
            new Column.Paths(PatchField::sourcePaths, 0),
            "path it was read from: whole, trailing part or folder",
            "source:2019-09-24/"),
    FLAG(
            "flag",
            "",
            new Column.Keywords(PatchField::flags, false, oneOf(Flag.ofMails().map(Flag::label))),
            "what the mail is, by itself",
            "flag:reply"),
    STATE(
            "state",
            "state",
            new Column.Standings(PatchField::states, oneOf(Flag.ofSeries().map(Flag::label))),
            "how the series of the mail stands: the latest version or not, with all patches or not",
            "state:latest"),
    IS("is", "", anyOf("flag", "state"), "what the mail is, see below", "is:reply"),
    SERIES(
            "series",
            "",
            new Column.Standings(
                    PatchField::series, new Values.MessageIds(List.of(Flag.COMPLETE.label(), Flag.INCOMPLETE.label()))),
            "Message-ID of the cover letter or first patch of the series; or complete, incomplete",
            "series:incomplete"),
    WORK(
            "work",
            "",
            new Column.Standings(standing -> List.of(standing.work()), new Values.MessageIds(List.of())),
            "id of the series that was the first version",
            "work:20240305.1-ada@example.org"),
    VERSIONS(
            "versions",
            "versions",
            new Column.Tally(standing -> (long) standing.versions()),
            "how many versions of the series there are",
            "versions:5.."),
    MISSING(
            "missing",
            "missing",
            new Column.Tally(standing -> (long) standing.missing()),
            "how many patches of the series are not there",
            "missing:1.."),
    REPLIES(
            "replies",
            "replies",
            new Column.Tally(standing -> (long) standing.replies()),
            "how many answers the patch or cover letter got",
            "replies:0"),
    REVIEWS(
            "reviews",
            "reviews",
            new Column.Tally(standing -> (long) standing.reviews()),
            "how many people gave Reviewed-by or Acked-by in answers, to the cover letter or the same patch in earlier"
                    + " versions too",
            "reviews:0"),
    ACTIVITY(
            "activity",
            "activity",
            new Column.Moment(Standing::activity, false),
            "when the last mail of the series, or in answer to it, was written",
            "activity:2.weeks.ago.."),
    STALE(
            "stale",
            "",
            new Column.Moment(Standing::activity, true),
            "nothing has come to the series since",
            "stale:30d"),
    PROBLEM(
            "problem",
            "",
            new Column.Keywords(
                    PatchField::problemKinds,
                    false,
                    oneOf(Stream.of(Problem.Kind.values()).map(Problem.Kind::label))),
            "what was odd, see below",
            "problem:bad-date");

    private static final Map<String, PatchField> BY_NAME = Stream.of(values())
            .filter(field -> field.column.isAsked())
            .flatMap(field -> field.names().map(name -> Map.entry(name, field)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private final String label;
    private final String jsonKey;
    private final Column column;
    private final String help;
    private final String example;
    private final List<String> aliases;

    PatchField(String label, String jsonKey, Column column, String help, String example, String... aliases) {
        this.label = label;
        this.jsonKey = jsonKey;
        this.column = column;
        this.help = help;
        this.example = example;
        this.aliases = List.of(aliases);
    }

    /// The name of the field in queries, in any case, which may be an alias; empty if there is no such field.
    public static Optional<PatchField> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
    }

    /// The fields that a query may name.
    public static List<PatchField> asked() {
        return Arrays.stream(values()).filter(field -> field.column.isAsked()).toList();
    }

    /// The fields that JSON has, in its order.
    public static List<PatchField> printed() {
        return Arrays.stream(values()).filter(field -> !field.jsonKey.isEmpty()).toList();
    }

    /// The name in queries, and of the field in the index.
    public String label() {
        return label;
    }

    /// The key in JSON; empty if the field is not printed.
    public String jsonKey() {
        return jsonKey;
    }

    public Column column() {
        return column;
    }

    public String help() {
        return help;
    }

    /// Whether an entry has a value of its own for the field, which can be printed.
    public boolean hasValue() {
        return !(column instanceof Column.AnyOf);
    }

    /// A query that uses the field; empty if none can.
    public String example() {
        return example;
    }

    public List<String> aliases() {
        return aliases;
    }

    /// The label, then the aliases.
    public Stream<String> names() {
        return Stream.concat(Stream.of(label), aliases.stream());
    }

    private static Column words(Function<PatchMail, String> get) {
        return new Column.Words(entry -> get.apply(entry.patch()), 0, Wording.PLAIN);
    }

    private static Column prose(Function<PatchMail, String> get, float weight) {
        return new Column.Words(entry -> get.apply(entry.patch()), weight, Wording.PROSE);
    }

    private static Column code(char sign) {
        return new Column.Code(diff -> diff.lines(sign), 1);
    }

    private static Column anyOf(String... labels) {
        return new Column.AnyOf(List.of(labels));
    }

    private static Column objectId(Function<PatchMail, @Nullable String> get) {
        return new Column.ObjectId(entry -> get.apply(entry.patch()));
    }

    private static Column blobs(Function<FileDiff, @Nullable String> side) {
        return new Column.ObjectIds(entry -> entry.patch().diff().files().stream()
                .map(side)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
    }

    /// People named in trailers.
    private static Column givenBy(String name) {
        return people(
                mail -> mail.trailers().stream()
                        .filter(is(name))
                        .flatMap(trailer -> AddressParser.parse(trailer.value()).stream())
                        .toList(),
                0);
    }

    private static Column keyword(Function<PatchMail, @Nullable String> get) {
        return new Column.Keyword(entry -> get.apply(entry.patch()), new Values.Any());
    }

    private static Column messageId(Function<PatchMail, @Nullable String> get) {
        return new Column.Keyword(entry -> get.apply(entry.patch()), new Values.MessageIds(List.of()));
    }

    private static Values oneOf(Stream<String> labels) {
        return new Values.OneOf(labels.toList());
    }

    private static Column keywords(Function<PatchMail, List<String>> get) {
        return new Column.Keywords(entry -> get.apply(entry.patch()), false, new Values.Any());
    }

    private static Column names(Function<PatchMail, List<String>> get) {
        return new Column.Keywords(entry -> get.apply(entry.patch()), true, new Values.Any());
    }

    private static Column person(Function<PatchMail, Address> get, float weight) {
        return new Column.Person(entry -> get.apply(entry.patch()), weight);
    }

    private static Column people(Function<PatchMail, List<Address>> get, float weight) {
        return new Column.People(entry -> get.apply(entry.patch()), weight);
    }

    private static Column paths(Function<PatchMail, List<String>> get, float weight) {
        return new Column.Paths(entry -> get.apply(entry.patch()), weight);
    }

    private static Column number(Function<PatchMail, @Nullable Long> get) {
        return new Column.Whole(entry -> get.apply(entry.patch()));
    }

    private static Column time(Function<PatchMail, @Nullable Instant> get) {
        return new Column.Time(entry -> get.apply(entry.patch()));
    }

    private static Column fact(Function<PatchMail, @Nullable Object> get) {
        return new Column.Fact(entry -> get.apply(entry.patch()));
    }

    private static @Nullable Long toLong(@Nullable Integer number) {
        return number == null ? null : number.longValue();
    }

    private static List<String> files(PatchMail mail) {
        return mail.changes().stream()
                .flatMap(change -> Stream.of(change.path(), change.oldPath()))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private static List<String> functions(Diff diff) {
        return diff.files().stream()
                .flatMap(file -> file.hunks().stream())
                .map(Hunk::function)
                .filter(function -> !function.isEmpty())
                .distinct()
                .toList();
    }

    private static @Nullable Long size(PatchMail mail, ToIntFunction<Diffstat> part) {
        Diffstat size = mail.size();
        return size == null ? null : (long) part.applyAsInt(size);
    }

    private static String threadRoot(PatchMail mail) {
        if (!mail.mail().references().isEmpty()) {
            return mail.mail().references().getFirst();
        }
        String answered = mail.mail().inReplyTo();
        return answered == null ? mail.id() : answered;
    }

    private static Predicate<Trailer> is(String name) {
        return trailer -> trailer.is(name);
    }

    private static String trailers(PatchMail mail, Predicate<Trailer> which, Function<Trailer, String> text) {
        return mail.trailers().stream().filter(which).map(text).collect(Collectors.joining("\n"));
    }

    private static List<String> sourcePaths(Entry entry) {
        return entry.sources().stream().map(Location::path).distinct().toList();
    }

    private static List<String> flags(Entry entry) {
        return Flag.ofMails().filter(flag -> flag.holds(entry)).map(Flag::label).toList();
    }

    private static List<String> states(Standing standing) {
        return Flag.ofSeries()
                .filter(flag -> flag.holds(standing))
                .map(Flag::label)
                .toList();
    }

    private static List<String> series(Standing standing) {
        Flag completeness = Flag.COMPLETE.holds(standing) ? Flag.COMPLETE : Flag.INCOMPLETE;
        return List.of(standing.series(), completeness.label());
    }

    private static List<String> problemKinds(Entry entry) {
        return entry.problems().stream()
                .map(problem -> problem.kind().label())
                .distinct()
                .toList();
    }
}
