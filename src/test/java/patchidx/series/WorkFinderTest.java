package patchidx.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
                .mail("second@a", DAY, ADA + "Subject: [PATCH v2] owl: nap", changes(more + changes));
        assertThat(ids(works(posts).getFirst())).containsExactly("first@a", "second@a");
        Posts unrelated = new Posts()
                .mail("first@a", 0, ADA + "Subject: [PATCH v2] owl: nap", changes(changes))
                .mail("second@a", DAY, ADA + "Subject: [PATCH v2] owl: nap", changes(more));
        assertThat(works(unrelated)).hasSize(2);
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
    void doesNotLinkBackportsToDifferentBranches() {
        Posts posts = new Posts()
                .patch("one@a", 0, ADA + "Subject: [PATCH 5.4] owl: nap", "owl.c", "nap")
                .patch("two@a", 1, ADA + "Subject: [PATCH v2 5.10] owl: nap", "owl.c", "nap");
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
