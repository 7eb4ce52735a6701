package patchidx.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import patchidx.Fixtures;
import patchidx.Fixtures.Run;
import tools.jackson.databind.JsonNode;

/// What `reviews` shows, what `am` adds and what the field `reviews` counts is the same, however people thread.
class ReviewsAgreeTest {
    private static final Pattern SEPARATOR = Pattern.compile("From mboxrd@z [^\n]*\n");

    @TempDir
    private Path folder;

    private int minutes;

    @Test
    void whatWasGivenToACoverLetterCountsForPatchesThatDoNotAnswerIt() throws IOException {
        mail("cover", "[PATCH 0/1] owl: rest", "", "Rest.\n");
        patch("one", "[PATCH 1/1] owl: nap", "", "nap");
        reply("ack", "Esme", "cover", "Reviewed-by");
        ingest();
        assertThat(run("reviews", "one@example.org").out())
                .contains("Reviewed-by: Esme <esme@example.net>  (on the cover letter)");
        assertThat(run("am", "one@example.org").out()).contains("Reviewed-by: Esme <esme@example.net>\n");
        assertThat(reviewsCounted()).containsEntry("one@example.org", 1);
    }

    @Test
    void whatWasGivenToACoverLetterThatDoesNotSayItIsOneCountsForItsPatches() throws IOException {
        mail("letter", "owl: rest", "", "Rest.\n");
        patch("one", "[PATCH 1/1] owl: nap", "In-Reply-To: <letter@example.org>\n", "nap");
        reply("ack", "Esme", "letter", "Reviewed-by");
        ingest();
        assertThat(run("reviews", "letter@example.org").out()).contains("  (on the cover letter)");
        assertThat(run("am", "one@example.org").out()).contains("Reviewed-by: Esme <esme@example.net>\n");
        assertThat(reviewsCounted()).containsEntry("one@example.org", 1);
    }

    @Test
    void ofTwoVersionsInOneThreadEachHasTheReviewsOfItsOwnCoverLetter() throws IOException {
        mail("cover", "[PATCH 0/1] owl: rest", "", "Rest.\n");
        patch("one", "[PATCH 1/1] owl: nap", "In-Reply-To: <cover@example.org>\n", "nap");
        minutes += 2000;
        patch("two", "[PATCH v2 1/1] owl: nap", "In-Reply-To: <cover@example.org>\n", "nap well");
        reply("ack", "Esme", "cover", "Reviewed-by");
        ingest();
        assertThat(run("reviews", "two@example.org").out()).doesNotContain("Esme");
        assertThat(reviewsCounted()).containsEntry("one@example.org", 1).containsEntry("two@example.org", 0);
    }

    @Test
    void aReplyThatNamesOnlyAnotherReplyIsAboutThePatchAboveBoth() throws IOException {
        patch("one", "[PATCH] owl: nap", "", "nap");
        reply("question", "Farid", "one", "");
        reply("ack", "Esme", "question", "Reviewed-by");
        ingest();
        assertThat(run("reviews", "ack@example.org").out()).contains("Reviewed-by: Esme <esme@example.net>");
        assertThat(reviewsCounted()).containsEntry("one@example.org", 1);
    }

    @Test
    void whatIsGivenToAPatchThatSomebodyPutIntoAReplyIsNotGivenToTheSeries() throws IOException {
        mail("cover", "[PATCH 0/1] owl: rest", "", "Rest.\n");
        patch("one", "[PATCH 1/1] owl: nap", "In-Reply-To: <cover@example.org>\n", "nap");
        patch("other", "Re: [PATCH 0/1] owl: rest", "In-Reply-To: <cover@example.org>\n", "wake");
        reply("ack", "Esme", "other", "Reviewed-by");
        reply("and", "Farid", "ack", "Acked-by");
        ingest();
        assertThat(run("am", "one@example.org").out()).doesNotContain("Reviewed-by", "Acked-by");
        assertThat(run("reviews", "cover@example.org").out()).doesNotContain("-by");
        assertThat(run("series", "--jsonl", "id:cover@example.org").out()).contains("\"trailers\":[]");
        assertThat(reviewsCounted()).containsEntry("cover@example.org", 0).containsEntry("one@example.org", 0);
        assertThat(run("check").status()).isZero();
    }

