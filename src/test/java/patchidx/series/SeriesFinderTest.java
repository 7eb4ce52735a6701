package patchidx.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesFinderTest {
    private static final String ADA = "From: Ada Winter <ada@example.org>\n";

    @Test
    void putsAThreadTogetherWithItsCover() {
        Posts posts = new Posts()
                .mail("cover@a", 0, ADA + "Subject: [PATCH v2 0/2] owl: sleep", "Two patches.\n")
                .patch("one@a", 1, ADA + "In-Reply-To: <cover@a>\nSubject: [PATCH v2 1/2] owl: nap", "owl.c", "nap")
                .patch("two@a", 2, ADA + "In-Reply-To: <cover@a>\nSubject: [PATCH v2 2/2] owl: rest", "owl.c", "rest");
        assertThat(found(posts)).containsExactly("v2 cover@a 2/2: one@a two@a");
    }

    @Test
    void putsMailsWithoutThreadTogetherByTheirTime() {
        Posts posts = new Posts()
                .patch("two@a", 3, ADA + "Subject: [PATCH 2/2] owl: rest", "owl.c", "rest")
                .patch("one@a", 1, ADA + "Subject: [PATCH 1/2] owl: nap", "owl.c", "nap")
                .patch("later@a", 300, ADA + "Subject: [PATCH 1/2] kite: fly", "kite.c", "fly")
                .patch("late@a", 305, ADA + "Subject: [PATCH 2/2] kite: land", "kite.c", "land");
        assertThat(found(posts)).containsExactly("v1 - 2/2: one@a two@a", "v1 - 2/2: later@a late@a");
    }

    @Test
    void tellsSeriesOfOneRunApartThoughTheyAreSentTogether() {
        Posts posts = new Posts()
                .patch("20240305000100.11-1-ada@a", 1, ADA + "Subject: [PATCH 1/2] owl: nap", "owl.c", "nap")
                .patch("20240305000200.22-1-ada@a", 2, ADA + "Subject: [PATCH 1/2] kite: fly", "kite.c", "fly")
                .patch("20240305000100.11-2-ada@a", 3, ADA + "Subject: [PATCH 2/2] owl: rest", "owl.c", "rest")
                .patch("20240305000200.22-2-ada@a", 4, ADA + "Subject: [PATCH 2/2] kite: land", "kite.c", "land");
        assertThat(found(posts))
                .containsExactly(
                        "v1 - 2/2: 20240305000100.11-1-ada@a 20240305000100.11-2-ada@a",
                        "v1 - 2/2: 20240305000200.22-1-ada@a 20240305000200.22-2-ada@a");
    }

    @Test
    void keepsVersionsInOneThreadApart() {
        Posts posts = new Posts()
                .mail("c1@a", 0, ADA + "Subject: [PATCH 0/1] owl: sleep", "One patch.\n")
                .patch("p1@a", 1, ADA + "In-Reply-To: <c1@a>\nSubject: [PATCH 1/1] owl: nap", "owl.c", "nap")
                .mail("c2@a", 5, ADA + "In-Reply-To: <c1@a>\nSubject: [PATCH v2 0/1] owl: sleep", "Again.\n")
                .patch("p2@a", 6, ADA + "In-Reply-To: <c2@a>\nSubject: [PATCH v2 1/1] owl: nap", "owl.c", "naps");
        assertThat(found(posts)).containsExactly("v1 c1@a 1/1: p1@a", "v2 c2@a 1/1: p2@a");
    }

    @Test
    void takesAMailWithoutNumberForTheCoverIfTheFirstPatchAnswersIt() {
        Posts posts = new Posts()
                .mail("intro@a", 0, ADA + "Subject: [RFC PATCH] owl: sleep", "What do you think?\n")
                .patch("p1@a", 1, ADA + "In-Reply-To: <intro@a>\nSubject: [RFC PATCH 1/2] owl: nap", "owl.c", "nap")
                .patch("p2@a", 2, ADA + "In-Reply-To: <intro@a>\nSubject: [RFC PATCH 2/2] owl: rest", "owl.c", "rest");
        assertThat(found(posts)).containsExactly("v1 intro@a 2/2: p1@a p2@a");
    }

    @Test
    void takesInAPatchWhoseTotalIsMistyped() {
        Posts posts = new Posts()
                .mail("c@a", 0, ADA + "Subject: [PATCH 0/3] owl: sleep", "Three patches.\n")
                .patch("p1@a", 1, ADA + "In-Reply-To: <c@a>\nSubject: [PATCH 1/3] owl: nap", "owl.c", "nap")
                .patch("p2@a", 2, ADA + "In-Reply-To: <c@a>\nSubject: [PATCH 2/4] owl: rest", "owl.c", "rest")
                .patch("p3@a", 3, ADA + "In-Reply-To: <c@a>\nSubject: [PATCH 3/3] owl: wake", "owl.c", "wake");
        assertThat(found(posts)).containsExactly("v1 c@a 3/3: p1@a p2@a p3@a");
    }

    @Test
    void takesInSeveralPatchesWhoseTotalIsMistyped() {
        String answer = ADA + "In-Reply-To: <c@a>\nSubject: ";
        Posts posts = new Posts()
                .mail("c@a", 0, ADA + "Subject: [PATCH 0/4] owl: sleep", "Four patches.\n")
                .patch("p1@a", 1, answer + "[PATCH 1/4] owl: nap", "owl.c", "nap")
                .patch("p2@a", 2, answer + "[PATCH 2/5] owl: rest", "owl.c", "rest")
                .patch("p3@a", 3, answer + "[PATCH 3/5] owl: wake", "owl.c", "wake")
                .patch("p4@a", 4, answer + "[PATCH 4/4] owl: fly", "owl.c", "fly");
        assertThat(found(posts)).containsExactly("v1 c@a 4/4: p1@a p2@a p3@a p4@a");
    }

    @Test
    void aCoverLetterThatAnswersAnotherSeriesBelongsToThePatchesThatAnswerIt() {
        Posts posts = new Posts()
                .patch("p1@a", 1, ADA + "Subject: [PATCH 1/2] owl: nap", "owl.c", "nap")
                .patch("p2@a", 2, ADA + "In-Reply-To: <p1@a>\nSubject: [PATCH 2/2] owl: rest", "owl.c", "rest")
                .mail("c@a", 90, ADA + "In-Reply-To: <p1@a>\nSubject: [PATCH RESEND 0/2] owl: sleep", "Again.\n")
                .patch("q1@a", 91, ADA + "In-Reply-To: <c@a>\nSubject: [PATCH RESEND 1/2] owl: nap", "owl.c", "nap")
                .patch("q2@a", 92, ADA + "In-Reply-To: <c@a>\nSubject: [PATCH RESEND 2/2] owl: rest", "owl.c", "rest");
        assertThat(found(posts)).containsExactly("v1 - 2/2: p1@a p2@a", "v1 c@a 2/2: q1@a q2@a");
    }

    @Test
    void patchesOfOneSeriesMayCountTheirVersionsThemselves() {
        Posts posts = new Posts()
                .mail("c@a", 0, ADA + "Subject: [PATCH v2 0/3] owl: sleep", "Three patches.\n")
                .patch("p1@a", 1, ADA + "In-Reply-To: <c@a>\nSubject: [PATCH v2 1/3] owl: nap", "owl.c", "nap")
                .patch("p2@a", 2, ADA + "In-Reply-To: <c@a>\nSubject: [PATCH v4 2/3] owl: rest", "owl.c", "rest")
                .patch("p3@a", 3, ADA + "In-Reply-To: <c@a>\nSubject: [PATCH 3/3] owl: wake", "owl.c", "wake");
        assertThat(found(posts)).containsExactly("v2 c@a 3/3: p1@a p2@a p3@a");
    }

    @Test
    void patchesOfOneRunAreOneSeriesThoughTheirVersionsDiffer() {
        Posts posts = new Posts()
                .patch("20240305000100.11-1-ada@a", 1, ADA + "Subject: [PATCH v2 1/2] owl: nap", "owl.c", "nap")
                .patch("20240305000100.11-2-ada@a", 3, ADA + "Subject: [PATCH v4 2/2] owl: rest", "owl.c", "rest");
        assertThat(found(posts)).containsExactly("v2 - 2/2: 20240305000100.11-1-ada@a 20240305000100.11-2-ada@a");
    }

    @Test
    void patchesThatCountOnForAnotherRepositoryBelongToTheSeries() {
        Posts posts = new Posts()
                .mail("c@a", 0, ADA + "Subject: [PATCH 0/2] owl: sleep", "Two patches, and two for the tool.\n")
                .patch("p1@a", 1, ADA + "In-Reply-To: <c@a>\nSubject: [PATCH 1/2] owl: nap", "owl.c", "nap")
                .patch("p2@a", 2, ADA + "In-Reply-To: <c@a>\nSubject: [PATCH 2/2] owl: rest", "owl.c", "rest")
                .patch("t3@a", 3, ADA + "In-Reply-To: <c@a>\nSubject: [tool PATCH 3/4] nap", "tool.c", "nap")
                .patch("t4@a", 4, ADA + "In-Reply-To: <c@a>\nSubject: [tool PATCH 4/4] rest", "tool.c", "rest");
        assertThat(found(posts)).containsExactly("v1 c@a 4/4: p1@a p2@a t3@a t4@a");
    }

    @Test
    void aReplacementThatIsSentAtOnceIsNoPartOfTheSeries() {
        Posts posts = new Posts()
                .patch("p1@a", 1, ADA + "Subject: [PATCH 1/2] owl: nap", "owl.c", "nap")
                .patch("p2@a", 2, ADA + "In-Reply-To: <p1@a>\nSubject: [PATCH 2/2] owl: rest", "owl.c", "rest")
                .patch("new@a", 9, ADA + "In-Reply-To: <p1@a>\nSubject: [PATCH v2 2/2] owl: rest", "owl.c", "nap");
        assertThat(found(posts)).containsExactly("v1 - 2/2: p1@a p2@a", "v2 - 1/2: new@a");
    }

    @Test
    void aThreadThatGoesOnWithoutALongPauseIsOneSeriesHoweverLongItTakes() {
        String answer = ADA + "In-Reply-To: <c@a>\nSubject: ";
        Posts posts = new Posts()
                .mail("c@a", 0, ADA + "Subject: [PATCH v2 0/3] owl: sleep", "Three.\n")
                .patch("p1@a", 1, answer + "[PATCH v2 1/3] owl: nap", "owl.c", "nap")
                .patch("p2@a", 15, answer + "[PATCH v2 2/3] owl: rest", "owl.c", "rest")
                .patch("p3@a", 25, answer + "[PATCH v4 3/3] owl: wake", "owl.c", "wake");
        assertThat(found(posts)).containsExactly("v2 c@a 3/3: p1@a p2@a p3@a");
    }

    @Test
    void aCoverLetterThatWasSentTwiceDoesNotTearTheSeriesApart() {
        Posts posts = new Posts()
                .mail("20240305000100.11-1-ada@a", 0, ADA + "Subject: [PATCH 0/2] owl: sleep", "Two.\n")
                .mail(
                        "20240305000100.11-2-ada@a",
                        0,
                        ADA + "In-Reply-To: <20240305000100.11-1-ada@a>\nSubject: [PATCH 0/2] owl: sleep",
                        "Two.\n")
                .patch(
                        "20240305000100.11-3-ada@a",
                        1,
                        ADA + "In-Reply-To: <20240305000100.11-1-ada@a>\nSubject: [PATCH 1/2] owl: nap",
                        "owl.c",
                        "nap")
                .patch(
                        "late@a",
                        9,
                        ADA + "In-Reply-To: <20240305000100.11-1-ada@a>\nSubject: [PATCH 2/2] owl: rest",
                        "owl.c",
                        "rest");
        assertThat(found(posts)).contains("v1 20240305000100.11-1-ada@a 2/2: 20240305000100.11-3-ada@a late@a");
    }

    @Test
    void referencesToMailsThatNobodyHasDoNotTearASeriesApart() {
        Posts posts = new Posts()
                .patch("1.1@a", 1, ADA + "References: <1.1.ref@a>\nSubject: [PATCH 1/2] owl: nap", "owl.c", "nap")
                .patch("2.2@a", 4, ADA + "References: <2.2.ref@a>\nSubject: [PATCH 2/2] owl: rest", "owl.c", "rest");
        assertThat(found(posts)).containsExactly("v1 - 2/2: 1.1@a 2.2@a");
    }

    @Test
    void whatStandsInDifferentThreadsIsNotPutTogetherByItsTime() {
        Posts posts = new Posts()
                .mail("q@a", 0, "From: Lin <lin@example.net>\nSubject: nap?", "Could it?\n")
                .mail("r@a", 0, "From: Lin <lin@example.net>\nSubject: rest?", "Could it?\n")
                .patch("one@a", 1, ADA + "In-Reply-To: <q@a>\nSubject: [PATCH 1/2] owl: nap", "owl.c", "nap")
                .patch("two@a", 4, ADA + "In-Reply-To: <r@a>\nSubject: [PATCH 2/2] kite: rest", "kite.c", "rest");
        assertThat(found(posts)).containsExactly("v1 - 1/2: one@a", "v1 - 1/2: two@a");
    }

    @Test
    void namesWhatIsMissing() {
        Posts posts = new Posts().patch("p2@a", 2, ADA + "Subject: [PATCH v3 2/4] owl: rest", "owl.c", "rest");
        Series series = SeriesFinder.find(posts.mails()).getFirst();
        assertThat(series.missing()).containsExactly(1, 3, 4);
        assertThat(series.isComplete()).isFalse();
    }

    @Test
    void aPatchSentTwiceBeginsASecondSeries() {
        Posts posts = new Posts()
                .patch("p1@a", 1, ADA + "Subject: [PATCH 1/2] owl: nap", "owl.c", "nap")
                .patch("p2@a", 2, ADA + "Subject: [PATCH 2/2] owl: rest", "owl.c", "rest")
                .patch("again@a", 3, ADA + "Subject: [PATCH 2/2] owl: rest", "owl.c", "rest");
        assertThat(found(posts)).containsExactly("v1 - 2/2: p1@a p2@a", "v1 - 1/2: again@a");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void theOrderOfTheMailsDoesNotMatter(int seed) {
        Posts posts = new Posts();
        for (int i = 0; i < 6; i++) {
            String thread = i % 2 == 0 ? "In-Reply-To: <c" + i + "@a>\n" : "";
            posts.mail("c" + i + "@a", 7 * i, ADA + "Subject: [PATCH 0/2] owl: sleep", "Two.\n")
                    .patch("x" + i + "@a", 7 * i + 1, ADA + thread + "Subject: [PATCH 1/2] owl: nap", "owl.c", "n" + i)
                    .patch("y" + i + "@a", 7 * i + 2, ADA + thread + "Subject: [PATCH 2/2] owl: rest", "o.c", "r" + i);
        }
        List<MailSummary> shuffled = new ArrayList<>(posts.mails());
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(SeriesFinder.find(shuffled)).isEqualTo(SeriesFinder.find(posts.mails()));
    }

    private static List<String> found(Posts posts) {
        return SeriesFinder.find(posts.mails()).stream()
                .map(series -> "v" + series.version() + " "
                        + (series.cover() == null ? "-" : series.cover().id()) + " " + series.received() + "/"
                        + series.total() + ": "
                        + String.join(
                                " ",
                                series.patches().values().stream()
                                        .map(MailSummary::id)
                                        .toList()))
                .toList();
    }
}
