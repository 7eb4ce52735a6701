package patchidx.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.lucene.search.ScoreDoc;
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
