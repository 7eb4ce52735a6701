package patchidx.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import patchidx.Fixtures;
import patchidx.Fixtures.Run;
import tools.jackson.databind.JsonNode;

/// What `thread`, `reviews` and `search --thread` print of testdata/thread.
class ThreadTest {
    @TempDir
    static Path index;

    @BeforeAll
    static void ingest() {
        Path thread = Fixtures.BASE.resolve("testdata/thread");
        assertThat(Fixtures.run("ingest", "--index", index.toString(), thread.toString())
                        .status())
                .isZero();
    }

    @Test
    void aThreadIsATreeWithTheMailThatWasAskedForMarked() {
        assertThat(run("thread", "reply-one@example.org").out()).isEqualTo("""
            2024-03-04  Ada Winter            [PATCH v2 0/2] kite: Count the tail
            2024-03-04  Ada Winter            ├─> [PATCH v2 1/2] kite: Take the lock of the tail
            2024-03-05 *Grace Sommer          │ └─> …
            2024-03-05  Ada Winter            │   └─> …
            2024-03-04  Ada Winter            ├─> [PATCH v2 2/2] kite: Count the tail
            2024-03-05  Mallory               │ └─> Re: [PATCH v2 2/2] kite: Say how long it is
            2024-03-05  Lin Herbst            └─> …
            """);
    }

    @Test
    void repliesToAMailThatNobodyHasAreOneThread() {
        assertThat(run("thread", "lost-two@example.org").out()).isEqualTo("""
            no date     (missing)             nobody-has-this@example.org
            2024-03-06  Grace Sommer          ├─> Re: kite in the wind
            2024-03-06 *Lin Herbst            └─> Re: kite in the rain
            """);
    }

    @Test
    void mailsThatAnswerEachOtherAreAThread() {
        assertThat(run("thread", "loop-one@example.org").out()).isEqualTo("""
            2024-03-07  Lin Herbst            Re: out of office
            2024-03-07 *Grace Sommer          └─> …
            """);
    }

    @Test
    void severalMailsOfOneThreadGiveItOnce() {
        assertThat(run("thread", "one@example.org", "two@example.org", "--format", "ids")
                        .out())
                .isEqualTo("""
                    cover@example.org
                    one@example.org
                    reply-one@example.org
                    answer@example.org
                    two@example.org
                    forged@example.net
                    ack@example.net
                    """);
    }

