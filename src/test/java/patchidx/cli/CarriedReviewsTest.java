package patchidx.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import patchidx.Fixtures;
import patchidx.Fixtures.Run;
import tools.jackson.databind.JsonNode;

/// What becomes of reviews when the next version of a series comes: where a patch is the same, they count for it too.
class CarriedReviewsTest {
    private static final String ESME = "Reviewed-by: Esme <esme@example.net>";
    private static final String CARRIED = ", given to version 1, where the patch is the same\n";

    private static final Pattern SEPARATOR = Pattern.compile("From mboxrd@z [^\n]*\n");

    @TempDir
    private Path folder;

    private Path mails;
    private int hours;

    @Test
    void aReviewCountsForTheNextVersionWhereThePatchIsTheSame() throws IOException {
        send(1, "nap", "sleep");
        reply("v1-1", "Esme", ESME);
        reply("v1-2", "Esme", ESME);
        send(2, "nap", "sleep well");
        ingest();
        assertThat(run("reviews", "v2-0@example.org").out()).isEqualTo("""
            [PATCH v2 0/2] owl: rest
              v2-0@example.org

            [PATCH v2 1/2] owl: part 1
              v2-1@example.org
              Reviewed-by: Esme <esme@example.net>  (on version 1, where the patch is the same)

            [PATCH v2 2/2] owl: part 2
              v2-2@example.org
            """);
        Run am = run("am", "v1-0@example.org");
        assertThat(trailers(am)).containsExactly(List.of(ESME), List.of());
        assertThat(am.err()).contains("patchidx: to patch 1: " + ESME + CARRIED).doesNotContain("to patch 2");
        assertThat(trailers(run("am", "--no-trailers", "v1-0@example.org"))).containsOnly(List.of());
        assertThat(search("version:2 reviews:1")).containsExactly("v2-1@example.org");
        assertThat(search("version:2 reviews:0")).containsExactly("v2-0@example.org", "v2-2@example.org");
        assertThat(run("series", "id:v2-0@example.org").out()).contains("(1 review, 0 answers)");
    }

    @Test
    void inJsonAReviewSaysWhichVersionItIsCarriedFrom() throws IOException {
        send(1, "nap", "sleep");
        reply("v1-1", "Esme", ESME);
        send(2, "nap", "sleep");
        reply("v2-1", "Farid", "Tested-by: Farid <farid@example.net>");
        ingest();
        JsonNode reviews = Fixtures.json(
                        run("reviews", "--jsonl", "v2-1@example.org").out())
                .get("reviews");
        assertThat(reviews.valueStream()
                        .map(review -> review.get("name").asString() + " on "
                                + review.get("on").asString() + " " + review.get("carried_from")))
                .containsExactly("Reviewed-by on v1-1@example.org 1", "Tested-by on v2-1@example.org null");
    }

    @Test
    void whatWasGivenToTheCoverLetterCountsForThePatchesThatAreTheSame() throws IOException {
        send(1, "nap", "sleep");
        reply("v1-0", "Esme", ESME);
        send(2, "nap", "sleep well");
        ingest();
        assertThat(trailers(run("am", "v2-0@example.org"))).containsExactly(List.of(ESME), List.of());
        assertThat(search("version:2 reviews:1")).containsExactly("v2-1@example.org");
    }

    @Test
    void aTrailerThatTheMessageHasOrThatWasGivenAgainIsNotDoubled() throws IOException {
        send(1, "nap", "sleep");
        reply("v1-1", "Esme", ESME);
        reply("v1-2", "Esme", ESME);
        hours++;
        write("v2-0", "[PATCH v2 0/2] owl: rest", null, "Rest.\n");
        write("v2-1", "[PATCH v2 1/2] owl: part 1", "v2-0", patch(ESME + "\n", "owl1.c", "nap"));
        write("v2-2", "[PATCH v2 2/2] owl: part 2", "v2-0", patch("", "owl2.c", "sleep"));
        reply("v2-2", "Esme", ESME.toLowerCase(Locale.ROOT));
        ingest();
        Run am = run("am", "v2-0@example.org");
        assertThat(am.out().lines().filter(line -> line.equalsIgnoreCase(ESME))).hasSize(2);
        assertThat(am.err())
                .doesNotContain("to patch 1")
                .contains("to patch 2: reviewed-by")
                .doesNotContain("given to");
        assertThat(run("reviews", "v2-2@example.org").out())
                .contains("  reviewed-by: esme <esme@example.net>\n")
                .doesNotContain("version 1");
        assertThat(search("version:2 reviews:1")).containsExactly("v2-1@example.org", "v2-2@example.org");
    }

