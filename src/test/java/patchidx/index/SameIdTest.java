package patchidx.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.lucene.search.ScoreDoc;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import patchidx.Fixtures;
import patchidx.field.Entry;

/// Mails with one Message-ID and different content.
class SameIdTest {
    private static final int MAILS = 30;
    private static final Instant NOON = Instant.parse("2024-03-04T12:00:00Z");

    @TempDir
    private Path folder;

    /// Few Message-IDs, senders and titles, so that mails have much in common.
    private record Mails(Random random) {
        String next() {
            String subject = switch (random.nextInt(6)) {
                case 0 -> "Re: [PATCH 1/3] kite: part";
                case 1 -> "kite: an announcement";
                case 2 -> "[PATCH] kite: alone";
                default -> "[PATCH %s%d/3] kite: part".formatted(random.nextBoolean() ? "" : "v2 ", random.nextInt(4));
            };
            String answers = random.nextBoolean() ? "In-Reply-To: <%s>\n".formatted(id()) : "";
            String text =
                    random.nextInt(3) == 0 ? "Reviewed-by: Gwen <gwen%d@example.org>".formatted(random.nextInt(3)) : "";
            String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                    NOON.plus(Duration.ofMinutes(random.nextInt(4000))).atZone(ZoneOffset.UTC));
            return """
                From: Ada <ada%d@example.org>
                Date: %s
                Subject: %s
                Message-ID: <%s>
                %s
                text %d
                %s
                """.formatted(random.nextInt(2), date, subject, id(), answers, random.nextInt(3), text);
        }

        private String id() {
            String id = random.nextInt(12) + "@example.org";
            return random.nextInt(8) == 0 ? id.toUpperCase(Locale.ROOT) : id;
        }
    }

    @Test
    void theSameBytesAreOneMailWhateverTheHeadingSays() throws Exception {
        String mail = """
            From: Ada <ada@example.org>
            Message-ID: <kite@example.org>
            Date: Mon, 4 Mar 2024 12:00:00 +0000

            Who cut this mail out has lost its subject.
            """;
        String entry = "#### [PATCH] kite: %s\n##### From: Ada <ada@example.org>\n\n```c\n" + mail + "```\n";
        List<Path> files = List.of(
                Files.writeString(folder.resolve("a.eml"), mail),
                Files.writeString(folder.resolve("b.md"), entry.formatted("hold it")),
                Files.writeString(folder.resolve("c.md"), entry.formatted("let it go")));
        for (List<Path> order : List.of(files, files.reversed())) {
            Path index = folder.resolve("from-" + order.getFirst().getFileName());
            for (Path file : order) {
                Ingest.run(index, List.of(file));
            }
            assertThat(Fixtures.findings(index)).isEmpty();
            assertThat(Fixtures.run("export", "--index", index.toString(), "--format", "tsv", "--columns", "subject,id")
                            .out())
                    .endsWith("[PATCH] kite: let it go\tkite@example.org\n")
                    .hasLineCount(2);
        }
    }

    @Test
    void aMailHasTheSizeOfItsBytesWhateverAnMboxQuotes() throws Exception {
        String mail = "From: Ada <ada@example.org>\nSubject: kite\nMessage-ID: <kite@example.org>\n\n%sFrom here on.\n";
        List<Path> files = List.of(
                Files.writeString(
                        folder.resolve("a.mbox"),
                        "From mboxrd@z Thu Jan  1 00:00:00 1970\n" + mail.formatted(">") + "\n"),
                Files.writeString(folder.resolve("b.eml"), mail.formatted("")));
        for (Path file : files.reversed()) {
            Ingest.run(folder.resolve("index"), List.of(file));
        }
        assertThat(Fixtures.findings(folder.resolve("index"))).isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(ints = {1, 5, 7, 17})
    void whereTheyStandDoesNotDependOnTheOrderInWhichTheyComeAndGo(int seed) throws Exception {
        Random random = new Random(seed);
        Mails mails = new Mails(random);
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < MAILS; i++) {
            files.add(Files.writeString(folder.resolve(i + ".eml"), mails.next()));
        }
        Collections.shuffle(files, random);
        for (int from = 0; from < MAILS; from += 6) {
            Ingest.run(folder.resolve("often"), files.subList(from, from + 6));
            assertThat(Fixtures.findings(folder.resolve("often")))
                    .as("after %d mails", from + 6)
                    .isEmpty();
        }
        for (int change = 0; change < 6; change++) {
            String other = change % 2 == 0 ? "" : mails.next();
            Path file = Files.writeString(files.get(random.nextInt(MAILS)), other);
            Ingest.run(folder.resolve("often"), List.of(file));
            assertThat(Fixtures.findings(folder.resolve("often")))
                    .as("after change %d", change)
                    .isEmpty();
        }
        Ingest.run(folder.resolve("once"), files);
        assertThat(standings(folder.resolve("often"))).isEqualTo(standings(folder.resolve("once")));
        assertThat(Fixtures.findings(folder.resolve("once"))).isEmpty();
    }

    @Test
    void theBytesOfEachCanBeHadByItsPlace() throws Exception {
        List<Path> files = List.of(mail("one.eml", "kite: one", ""), mail("two.eml", "kite: two", ""));
        Path index = folder.resolve("index");
        Ingest.run(index, files);
        for (Path file : files) {
            Fixtures.Run run = Fixtures.run(
                    "show", "--raw", "--index", index.toString(), "--source", file.toString(), "same@example.org");
            assertThat(run.out()).isEqualTo(Files.readString(file));
            assertThat(run.err()).isEmpty();
            assertThat(run.status()).isZero();
        }
    }

    @Test
    void thePatchStandsForAnAnswerWithItsMessageIdWhicheverCameFirst() throws Exception {
        Path patch = mail("patch.eml", "[PATCH] kite: fold the tail", "");
        Path answer = mail("answer.eml", "Re: [PATCH] owl: blink", "In-Reply-To: <owl@example.org>\n");
        Ingest.run(folder.resolve("patch first"), List.of(patch));
        Ingest.run(folder.resolve("patch first"), List.of(answer));
        Ingest.run(folder.resolve("answer first"), List.of(answer));
        Ingest.run(folder.resolve("answer first"), List.of(patch));
        for (String index : List.of("patch first", "answer first")) {
            assertThat(standings(folder.resolve(index)).values())
                    .as(index)
                    .hasSize(2)
                    .allMatch(standing -> standing.contains("series=same@example.org"))
                    .allMatch(standing -> standing.contains("SAME_ID"));
            assertThat(Fixtures.findings(folder.resolve(index))).as(index).isEmpty();
        }
    }

    private Path mail(String file, String subject, String headers) throws Exception {
        return Files.writeString(folder.resolve(file), """
            From: Ada <ada@example.org>
            Subject: %s
            Message-ID: <same@example.org>
            %s
            text of %s
            """.formatted(subject, headers, file));
    }

    /// By what tells mails apart.
    private static Map<String, String> standings(Path index) throws Exception {
        Map<String, String> standings = new TreeMap<>();
        try (PatchIndex opened = PatchIndex.open(index)) {
            for (ScoreDoc hit : opened.searcher().search(PatchIndex.everyMail(), Integer.MAX_VALUE).scoreDocs) {
                Entry entry = opened.entry(hit.doc);
                standings.put(entry.patch().id() + " " + entry.sources(), entry.standing() + " " + entry.problems());
            }
        }
        return standings;
    }
}
