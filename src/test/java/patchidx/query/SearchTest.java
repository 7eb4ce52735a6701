package patchidx.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.lucene.store.AlreadyClosedException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import patchidx.Fixtures;
import patchidx.field.Entry;
import patchidx.index.Ingest;
import patchidx.index.PatchIndex;
import patchidx.series.MailThread;

/// Searches in testdata/archive, which holds 26 mails, and in all of testdata.
class SearchTest {
    private static final int ALL = Integer.MAX_VALUE;

    @TempDir
    static Path folder;

    private static PatchIndex archive;
    private static PatchIndex everything;

    @BeforeAll
    static void ingest() throws Exception {
        Ingest.run(folder.resolve("archive"), List.of(Fixtures.BASE.resolve("testdata/archive")));
        Ingest.run(folder.resolve("everything"), List.of(Fixtures.BASE.resolve("testdata")));
        archive = PatchIndex.open(folder.resolve("archive"));
        everything = PatchIndex.open(folder.resolve("everything"));
    }

    @AfterAll
    static void close() throws Exception {
        archive.close();
        everything.close();
    }

    static Stream<String> sortNames() {
        return Order.names().stream()
                .filter(name -> !name.equals("relevance"))
                .flatMap(name -> Stream.of(name, "-" + name));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '§',
            value = {
                "* → 26",
                "is:patch → 17",
                "is:cover → 3",
                "is:reply → 3",
                "is:pull → 1",
                "kind:other → 2",
                "NOT is:patch → 9",
                "NOT is:patch NOT is:reply → 6",
                "NOT (is:patch OR is:reply) → 6",
                "is:patch OR is:reply → 20",
                "NOT nowherefound → 26",
                "nowherefound → 0",
                "vfio nowherefound → 0",
                "is:rfc → 3",
                "tag:autosel → 2",
                "version:2.. → 8",
                "version:3 → 2",
                "number:0 → 4",
                "total:2 → 5",
                "from:ada → 8",
                "from:ada.winter@example.org → 8",
                "from:winter@example.org → 8",
                "author:bram → 2",
                "author:\"okafor bram\" → 2",
                "id:20190925070030.GA77@example.org → 1",
                "id:<20190925070030.GA77@EXAMPLE.org> → 1",
                "id:20190925* → 5",
                "patchwork:7100201 → 1",
                "7100201 → 1",
                "subject:event → 11",
                "subject:\"event\" → 6",
                "patchwork:7100201..7100207 → 4",
                "date:2019-09-24 → 9",
                "date:2019-10 → 10",
                "date:..2019-09-24 → 9",
                "date:2019-09-25..2019-10-01 → 7",
                "date:last.month.. → 26",
                "list:virt → 26",
                "list:virt.lists.example.org → 26",
                "files:4 → 3",
                "insertions:50.. → 1",
                "deletions:..-1 → 0",
                "file:vfio_pci_wren.c → 8",
                "file:drivers/vfio/pci/vfio_pci_wren.c → 8",
                "file:pci → 8",
                "file:drivers/ → 12",
                "file:*.rst → 5",
                "signed-off-by:iris → 2",
                "tested-by:farid → 2",
                "source:overview_covers_2019-09-24.md → 2",
                "source:2019-10-02/ → 10",
                "in-reply-to:20190924064137.4101-3-ada.winter@example.org → 1",
                "subject:\"irq events\" → 5",
                "subject:\"events irq\" → 0",
                "subject:\"deliver events\"~1 → 3",
                "subject:kite_open → 2",
                "subject:kite* → 2",
                "subject:*ite* → 2",
                "*ite* → 5",
                "title:\"kite fix\" → 2",
                "is:odd → 0",
            })
    void finds(String query, int hits) throws Exception {
        assertThat(search(archive, query).size()).isEqualTo(hits);
    }

    @Test
    void theSubjectWeighsMost() throws Exception {
        List<Boolean> inSubject = search(archive, "timer").stream()
                .map(entry -> entry.mail().subject().contains("timer"))
                .toList();
        assertThat(inSubject).contains(true, false).isSortedAccordingTo(Collections.reverseOrder());
    }

    @Test
    void caseAccentsAndSignsInWordsDoNotMatter() throws Exception {
        List<Entry> expected = search(archive, "from:paehl subject:\"owl heron\"");
        assertThat(expected).hasSize(1);
        assertThat(search(archive, "from:PÄHL subject:Owl-HERON")).isEqualTo(expected);
    }

    @Test
    void aQueryForAllFindsEveryMailOnceAndNothingElse() throws Exception {
        List<Entry> all = search(everything, "*");
        assertThat(all).hasSize(everything.mails());
        assertThat(all).extracting(entry -> entry.patch().id()).doesNotContainNull();
    }

    @Test
    void aPageIsAPartOfTheWhole() throws Exception {
        List<Entry> all = search(archive, "owl");
        Search search = new Search(archive, Fixtures.CLOCK);
        for (int offset = 0; offset <= all.size() + 1; offset++) {
            Search.Answer page = run(search, "owl", Order.relevance(), offset, 3);
            int from = Math.min(offset, all.size());
            assertThat(page.total()).isEqualTo(all.size());
            assertThat(page.hits())
                    .extracting(Search.Hit::entry)
                    .isEqualTo(all.subList(from, Math.min(from + 3, all.size())));
        }
        assertThat(run(search, "owl", Order.relevance(), 0, 0).hits()).isEmpty();
        assertThat(run(search, "owl", Order.relevance(), 0, 0).total()).isEqualTo(all.size());
        assertThat(run(search, "owl", Order.relevance(), ALL, ALL).hits()).isEmpty();
    }

