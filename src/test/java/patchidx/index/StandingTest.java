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

class StandingTest {
    @TempDir
    private Path folder;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(ints = {1, 2, 3})
    void whereMailsStandDoesNotDependOnTheOrderAndNumberOfIngests(int seed) throws Exception {
        List<Path> files = new ArrayList<>(Fixtures.files("archive"));
        Ingest.run(folder.resolve("once"), files);
        Collections.shuffle(files, new Random(seed));
        int step = 1 + files.size() / 7;
        for (int from = 0; from < files.size(); from += step) {
            Ingest.run(folder.resolve("often"), files.subList(from, Math.min(files.size(), from + step)));
        }
        Map<String, String> once = standings(folder.resolve("once"));
        assertThat(once.values()).anyMatch(standing -> standing.contains("latest=false"));
        assertThat(standings(folder.resolve("often"))).isEqualTo(once);
    }

    @Test
    void seriesStayWholeHoweverManyPatchesTheirSenderPosts() throws Exception {
        Path list = folder.resolve("list");
        Instant noon = Instant.parse("2024-03-04T12:00:00Z");
        for (int part = 0; part < 2; part++) {
            StringBuilder mails = new StringBuilder();
            for (int series = 400 * part; series < 400 * (part + 1); series++) {
                for (int number = 1; number <= 3; number++) {
                    String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                            noon.plus(Duration.ofMinutes(1800L * series + number))
                                    .atZone(ZoneOffset.UTC));
                    mails.append("""
                        From mboxrd@z Thu Jan  1 00:00:00 1970
                        From: Ada <ada@example.org>
                        Date: %s
                        Subject: [PATCH %d/3] part %d of topic %d
                        Message-ID: <%d.%d@example.org>

                        text

                        """.formatted(date, number, number, series, series, number));
                }
            }
            Files.writeString(list, mails);
            Ingest.run(folder.resolve("index"), List.of(Files.move(list, folder.resolve("list" + part))));
        }
        Map<String, String> standings = standings(folder.resolve("index"));
        assertThat(standings).hasSize(2400);
        assertThat(standings.values()).allMatch(standing -> standing.contains("missing=0"));
    }

    private static Map<String, String> standings(Path index) throws Exception {
        Map<String, String> standings = new TreeMap<>();
        try (PatchIndex opened = PatchIndex.open(index)) {
            for (ScoreDoc hit : opened.searcher().search(PatchIndex.everyMail(), Integer.MAX_VALUE).scoreDocs) {
                Entry entry = opened.entry(hit.doc);
                standings.put(entry.patch().id(), String.valueOf(entry.standing()));
            }
        }
        return standings;
    }
}
