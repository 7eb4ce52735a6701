package patchidx.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WorkFinderTest {
    private static final String ADA = "From: Ada Winter <ada@example.org>\n";
    private static final String BRAM = "From: Bram Okafor <bram@example.net>\n";
    private static final int DAY = 1440;

    @Test
    void linksVersionsWithTheSameTitleAndFiles() {
        Posts posts = new Posts()
                .patch("v1@a", 0, ADA + "Subject: [PATCH] owl: nap", "owl.c", "nap")
                .patch("v2@a", DAY, ADA + "Subject: [PATCH v2] owl: nap", "owl.c", "naps");
        Work work = works(posts).getFirst();
        assertThat(ids(work)).containsExactly("v1@a", "v2@a");
        assertThat(work.links().getFirst().reasons()).contains(Reason.TITLE, Reason.FILES, Reason.AUTHOR, Reason.NEXT);
    }

    @Test
    void doesNotLinkDifferentWorksWithTheSameTitle() {
        Posts posts = new Posts()
                .patch("owl@a", 0, ADA + "Subject: [PATCH] Fix typos", "owl.c", "nap")
                .patch("kite@a", DAY, ADA + "Subject: [PATCH v2] Fix typos", "kite.c", "fly")
                .patch("bram@a", DAY, BRAM + "Subject: [PATCH v2] Fix typos", "wren.c", "sing");
        assertThat(works(posts)).hasSize(3);
    }

    @Test
    void followsALinkToTheEarlierVersionAcrossAuthorsAndTitles() {
        Posts posts = new Posts()
                .patch("v1@a.example", 0, ADA + "Subject: [RFC PATCH] owl: deliver nap events", "owl.c", "nap")
                .mail("v2@b.example", DAY, BRAM + "Subject: [PATCH v2 0/1] owl: deliver sleep events", """
                    Sleep is more than naps.

                    v1: https://lore.example.org/r/v1@a.example/
                    """)
                .patch(
                        "p2@b.example",
                        DAY + 1,
                        BRAM + "In-Reply-To: <v2@b.example>\nSubject: [PATCH v2 1/1] owl: sleep",
                        "owl.c",
                        "sleep");
        Work work = works(posts).getFirst();
        assertThat(ids(work)).containsExactly("v1@a.example", "v2@b.example");
        assertThat(work.links().getFirst().reasons()).contains(Reason.MENTION).doesNotContain(Reason.AUTHOR);
    }

    @Test
    void linksVersionsThatNameTheSameEarlierOneWhichIsNotThere() {
        String body = """
            v1: https://patchwork.example.org/cover/10962341/

             owl.c | 2 +-
             1 file changed, 1 insertion(+), 1 deletion(-)
            """;
        Posts posts = new Posts()
                .mail("v2@a", 0, ADA + "Subject: [PATCH v2 0/3] owl: deliver page flips", body)
                .mail("v4@b", DAY, BRAM + "Subject: [PATCH v4 0/6] owl: deliver refreshes", body);
        assertThat(ids(works(posts).getFirst())).containsExactly("v2@a", "v4@b");
    }

    @Test
    void recognisesAChangelogThatIsToldInAnotherWay() {
        Posts posts = new Posts()
                .mail("v3@a", 0, ADA + "Subject: [PATCH v3 0/2] owl: nap", changes("""
                    Changes in v3:
                    - sleep in the nest and not on the branch
                    v1 -> v2:
                    - close both eyes while asleep
                    """))
                .mail("v4@a", DAY, ADA + "Subject: [PATCH v4 0/1] owl: nap", changes("""
                    Changes since v3:
                    - listen while asleep
                    Changes since v2:
                    - sleep in the nest and not on the branch
                    Changes in v2:
                    - close both eyes while asleep
                    """));
        Work work = works(posts).getFirst();
        assertThat(ids(work)).containsExactly("v3@a", "v4@a");
        assertThat(work.links().getFirst().reasons()).contains(Reason.CHANGELOG);
    }

    @Test
    void takesAVersionThatWasNotCountedUpForANewOneIfItsChangelogGoesOn() {
        String changes = """
            Changes in v2:
            - sleep in the nest and not on the branch
            """;
        String more = "Changes since v2:\n- listen while asleep, and wake up\n";
        Posts posts = new Posts()
                .mail("first@a", 0, ADA + "Subject: [PATCH v2] owl: nap", changes(changes))
                .mail("wren@a", DAY, ADA + "Subject: [PATCH v2 1/2] wren: rest", changes(""))
                .mail(
                        "second@a",
                        DAY + 1,
                        ADA + "In-Reply-To: <wren@a>\nSubject: [PATCH v2 2/2] owl: nap",
                        changes(more + changes));
        assertThat(ids(works(posts).getFirst())).containsExactly("first@a", "wren@a");
    }

    private static String changes(String changelog) {
        return """
            Owls sleep.

            ---
            %s
             owl.c | 2 +-
             1 file changed, 1 insertion(+), 1 deletion(-)
            """.formatted(changelog);
    }

    @Test
    void readsTheNameOfTheWorkThatB4PutsIntoIds() {
        Posts posts = new Posts()
                .patch("20240305-nap-v1-1-0123456789ab@a", 0, ADA + "Subject: [PATCH] owl: nap", "owl.c", "nap")
                .patch("20240305-nap-v2-1-ba9876543210@a", DAY, ADA + "Subject: [PATCH v2] wren: rest", "wren.c", "z");
        Work work = works(posts).getFirst();
        assertThat(work.versions()).hasSize(2);
        assertThat(work.links().getFirst().reasons()).contains(Reason.RUN);
    }

    @Test
    void whatComesSoonUnderAnotherTitleHasSomethingInCommonBesideTheSubsystem() {
        Posts posts = new Posts()
                .patch("one@a", 0, ADA + "Subject: [PATCH] forest/owl/nest: fix the leak", "owl.c", "nap")
                .patch("two@a", DAY, ADA + "Subject: [PATCH v2] forest/owl/nest: add a hook", "owl.c", "hook");
        assertThat(works(posts)).hasSize(2);
    }

    @Test
    void keepsApartBackportsToKernelsOfThreeNumbers() {
        Posts posts = new Posts()
                .patch("one@a", 0, ADA + "Subject: [PATCH 2.6.27] owl: nap", "owl.c", "nap")
                .patch("two@a", 1, ADA + "Subject: [PATCH v2 2.6.32] owl: nap", "owl.c", "nap");
        assertThat(works(posts)).hasSize(2);
    }

    /// Or the answer would depend on which one is asked.
    @Test
    void eachOfTwoVersionsFindsTheOther() {
        Posts posts = new Posts()
                .patch("one@a", 0, ADA + "Subject: [PATCH] forest: owl: nest: remove lock", "owl.c", "nap")
                .mail("c2@a", DAY, ADA + "Subject: [PATCH v2 0/2] forest: owl: nest: drop mutex", "Two.\n")
                .patch("p1@a", DAY + 1, ADA + "In-Reply-To: <c2@a>\nSubject: [PATCH v2 1/2] fly: turn", "owl.c", "z")
                .patch("p2@a", DAY + 2, ADA + "In-Reply-To: <c2@a>\nSubject: [PATCH v2 2/2] fly: land", "owl2.c", "y");
        List<Series> series = SeriesFinder.find(posts.mails());
        assertThat(series).hasSize(2);
        assertThat(finds(series.getFirst(), series.getLast())).isTrue();
        assertThat(finds(series.getLast(), series.getFirst())).isTrue();
    }

    private static boolean finds(Series series, Series other) {
        Set<String> marks =
                other.mails().stream().flatMap(mail -> mail.marks().stream()).collect(Collectors.toSet());
        return !Collections.disjoint(new WorkFinder().lookups(series), marks);
    }

    @Test
    void doesNotLinkBackportsToDifferentBranches() {
        Posts posts = new Posts()
                .patch("one@a", 0, ADA + "Subject: [PATCH 5.4] owl: nap", "owl.c", "nap")
                .patch("two@a", 1, ADA + "Subject: [PATCH v2 5.10] owl: nap", "owl.c", "nap");
        assertThat(works(posts)).hasSize(2);
    }

    @Test
    void knowsABranchThatIsNamedInAnotherWay() {
        Posts posts = new Posts()
                .patch("one@a", 0, ADA + "Subject: [PATCH stable v4.9] owl: nap", "owl.c", "nap")
                .patch("two@a", DAY, ADA + "Subject: [PATCH v2 4.9.y] owl: nap", "owl.c", "nap");
        assertThat(works(posts)).hasSize(1);
    }

    @Test
    void keepsApartBackportsThatNameTheirBranchInWords() {
        Posts posts = new Posts()
                .patch("one@a", 0, ADA + "Subject: [PATCH for-stable-4.19] owl: nap", "owl.c", "nap")
                .patch("two@a", 1, ADA + "Subject: [PATCH for-stable-5.4] owl: nap", "owl.c", "nap");
        assertThat(works(posts)).hasSize(2);
    }

    @Test
    void takesTheSameTitleOnTheSameFilesForANewVersionThoughNobodyCounted() {
        Posts posts = new Posts()
                .patch("first@a", 0, ADA + "Subject: [PATCH] owl: nap", "owl.c", "nap")
                .patch("second@a", DAY, ADA + "Subject: [PATCH] owl: nap", "owl.c", "sleep");
        assertThat(ids(works(posts).getFirst())).containsExactly("first@a", "second@a");
        Posts ofBram = new Posts()
                .patch("first@a", 0, ADA + "Subject: [PATCH] owl: nap", "owl.c", "nap")
                .patch("second@b", DAY, BRAM + "Subject: [PATCH] owl: nap", "owl.c", "sleep");
        assertThat(works(ofBram)).hasSize(2);
    }

    @Test
    void findsOnePatchOfAVersionThatWentOnUnderItsNumber() {
        Posts posts = new Posts();
        for (int version = 1; version <= 6; version++) {
            String tag = "Subject: [PATCH v" + version + " ";
            posts.patch("fly" + version + "@a", DAY * version, ADA + tag + "1/2] kite: fly", "kite.c", "fly " + version)
                    .patch(
                            "nap" + version + "@a",
                            DAY * version + 1,
                            ADA + tag + "2/2] owl: nap",
                            "owl.c",
                            "nap " + version);
        }
        posts.patch("alone@a", DAY * 7, ADA + "Subject: [PATCH v6] owl: nap", "owl.c", "sleep");
        assertThat(ids(works(posts).getFirst())).hasSize(7).endsWith("fly6@a", "alone@a");
    }

    @Test
    void findsTheNextVersionUnderATitleThatHasMostlyTheSameWords() {
        Posts posts = new Posts()
                .patch("one@a", 0, ADA + "Subject: [PATCH] owl: Verify the nest when eggs are laid", "owl.c", "nap")
                .patch(
                        "two@a",
                        DAY,
                        ADA + "Subject: [PATCH v2] owl: Validate the nest when eggs are laid",
                        "owl.c",
                        "z");
        assertThat(ids(works(posts).getFirst())).containsExactly("one@a", "two@a");
    }

    @Test
    void findsTheNextVersionOfASinglePatchUnderAnotherTitleIfItCameSoon() {
        String first = "Subject: [PATCH] owl: Drop the const from nap_all()";
        String next = "Subject: [PATCH v2] owl: Make nap_all() a macro";
        Posts posts = new Posts()
                .patch("one@a", 0, ADA + first, "owl.c", "nap")
                .patch("two@a", DAY, ADA + next, "owl.c", "z");
        assertThat(ids(works(posts).getFirst())).containsExactly("one@a", "two@a");
        Posts late = new Posts()
                .patch("one@a", 0, ADA + first, "owl.c", "nap")
                .patch("two@a", 20 * DAY, ADA + next, "owl.c", "z");
        assertThat(works(late)).hasSize(2);
    }

    @Test
    void findsTheNextVersionBySomebodyElseUnderAlmostTheSameTitle() {
        Posts posts = new Posts()
                .patch("one@a", 0, ADA + "Subject: [PATCH 1/2] owl: Make the nest safe in storms", "owl.c", "nap")
                .patch("same@a", 1, ADA + "Subject: [PATCH 2/2] kite: fly", "kite.c", "fly")
                .patch("two@b", DAY, BRAM + "Subject: [PATCH v2 1/3] Make the nest safe in storms", "owl.c", "sleep")
                .patch("more@b", DAY + 1, BRAM + "Subject: [PATCH v2 2/3] wren: sing", "wren.c", "sing")
                .patch("fly@b", DAY + 2, BRAM + "Subject: [PATCH v2 3/3] kite: fly", "kite.c", "fly far");
        assertThat(ids(works(posts).getFirst())).containsExactly("one@a", "two@b");
    }

    @Test
    void aSeriesOfTheSameTitleMayHaveNewPatches() {
        Posts posts = new Posts()
                .mail("c1@a", 0, ADA + "Subject: [PATCH 0/1] owl: nest fixes", "One.\n")
                .patch("one@a", 1, ADA + "In-Reply-To: <c1@a>\nSubject: [PATCH 1/1] owl: nap", "owl.c", "nap")
                .mail("c2@a", DAY, ADA + "Subject: [PATCH v2 0/3] owl: nest fixes", "Three.\n")
                .patch("p1@a", DAY + 1, ADA + "In-Reply-To: <c2@a>\nSubject: [PATCH v2 1/3] owl: sleep", "owl.c", "z")
                .patch("p2@a", DAY + 2, ADA + "In-Reply-To: <c2@a>\nSubject: [PATCH v2 2/3] owl: fly", "fly.c", "fly")
                .patch("p3@a", DAY + 3, ADA + "In-Reply-To: <c2@a>\nSubject: [PATCH v2 3/3] owl: eat", "eat.c", "eat");
        assertThat(ids(works(posts).getFirst())).containsExactly("c1@a", "c2@a");
    }

    @Test
    void aPatchTakenOutOfAnRfcIsAWorkOfItsOwn() {
        Posts posts = new Posts()
                .patch("r1@a", 0, ADA + "Subject: [RFC PATCH 1/3] owl: nap", "owl.c", "nap")
                .patch("r2@a", 1, ADA + "Subject: [RFC PATCH 2/3] owl: rest", "owl.c", "rest")
                .patch("r3@a", 2, ADA + "Subject: [RFC PATCH 3/3] owl: wake", "owl.c", "wake")
                .patch("out@a", DAY, ADA + "Subject: [PATCH] owl: wake", "owl.c", "wake up");
        assertThat(works(posts)).hasSize(2);
    }

    @Test
    void aPatchThatALargeSeriesTakesInIsNoVersionOfIt() {
        Posts posts = new Posts().patch("one@a", 0, ADA + "Subject: [PATCH] owl: nap", "owl.c", "nap");
        for (int number = 1; number <= 8; number++) {
            String title = number == 5 ? "owl: nap" : "owl: birds of kind " + number;
            posts.patch(
                    "p" + number + "@a",
                    DAY + number,
                    ADA + "Subject: [PATCH v3 " + number + "/8] " + title,
                    "owl.c",
                    "nap " + number);
        }
        assertThat(works(posts)).hasSize(2);
    }

    @Test
    void doesNotTakeThePullRequestOfAMaintainerForANewVersion() {
        Posts posts = new Posts()
                .patch("one@a", 0, ADA + "Subject: [PATCH] owl: nap", "owl.c", "nap")
                .patch("p1@a", DAY, ADA + "Subject: [PATCH 1/3] owl: nap", "owl.c", "nap")
                .patch("p2@a", DAY + 1, ADA + "Subject: [PATCH 2/3] kite: fly", "kite.c", "fly")
                .patch("p3@a", DAY + 2, ADA + "Subject: [PATCH 3/3] wren: sing", "wren.c", "sing");
        assertThat(works(posts)).hasSize(2);
    }

    private static List<Work> works(Posts posts) {
        return new WorkFinder().find(SeriesFinder.find(posts.mails()));
    }

    private static List<String> ids(Work work) {
        return work.versions().stream().map(Series::id).toList();
    }
}