    @Test
    void aReviewGoesThroughAllVersionsThatLeaveThePatchAsItIs() throws IOException {
        send(1, "nap", "sleep");
        reply("v1-1", "Esme", ESME);
        send(2, "nap", "sleep well");
        reply("v2-1", "Farid", "Acked-by: Farid <farid@example.net>");
        send(3, "nap", "sleep long");
        ingest();
        Run am = run("am", "v1-0@example.org");
        assertThat(trailers(am)).containsExactly(List.of(ESME, "Acked-by: Farid <farid@example.net>"), List.of());
        assertThat(am.err()).contains(ESME + CARRIED).contains("given to version 2, where the patch is the same\n");
        assertThat(search("version:3 reviews:2")).containsExactly("v3-1@example.org");
    }

    @Test
    void aReviewComesBackWithThePatchThatItWasGivenTo() throws IOException {
        send(1, "nap", "sleep");
        reply("v1-2", "Esme", ESME);
        send(2, "nap", "sleep well");
        send(3, "nap", "sleep");
        ingest();
        assertThat(trailers(run("am", "-v2", "v1-0@example.org"))).containsExactly(List.of(), List.of());
        assertThat(trailers(run("am", "v1-0@example.org"))).containsExactly(List.of(), List.of(ESME));
    }

    @Test
    void aReviewOfALaterVersionDoesNotGoBack() throws IOException {
        send(1, "nap", "sleep");
        send(2, "nap", "sleep");
        reply("v2-1", "Esme", ESME);
        ingest();
        assertThat(trailers(run("am", "-v1", "v1-0@example.org"))).containsExactly(List.of(), List.of());
        assertThat(search("version:1 reviews:1")).isEmpty();
    }

    @Test
    void aReviewThatComesLateToAnOldVersionIsCountedAtOnce() throws IOException {
        send(1, "nap", "sleep");
        send(2, "nap", "sleep well");
        ingest();
        assertThat(search("reviews:1")).isEmpty();
        reply("v1-1", "Esme", ESME);
        ingest();
        assertThat(search("reviews:1")).containsExactly("v1-1@example.org", "v2-1@example.org");
        assertThat(run("check").status()).isZero();
    }

    @Test
    void aCarriedTrailerInAnothersNameIsNotAdded() throws IOException {
        send(1, "nap", "sleep");
        reply("v1-1", "Gwen", ESME);
        send(2, "nap", "sleep");
        ingest();
        Run am = run("am", "v1-0@example.org");
        assertThat(trailers(am)).containsOnly(List.of());
        assertThat(am.err()).contains("not to patch 1, as Gwen <gwen@example.net> sent it: " + ESME + CARRIED);
    }

    /// Sends a version of a series: a cover letter and patches that add a line each to a file of their own.
    private void send(int version, String... lines) throws IOException {
        hours++;
        String prefix = version == 1 ? "[PATCH " : "[PATCH v" + version + " ";
        String cover = "v" + version + "-0";
        write(cover, prefix + "0/" + lines.length + "] owl: rest", null, "Rest.\n");
        for (int number = 1; number <= lines.length; number++) {
            write(
                    "v" + version + "-" + number,
                    prefix + number + "/" + lines.length + "] owl: part " + number,
                    cover,
                    patch("", "owl" + number + ".c", lines[number - 1]));
        }
    }

    private static String patch(String trailers, String file, String line) {
        return Fixtures.patch("Signed-off-by: Ada <ada@example.org>\n" + trailers, file, line);
    }

    private void reply(String on, String name, String text) throws IOException {
        String email = name.toLowerCase(Locale.ROOT) + "@example.net";
        write("re-" + on + "-" + email, name + " <" + email + ">", "Re: owl", on, text + "\n");
    }

    private void write(String id, String subject, String on, String body) throws IOException {
        write(id, "Ada <ada@example.org>", subject, on, body);
    }

    private int minutes;

    private void write(String id, String from, String subject, String on, String body) throws IOException {
        mails = Files.createDirectories(folder.resolve("mails"));
        String date = String.format(Locale.ROOT, "Tue, 24 Sep 2019 %02d:%02d:37 +0000", hours, minutes++ % 60);
        String reference = on == null ? "" : "In-Reply-To: <" + on + "@example.org>\n";
        Files.writeString(
                mails.resolve(id + ".eml"),
                "From: " + from + "\nSubject: " + subject + "\nDate: " + date + "\nMessage-ID: <" + id
                        + "@example.org>\n" + reference + "\n" + body);
    }

    private void ingest() {
        assertThat(run("ingest", mails.toString()).status()).isZero();
    }

    private Run run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(1, List.of("--index", folder.resolve("index").toString()));
        return Fixtures.run(all.toArray(String[]::new));
    }

    private List<String> search(String query) {
        return run("search", "--format=ids", "--sort=id", query).out().lines().toList();
    }

    /// The trailers of each patch behind its sign-off.
    private static List<List<String>> trailers(Run am) {
        List<List<String>> trailers = new ArrayList<>();
        for (String mail : SEPARATOR.splitAsStream(am.out()).toList()) {
            if (!mail.isEmpty()) {
                trailers.add(mail.lines()
                        .dropWhile(line -> !line.startsWith("Signed-off-by:"))
                        .skip(1)
                        .takeWhile(line -> !line.equals("---"))
                        .toList());
            }
        }
        return trailers;
    }
}
