package patchidx.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import patchidx.Fixtures;
import patchidx.field.Column;
import patchidx.field.Entry;
import patchidx.field.PatchField;
import patchidx.index.Ingest;
import patchidx.index.PatchIndex;
import patchidx.mail.Address;
import patchidx.patch.Digests;
import patchidx.query.Search.Hit;

/// Sorts, pages, counts and collapses the mails of testdata in plain Java, and wants the same of the index.
class AnswerProofTest {
    private static final int SEEDS = 20;

    @TempDir
    private static Path folder;

    private static PatchIndex index;
    private static Search search;
    private static List<Mail> mails;
    private static final Map<Integer, Mail> BY_DOCUMENT = new HashMap<>();

    /// A mail, and the name that no other has.
    private record Mail(Entry entry, String key) {
        static Mail of(PatchIndex index, Hit hit) {
            Mail known = index == AnswerProofTest.index ? BY_DOCUMENT.get(hit.document()) : null;
            return known == null ? read(index, hit) : known;
        }

        private static Mail read(PatchIndex index, Hit hit) {
            CRC32C checksum = new CRC32C();
            try {
                checksum.update(index.bytes(hit.document()).getFirst());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            return new Mail(hit.entry(), hit.entry().patch().id() + "#" + Long.toHexString(checksum.getValue()));
        }
    }

    @BeforeAll
    static void ingest() throws Exception {
        Ingest.run(folder.resolve("index"), archives("archive", "mail", "mbox", "dump"));
        index = PatchIndex.open(folder.resolve("index"));
        search = new Search(index, Fixtures.CLOCK);
        mails = search.all(new Query.All()).stream()
                .map(hit -> {
                    Mail mail = Mail.of(index, hit);
                    BY_DOCUMENT.put(hit.document(), mail);
                    return mail;
                })
                .toList();
    }

    @AfterAll
    static void close() throws IOException {
        index.close();
    }

    private static List<Path> archives(String... folders) {
        return Stream.of(folders)
                .map(name -> Fixtures.BASE.resolve("testdata").resolve(name))
                .toList();
    }