    @Test
    void mailsAreReadWhenTheyAreGiven() throws Exception {
        PatchIndex closed = PatchIndex.open(folder.resolve("everything"));
        Hits all = new Search(closed, Fixtures.CLOCK).oldestFirst(new Query.All());
        List<Search.Hit> given = new ArrayList<>();
        assertThatThrownBy(() -> all.each(hit -> {
                    given.add(hit);
                    closed.close();
                }))
                .isInstanceOf(AlreadyClosedException.class);
        assertThat(given).hasSizeBetween(1, 40);
        assertThat(all.size()).isEqualTo(everything.mails()).isGreaterThan(100);
    }

    @Test
    void threadsAreReadWhenTheyAreGiven() throws Exception {
        PatchIndex closed = PatchIndex.open(folder.resolve("everything"));
        Hits all = new Search(closed, Fixtures.CLOCK).oldestFirst(new Query.All());
        List<MailThread<Search.Hit>> given = new ArrayList<>();
        assertThatThrownBy(() -> new ThreadSearch(closed).each(all, thread -> {
                    given.add(thread);
                    closed.close();
                }))
                .isInstanceOf(AlreadyClosedException.class);
        assertThat(given).hasSize(1);
    }

    @Test
    void sortsByDateWithUndatedMailsLast() throws Exception {
        assertSorted("date", entry -> entry.mail().date(), Comparator.<Instant>naturalOrder());
    }

    @Test
    void sortsByNumbersWithMailsWithoutThemLast() throws Exception {
        assertSorted("number", entry -> entry.patch().subject().number(), Comparator.<Integer>naturalOrder());
        assertSorted("patchwork", entry -> entry.mail().patchworkId(), Comparator.<Long>naturalOrder());
    }

    @Test
    void sortsByTextWithMailsWithoutItLast() throws Exception {
        assertSorted("change-id", entry -> entry.patch().changeId(), Comparator.<String>naturalOrder());
        assertSorted("from", entry -> entry.mail().from().email(), String.CASE_INSENSITIVE_ORDER);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sortNames")
    void everyOrderGivesAllMails(String name) throws Exception {
        Search.Answer answer = run(
                new Search(everything, Fixtures.CLOCK), "*", Order.named(name).orElseThrow(), 0, ALL);
        assertThat(answer.hits()).hasSize(everything.mails());
    }

    @Test
    void thereIsNoOrderByProseOrByWhatNobodyKnows() {
        assertThat(Stream.of("subject", "body", "changes", "nosuch", "", "-", "-relevance")
                        .map(Order::named))
                .allMatch(order -> order.isEmpty());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"vfio_i*", "*_irq", "wren_pr*be", "\"vfio *\"", "subject:irq_*", "file:*/kvm/*", "id:*@*"})
    void answersPatternsInAnyPlace(String query) throws Exception {
        assertThat(search(archive, query)).isNotEmpty();
    }

    @Test
    void queriesOfAnySizeAreAnsweredOrRefusedWithAHint() {
        for (String query :
                List.of("vfio ".repeat(10_000), "vfio OR ".repeat(10_000) + "irq", "-vfio ".repeat(10_000))) {
            try {
                search(archive, query);
            } catch (QueryException e) {
                assertThat(e.hint()).isNotBlank();
            } catch (Exception e) {
                throw new AssertionError("10,000 clauses: " + query.substring(0, 20), e);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"version:1..", "owl", "s:owl version:1"})
    void pagesByRelevanceGoOnToTheEnd(String query) throws Exception {
        Search search = new Search(archive, Fixtures.CLOCK);
        List<Search.Hit> byPage = new ArrayList<>();
        String next = null;
        do {
            Search.Answer page = search.page(
                            search.parse(query), new Search.Page(Order.relevance(), 0, 2, next, Collapse.NOTHING))
                    .orElseThrow();
            byPage.addAll(page.hits());
            next = page.next();
        } while (next != null);
        assertThat(byPage)
                .isEqualTo(run(search, query, Order.relevance(), 0, ALL).hits());
        assertThat(byPage).hasSizeGreaterThan(4);
    }

    private static Search.Answer run(Search search, String query, Order order, int offset, int limit) throws Exception {
        return search.page(search.parse(query), new Search.Page(order, offset, limit, null, Collapse.NOTHING))
                .orElseThrow();
    }

    private static List<Entry> search(PatchIndex index, String query) throws Exception {
        return run(new Search(index, Fixtures.CLOCK), query, Order.relevance(), 0, ALL).hits().stream()
                .map(Search.Hit::entry)
                .toList();
    }

    private static <T> void assertSorted(String name, Function<Entry, T> value, Comparator<T> order) throws Exception {
        for (boolean descending : List.of(false, true)) {
            List<T> values = new ArrayList<>();
            Search search = new Search(everything, Fixtures.CLOCK);
            run(search, "*", Order.named(descending ? "-" + name : name).orElseThrow(), 0, ALL)
                    .hits()
                    .forEach(hit -> values.add(value.apply(hit.entry())));
            assertThat(values).contains((T) null);
            List<T> known = values.stream().filter(Objects::nonNull).toList();
            assertThat(values.subList(0, known.size())).doesNotContainNull();
            List<T> sorted = new ArrayList<>(known);
            sorted.sort(descending ? Collections.reverseOrder(order) : order);
            assertThat(known).isNotEmpty().isEqualTo(sorted);
        }
    }
}