    @Test
    void aMailThatIsNotThereIsNamed() {
        Run run = run("thread", "nowhere@example.org");
        assertThat(run.err()).isEqualTo("patchidx: no mail nowhere@example.org\n");
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void inJsonEachMailSaysWhereItStands() {
        JsonNode document =
                Fixtures.json(run("thread", "--json", "<reply-one@example.org>").out());
        assertThat(document.get("total").asInt()).isEqualTo(7);
        List<String> branches = new ArrayList<>();
        document.get("hits").forEach(mail -> branches.add(mail.get("id").asString() + " " + mail.get("branch")));
        assertThat(branches)
                .startsWith(
                        "cover@example.org {\"parent\":null,\"depth\":0,\"hit\":false}",
                        "one@example.org {\"parent\":\"cover@example.org\",\"depth\":1,\"hit\":false}",
                        "reply-one@example.org {\"parent\":\"one@example.org\",\"depth\":2,\"hit\":true}");
    }

    @Test
    void aSearchShowsItsHitsAmongTheirThreads() {
        assertThat(run("search", "--thread", "--sort=date", "rain OR given").out())
                .isEqualTo("""
                    2024-03-04  Ada Winter            [PATCH v2 0/2] kite: Count the tail
                    2024-03-04  Ada Winter            ├─> [PATCH v2 1/2] kite: Take the lock of the tail
                    2024-03-05 *Grace Sommer          │ └─> …
                    2024-03-05 *Ada Winter            │   └─> …
                    2024-03-04  Ada Winter            ├─> [PATCH v2 2/2] kite: Count the tail
                    2024-03-05  Mallory               │ └─> Re: [PATCH v2 2/2] kite: Say how long it is
                    2024-03-05  Lin Herbst            └─> …
                    no date     (missing)             nobody-has-this@example.org
                    2024-03-06  Grace Sommer          ├─> Re: kite in the wind
                    2024-03-06 *Lin Herbst            └─> Re: kite in the rain
                    """);
    }

    @Test
    void limitsAndTotalsOfASearchWithThreadsCountHits() {
        JsonNode document =
                Fixtures.json(run("search", "--thread", "--json", "--limit=1", "--sort=date", "rain OR given")
                        .out());
        assertThat(document.get("total").asInt()).isEqualTo(3);
        assertThat(document.get("hits").size()).isEqualTo(7);
        assertThat(document.get("next").isString()).isTrue();
    }

    @Test
    void columnsSayWhichMailsAreHits() {
        assertThat(run("search", "--thread", "--format=tsv", "--columns=id", "rain")
                        .out())
                .isEqualTo("hit\tid\n\tlost-one@example.org\n*\tlost-two@example.org\n");
        assertThat(run("search", "--thread", "--format=list", "rain").out()).contains("2024-03-06 *Lin Herbst");
        assertThat(run("search", "--thread", "--format=full", "rain").out()).containsOnlyOnce("Hit: yes\n");
    }

    @Test
    void onlyTheBestMailOfAThreadIsShownIfThreadsCollapse() {
        assertThat(run("search", "--collapse=thread", "--format=ids", "--sort=date", "is:reply")
                        .out())
                .isEqualTo("reply-one@example.org\nlost-one@example.org\nloop-one@example.org\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"thread", "series"})
    void whatCollapsesIsCountedOnceHoweverMuchIsShown(String what) {
        String collapse = "--collapse=" + what;
        long shown = run("search", collapse, "--format=ids", "--limit=1000", "*")
                .out()
                .lines()
                .count();
        assertThat(shown)
                .isLessThan(Long.parseLong(run("search", "--count", "*").out().strip()));
        assertThat(run("search", collapse, "--count", "*").out()).isEqualTo(shown + "\n");
        for (String limit : List.of("--limit=0", "--limit=1")) {
            assertThat(run("search", collapse, limit, "--json", "*").out()).contains("\"total\":" + shown + ",");
        }
        assertThat(run("search", collapse, "--by=author", "*").status()).isEqualTo(2);
    }

    @Test
    void onlyTheBestMailOfASeriesIsShownIfSeriesCollapse() {
        String patches = run("search", "--format=ids", "--sort=date", "kind:patch OR kind:cover")
                .out();
        String series = run("search", "--collapse=series", "--format=ids", "--sort=date", "kind:patch OR kind:cover")
                .out();
        assertThat(patches).contains("cover@example.org\n").contains("one@example.org\n");
        assertThat(series).contains("cover@example.org\n").doesNotContain("\none@example.org\n");
    }

    @Test
    void reviewsOfAPatchAreTrailersAndCommentsWithTheirLines() {
        assertThat(run("reviews", "one@example.org").out()).isEqualTo("""
            [PATCH v2 1/2] kite: Take the lock of the tail
              one@example.org
              Reviewed-by: Grace Sommer <grace@example.org>
              Acked-by: Lin Herbst <lin@example.net>  (on the cover letter)

              2024-03-05  Grace Sommer  kite/tail.c:16
                > @@ -10,8 +10,10 @@ int kite_tail(struct kite *kite)
                >  {
                >  	int length = 0;
                > \s
                > -	if (!kite)
                > -		return 0;
                > +	if (!kite || !kite->tail)
                > +		return -EINVAL;
                > +
                > +	kite_lock(kite);
                Where is it given back?

              2024-03-05  Grace Sommer  kite/tail.c:45
                > @@ -40,5 +42,6 @@ int kite_open(struct kite *kite)
                > +	kite_init(kite);
                This may fail. With that fixed:

              2024-03-05  Ada Winter  kite/tail.c:16
                > > +	kite_lock(kite);
                >\s
                > Where is it given back?
                In v3.
            """);
    }

    @Test
    void reviewsOfACoverLetterAreThoseOfItsPatchesToo() {
        assertThat(run("reviews", "cover@example.org").out())
                .contains("[PATCH v2 0/2]")
                .contains("[PATCH v2 1/2]")
                .endsWith("""

                    [PATCH v2 2/2] kite: Count the tail
                      two@example.org
                      Acked-by: Lin Herbst <lin@example.net>  (on the cover letter)
                      Tested-by: Grace Sommer <grace@example.org>  (sent by Mallory <mallory@example.net>)
                    """);
    }

    @Test
    void ofAReplyThePatchIsShownThatItIsAbout() {
        assertThat(run("reviews", "answer@example.org").out())
                .isEqualTo(run("reviews", "one@example.org").out());
        Run none = run("reviews", "lost-one@example.org");
        assertThat(none.err()).isEqualTo("patchidx: lost-one@example.org is about no patch in the index\n");
        assertThat(none.status()).isEqualTo(1);
    }

    @Test
    void aFormatForMailsCannotSayReviews() {
        Run run = run("reviews", "one@example.org", "--format=mbox");
        assertThat(run.err()).contains("reviews cannot be printed as mbox");
        assertThat(run.status()).isEqualTo(2);
    }

    @Test
    void onATerminalATreeIsCutToItsWidth() {
        Run run = Fixtures.run(
                Map.of("PATCHIDX_TERMINAL", "60", "NO_COLOR", "1"),
                "thread",
                "--index",
                index.toString(),
                "one@example.org");
        assertThat(run.out().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(60));
    }

    private static Run run(String command, String... arguments) {
        List<String> all = new ArrayList<>(List.of(command, "--index", index.toString()));
        all.addAll(List.of(arguments));
        return Fixtures.run(all.toArray(String[]::new));
    }
}