    @Test
    void whatIsGivenToTheSamePatchWithABetterMessageIsGivenToIt() throws IOException {
        patch("one", "[PATCH] owl: nap", "", "nap");
        patch("none", "Re: [PATCH] owl: nap", "In-Reply-To: <one@example.org>\n", "nap");
        reply("ack", "Esme", "none", "Reviewed-by");
        ingest();
        assertThat(run("am", "one@example.org").out()).contains("Reviewed-by: Esme <esme@example.net>\n");
        assertThat(reviewsCounted()).containsEntry("one@example.org", 1);
    }

    @Test
    void whatIsGivenToASuggestionIsGivenToThePatch() throws IOException {
        patch("one", "[PATCH] owl: nap", "", "nap");
        mail("hint", "Re: owl", "In-Reply-To: <one@example.org>\n", Fixtures.patch("", "owl.c", "nap well"));
        reply("ack", "Esme", "hint", "Reviewed-by");
        ingest();
        assertThat(run("am", "one@example.org").out()).contains("Reviewed-by: Esme <esme@example.net>\n");
    }

    @Test
    void trailersStandInTheOrderOfTheirDatesWhicheverCameFirst() throws IOException {
        patch("one", "[PATCH] owl: nap", "", "nap");
        minutes = 5;
        reply("late", "Esme", "one", "Reviewed-by");
        ingest();
        minutes = 3;
        reply("early", "Farid", "one", "Acked-by");
        reply("between", "Gwen", "one", "Tested-by");
        ingest();
        JsonNode series =
                Fixtures.json(run("series", "--jsonl", "id:one@example.org").out());
        assertThat(series.get("trailers")
                        .valueStream()
                        .map(trailer -> trailer.get("name").asString()))
                .containsExactly("Acked-by", "Tested-by", "Reviewed-by");
    }