    static Stream<String> orders() {
        return Order.names().stream()
                .filter(name -> !name.equals("relevance"))
                .flatMap(name -> Stream.of(name, "-" + name));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("orders")
    void sortsByValueThenNewestFirstThenByPlace(String order) throws Exception {
        boolean descending = order.startsWith("-");
        PatchField field =
                PatchField.named(descending ? order.substring(1) : order).orElseThrow();
        List<String> expected = mails.stream()
                .sorted(by(field, descending)
                        .thenComparing(by(PatchField.DATE, true))
                        .thenComparing(byPlace()))
                .map(Mail::key)
                .toList();
        assertThat(keys(index, "*", order, 0, Integer.MAX_VALUE, null)).isEqualTo(expected);
    }

    @Test
    void sortsTheBestFirst() throws Exception {
        List<Float> scores = page(search, "owl timer", "relevance", 0, Integer.MAX_VALUE, null).hits().stream()
                .map(hit -> hit.entry().score())
                .toList();
        assertThat(scores).isSortedAccordingTo(Comparator.reverseOrder()).hasSizeGreaterThan(5);
    }

    static IntStream seeds() {
        return IntStream.range(0, SEEDS);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void pagesTogetherAreTheWholeList(int seed) throws Exception {
        Random random = new Random(seed);
        List<String> names = Order.names();
        String order = names.get(random.nextInt(names.size()));
        String signed = random.nextBoolean() || order.equals("relevance") ? order : "-" + order;
        String query = List.of("*", "owl OR kite", "is:patch", "NOT is:patch", "file:drivers/")
                .get(random.nextInt(5));
        int limit = 1 + random.nextInt(40);
        List<String> whole = keys(index, query, signed, 0, Integer.MAX_VALUE, null);

        List<String> byCursor = new ArrayList<>();
        String next = null;
        do {
            Search.Answer page = page(search, query, signed, 0, limit, next);
            assertThat(page.total()).isEqualTo(whole.size());
            assertThat(page.hits()).as("no page is empty").isNotEmpty();
            page.hits().forEach(hit -> byCursor.add(Mail.of(index, hit).key()));
            next = page.next();
        } while (next != null);
        assertThat(byCursor).isEqualTo(whole);

        List<String> byOffset = new ArrayList<>();
        for (int offset = 0; offset < whole.size(); offset += limit) {
            byOffset.addAll(keys(index, query, signed, offset, limit, null));
        }
        assertThat(byOffset).isEqualTo(whole);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"date", "-date", "from", "-version", "file"})
    void pagesGoOnWhereTheyEndedWhileMailArrives(String order) throws Exception {
        Path growing = folder.resolve("growing" + order);
        Ingest.run(growing, archives("mail"));
        String next;
        String last;
        try (PatchIndex before = PatchIndex.open(growing)) {
            Search.Answer first = page(new Search(before, Fixtures.CLOCK), "*", order, 0, 30, null);
            next = first.next();
            last = Mail.of(before, first.hits().getLast()).key();
        }
        Ingest.run(growing, archives("archive", "mbox"));
        try (PatchIndex after = PatchIndex.open(growing)) {
            List<String> whole = keys(after, "*", order, 0, Integer.MAX_VALUE, null);
            assertThat(whole).contains(last);
            assertThat(keys(after, "*", order, 0, Integer.MAX_VALUE, next))
                    .isEqualTo(whole.subList(whole.indexOf(last) + 1, whole.size()));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void pagesByRelevanceGiveEachEarlierHitOnceWhileMailArrives(int seed) throws Exception {
        Random random = new Random(seed);
        String query = List.of(
                        "owl", "vfio irq", "owl OR kite OR timer", "subject:irq OR added:lock", "from:ada OR pat*")
                .get(random.nextInt(5));
        int limit = 1 + random.nextInt(6);
        List<List<Path>> arrivals = List.of(archives("archive"), archives("mail"), archives("mbox", "dump"));
        Path growing = folder.resolve("scores" + seed);
        List<String> whole = List.of();
        List<String> today = List.of();
        List<String> paged = new ArrayList<>();
        String next = null;
        for (int i = 0; i < arrivals.size(); i++) {
            Ingest.run(growing, arrivals.get(i));
            try (PatchIndex opened = PatchIndex.open(growing)) {
                today = keys(opened, query, "relevance", 0, Integer.MAX_VALUE, null);
                whole = i == 0 ? today : whole;
                Search pages = new Search(opened, Fixtures.CLOCK);
                // Two pages a day, and on the last day all that are left.
                for (int left = i == 2 ? Integer.MAX_VALUE : 2; left > 0 && (next != null || paged.isEmpty()); left--) {
                    Search.Answer page = page(pages, query, "relevance", 0, limit, next);
                    page.hits().forEach(hit -> paged.add(Mail.of(opened, hit).key()));
                    next = page.next();
                }
            }
        }
        assertThat(paged).doesNotHaveDuplicates();
        assertThat(paged.stream().filter(whole::contains))
                .isEqualTo(whole.stream().filter(today::contains).toList());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"relevance", "date", "-date", "-insertions", "from"})
    void givesTheFirstMailOfEachThread(String order) throws Exception {
        Map<String, String> threads = threads();
        Set<String> seen = new HashSet<>();
        List<String> expected = page(search, "owl OR vfio", order, 0, Integer.MAX_VALUE, null).hits().stream()
                .filter(hit -> seen.add(threads.get(ids(hit.entry()).getFirst())))
                .map(hit -> Mail.of(index, hit).key())
                .toList();
        Search.Page page =
                new Search.Page(Order.named(order).orElseThrow(), 0, Integer.MAX_VALUE, null, Collapse.THREAD);
        Search.Answer answer = search.page(search.parse("owl OR vfio"), page).orElseThrow();
        assertThat(answer.hits().stream().map(hit -> Mail.of(index, hit).key())).isEqualTo(expected);
        assertThat(answer.total()).isEqualTo(expected.size());
        assertThat(expected).hasSizeLessThan((int) search.count(search.parse("owl OR vfio"), Collapse.NOTHING));
    }

    @Test
    void threadsAreTheSameHoweverTheyAreFound() throws Exception {
        Map<String, String> threads = threads();
        List<Set<String>> found = new ThreadSearch(index)
                .threads(search.all(search.parse("*"))).stream()
                        .map(thread -> thread.mails().stream()
                                .map(hit -> threads.get(ids(hit.entry()).getFirst()))
                                .collect(Collectors.toSet()))
                        .toList();
        assertThat(found).allSatisfy(thread -> assertThat(thread).hasSize(1)).doesNotHaveDuplicates();
    }

    /// For the ids of all mails, one id of its thread that is the same for all of them: mails that name an id of a
    /// thread are painted with it, one after another.
    private static Map<String, String> threads() throws Exception {
        Map<String, String> colours = new HashMap<>();
        for (Entry entry : found("*")) {
            List<String> ids = ids(entry);
            ids.forEach(id -> colours.putIfAbsent(id, id));
            Set<String> joined = ids.stream().map(colours::get).collect(Collectors.toSet());
            colours.replaceAll((id, colour) -> joined.contains(colour) ? ids.getFirst() : colour);
        }
        return colours;
    }

    /// The id of a mail, then those it names.
    private static List<String> ids(Entry entry) {
        return Stream.of(PatchField.ID, PatchField.IN_REPLY_TO, PatchField.REFERENCES)
                .flatMap(field -> values(field, entry).stream())
                .toList();
    }

    static Stream<String> facets() {
        return Stream.concat(
                Facet.names().stream(),
                Stream.of("date:day", "date:month", "date:year", "received:year", "file:1", "file:2", "file:3"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("facets")
    void countsEachHitOnceForEachOfItsValues(String facet) throws Exception {
        for (String query : List.of("*", "is:patch", "owl -kite")) {
            Map<List<String>, Long> expected = new HashMap<>();
            for (Entry entry : found(query)) {
                labels(facet, entry).forEach(label -> expected.merge(List.of(label), 1L, Long::sum));
            }
            assertCounts(query, List.of(facet), expected);
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "author,date:year",
                "date:month,kind",
                "kind,tag",
                "file:1,author",
                "tag,tag",
                "file,is",
                "version,files",
                "cc,to"
            })
    void countsPairsOfValues(String facets) throws Exception {
        List<String> names = Arrays.asList(facets.split(",", -1));
        for (String query : List.of("*", "owl")) {
            Map<List<String>, Long> expected = new HashMap<>();
            for (Entry entry : found(query)) {
                for (String first : labels(names.get(0), entry)) {
                    for (String second : labels(names.get(1), entry)) {
                        expected.merge(List.of(first, second), 1L, Long::sum);
                    }
                }
            }
            assertCounts(query, names, expected);
        }
    }

    private static void assertCounts(String query, List<String> names, Map<List<String>, Long> expected)
            throws Exception {
        List<Facet> facets =
                names.stream().map(name -> Facet.parse(name).orElseThrow()).toList();
        Search.Counts counts = search.count(search.parse(query), facets);
        assertThat(counts.total()).isEqualTo(found(query).size());
        assertThat(counts.rows().stream().collect(Collectors.toMap(Search.Count::values, Search.Count::count)))
                .as("%s by %s", query, names)
                .isEqualTo(expected);
        assertThat(counts.rows())
                .isSortedAccordingTo(Comparator.comparingLong(Search.Count::count)
                        .reversed()
                        .thenComparing(count -> String.join("\n", count.values())));
    }

    private static List<Entry> found(String query) throws Exception {
        return search.all(search.parse(query)).stream().map(Hit::entry).toList();
    }

    /// What a mail is counted under.
    private static Set<String> labels(String facet, Entry entry) {
        String name = facet.replaceFirst(":.*", "");
        String grain = facet.substring(Math.min(facet.length(), name.length() + 1));
        PatchField field = PatchField.named(name).orElseThrow();
        return values(field, entry).stream()
                .map(value -> switch (field.column()) {
                    case Column.Time time -> period(value, grain);
                    case Column.Moment moment -> period(value, grain);
                    case Column.Paths paths
                    when !grain.isEmpty() -> {
                        List<String> parts = List.of(value.split("(?<=/)", -1));
                        int folders = Math.min(Integer.parseInt(grain), parts.size() - 1);
                        yield folders == 0 ? "./" : String.join("", parts.subList(0, folders));
                    }
                    default -> value;
                })
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String period(String seconds, String grain) {
        LocalDate day = LocalDate.ofInstant(Instant.ofEpochSecond(Long.parseLong(seconds)), ZoneOffset.UTC);
        return switch (grain) {
            case "day" -> day.toString();
            case "year" -> day.toString().substring(0, 4);
            default -> day.toString().substring(0, 7);
        };
    }

    /// The values of a field as they are sorted and counted: people by their address, and everything but paths in lower
    /// case.
    private static List<String> values(PatchField field, Entry entry) {
        return switch (field.column()) {
            case Column.Person(var get, var weight) -> emails(List.of(get.apply(entry)));
            case Column.People(var get, var weight) -> emails(get.apply(entry));
            case Column.Paths(var get, var weight) -> get.apply(entry);
            case Column.Time(var get) ->
                Stream.ofNullable(get.apply(entry))
                        .map(time -> "" + time.getEpochSecond())
                        .toList();
            case Column.Moment(var get, var upTo) ->
                Stream.ofNullable(entry.standing())
                        .map(get)
                        .filter(Objects::nonNull)
                        .map(time -> "" + time.getEpochSecond())
                        .toList();
            case Column.AnyOf(var labels) ->
                labels.stream()
                        .flatMap(label -> values(PatchField.named(label).orElseThrow(), entry).stream())
                        .toList();
            default ->
                SlowMatcher.values(field, entry).stream()
                        .map(value -> value.toLowerCase(Locale.ROOT))
                        .toList();
        };
    }

    private static List<String> emails(List<Address> people) {
        return people.stream()
                .map(Address::email)
                .filter(Objects::nonNull)
                .map(email -> email.toLowerCase(Locale.ROOT))
                .toList();
    }

    /// By the smallest value; mails without one come last.
    private static Comparator<Mail> by(PatchField field, boolean descending) {
        boolean isNumber = field.column().isNumber() || field.column().isTime();
        Comparator<String> order = isNumber ? Comparator.comparingLong(Long::parseLong) : byBytes();
        Comparator<String> signed = descending ? order.reversed() : order;
        return Comparator.comparing(mail -> smallest(field, mail, order), Comparator.nullsLast(signed));
    }

    private static @Nullable String smallest(PatchField field, Mail mail, Comparator<String> order) {
        return values(field, mail.entry()).stream().min(order).orElse(null);
    }

    /// In the order of the checksums of their names.
    private static Comparator<Mail> byPlace() {
        return Comparator.comparing(
                mail -> new BigInteger(Digests.sha256().digest(mail.key().getBytes(UTF_8))).shiftRight(192));
    }

    private static Comparator<String> byBytes() {
        return (a, b) -> Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8));
    }

    private static Search.Answer page(
            Search search, String query, String order, int offset, int limit, @Nullable String after) throws Exception {
        Search.Page page = new Search.Page(Order.named(order).orElseThrow(), offset, limit, after, Collapse.NOTHING);
        return search.page(search.parse(query), page).orElseThrow();
    }

    private static List<String> keys(
            PatchIndex index, String query, String order, int offset, int limit, @Nullable String after)
            throws Exception {
        return page(new Search(index, Fixtures.CLOCK), query, order, offset, limit, after).hits().stream()
                .map(hit -> Mail.of(index, hit).key())
                .toList();
    }
}