    @Test
    void aReplyFindsItsPatchWhenTheMailBetweenThemComes() throws IOException {
        patch("one", "[PATCH] owl: nap", "", "nap");
        reply("ack", "Esme", "question", "Reviewed-by");
        ingest();
        assertThat(reviewsCounted()).containsEntry("one@example.org", 0);
        reply("question", "Farid", "one", "");
        ingest();
        assertThat(reviewsCounted()).containsEntry("one@example.org", 1);
        assertThat(run("check").status()).isZero();
        Path question = folder.resolve("mails/question.eml");
        Files.delete(question);
        assertThat(run("forget", question.toString()).status()).isZero();
        assertThat(reviewsCounted()).containsEntry("one@example.org", 0);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void showAddAndCountTheSame(long seed) throws IOException {
        Random random = new Random(seed);
        List<String> all = new ArrayList<>();
        for (int version = 1; version <= 3; version++) {
            minutes += 3000;
            send(version, random, all);
            ingest();
        }
        Map<String, Integer> counted = reviewsCounted();
        assertThat(counted.values()).anyMatch(count -> count > 1);
        for (String id : counted.keySet()) {
            JsonNode said = said(id);
            assertThat(people(said)).as(id).hasSize(counted.get(id));
        }
        for (int version = 1; version <= 3; version++) {
            Run am = run("am", "-v" + version, "--partial", "v" + version + "-1@example.org");
            for (String mail : SEPARATOR.splitAsStream(am.out()).skip(1).toList()) {
                String id = mail.lines()
                        .filter(line -> line.startsWith("Message-ID: "))
                        .findFirst()
                        .orElseThrow()
                        .replaceAll(".*<|>.*", "");
                assertThat(mail.lines().filter(line -> line.contains("-by: ") && !line.startsWith("Signed")))
                        .as(id)
                        .doesNotHaveDuplicates()
                        .containsExactlyInAnyOrderElementsOf(trailers(said(id)));
            }
        }
        assertThat(run("check").status()).isZero();
    }

    /// Sends a version, threaded in one way or another, and replies to any mails that there are.
    private void send(int version, Random random, List<String> all) throws IOException {
        String tag = "[PATCH v" + version + " ";
        String name = "v" + version + "-";
        boolean hasCover = random.nextInt(3) > 0;
        if (hasCover) {
            mail(name + "0", tag + "0/3] owl: rest", "", "Rest.\n");
            all.add(name + "0");
        }
        for (int number = 1; number <= 3; number++) {
            String above = random.nextInt(3) == 0 || all.isEmpty() ? "" : pick(random, all);
            String thread = above.isEmpty() ? "" : "In-Reply-To: <" + above + "@example.org>\n";
            patch(name + number, tag + number + "/3] owl: part " + number, thread, "nap " + random.nextInt(2));
            all.add(name + number);
        }
        for (int reply = 0; reply < 12; reply++) {
            String who = pick(random, List.of("Esme", "Farid", "Gwen", "Lin"));
            String id = name + "re-" + reply;
            reply(id, who, pick(random, all), pick(random, List.of("Reviewed-by", "Acked-by", "Tested-by", "")));
            all.add(id);
        }
    }

    private static String pick(Random random, List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    private void patch(String id, String subject, String headers, String line) throws IOException {
        mail(id, subject, headers, """
            Because.

            Signed-off-by: Ada <ada@example.org>
            ---
             owl.c | 1 +
             1 file changed, 1 insertion(+)

            diff --git a/owl.c b/owl.c
            index 1111111..2222222 100644
            --- a/owl.c
            +++ b/owl.c
            @@ -1,2 +1,3 @@
             one
            +%s
             two
            """.formatted(line + id.substring(id.length() - 1)));
    }

    /// A reply that names nothing but the mail that it answers.
    private void reply(String id, String name, String on, String trailer) throws IOException {
        String who = name + " <" + name.toLowerCase(Locale.ROOT) + "@example.net>";
        mail(
                id,
                who,
                "Re: owl",
                "In-Reply-To: <" + on + "@example.org>\n",
                trailer.isEmpty() ? "Why?\n" : trailer + ": " + who + "\n");
    }

    private void mail(String id, String subject, String headers, String body) throws IOException {
        mail(id, "Ada <ada@example.org>", subject, headers, body);
    }

    private void mail(String id, String from, String subject, String headers, String body) throws IOException {
        Path mails = Files.createDirectories(folder.resolve("mails"));
        minutes++;
        String date = String.format(
                Locale.ROOT, "%02d Mar 2019 %02d:%02d:37 +0000", 1 + minutes / 1440, minutes / 60 % 24, minutes % 60);
        Files.writeString(
                mails.resolve(id + ".eml"),
                "From: " + from + "\nSubject: " + subject + "\nDate: " + date + "\nMessage-ID: <" + id
                        + "@example.org>\n" + headers + "\n" + body);
    }

    private void ingest() {
        assertThat(run("ingest", folder.resolve("mails").toString()).status()).isZero();
    }

    private Run run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(1, List.of("--index", folder.resolve("index").toString()));
        return Fixtures.run(all.toArray(String[]::new));
    }

    /// The field `reviews` of each patch and cover letter.
    private Map<String, Integer> reviewsCounted() {
        Map<String, Integer> counted = new TreeMap<>();
        for (String line : run("search", "--jsonl", "--limit=1000", "reviews:0..")
                .out()
                .lines()
                .toList()) {
            JsonNode mail = Fixtures.json(line);
            counted.put(mail.get("id").asString(), mail.get("reviews").asInt());
        }
        return counted;
    }

    private JsonNode said(String id) {
        String line = run("reviews", "--jsonl", id).out().lines().findFirst().orElseThrow();
        JsonNode said = Fixtures.json(line);
        assertThat(said.get("id").asString()).isEqualTo(id);
        return said.get("reviews");
    }

    private static Set<String> trailers(JsonNode reviews) {
        Set<String> trailers = new TreeSet<>();
        for (JsonNode review : reviews) {
            trailers.add(
                    review.get("name").asString() + ": " + review.get("value").asString());
        }
        return trailers;
    }

    /// Who gave a Reviewed-by or Acked-by.
    private static Set<String> people(JsonNode reviews) {
        Set<String> people = new TreeSet<>();
        for (String trailer : trailers(reviews)) {
            if (trailer.startsWith("Reviewed-by") || trailer.startsWith("Acked-by")) {
                people.add(trailer.replaceFirst(".*: ", ""));
            }
        }
        return people;
    }
}
