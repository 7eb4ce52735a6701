package patchidx.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.lucene.search.ScoreDoc;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import patchidx.Fixtures;
import patchidx.field.Entry;
import patchidx.index.Ingest;
import patchidx.index.PatchIndex;

/// Asks queries that are made up from what is in the mails, and looks for the answers again in every mail, one by one.
class QueryProofTest {
    private static final int SEEDS = Integer.getInteger("patchidx.seeds", 6);
    private static final int QUERIES = 300;
    private static final int QUERIES_OF_A_CORPUS = 400;

    @TempDir
    private static Path folder;

    private static PatchIndex index;
    private static final Map<Integer, SlowMatcher> MATCHERS = new HashMap<>();

    @BeforeAll
    static void ingest() throws Exception {
        Path testdata = Fixtures.BASE.resolve("testdata");
        List<Path> archives = List.of("archive", "mail", "mbox", "dump").stream()
                .map(testdata::resolve)
                .toList();
        Ingest.run(folder.resolve("index"), archives);
        index = PatchIndex.open(folder.resolve("index"));
        for (int document : documents(index, new Query.All())) {
            MATCHERS.put(document, new SlowMatcher(index.entry(document)));
        }
    }

    @AfterAll
    static void close() throws IOException {
        index.close();
    }

    static IntStream seeds() {
        return IntStream.range(0, SEEDS);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void findsWhatASlowSearchFinds(int seed) throws Exception {
        assertAnswers(index, MATCHERS::get, new Random(seed), QUERIES);
    }

    @Test
    void findsInACorpusWhatASlowSearchFinds() throws Exception {
        String corpus = System.getProperty("patchidx.corpus", System.getenv("PATCHIDX_CORPUS"));
        assumeTrue(corpus != null, "no real mail: PATCHIDX_CORPUS names an mbox or a Maildir");
        Ingest.run(folder.resolve("corpus"), List.of(Path.of(corpus)));
        try (PatchIndex opened = PatchIndex.open(folder.resolve("corpus"))) {
            MailReader reader = document -> new SlowMatcher(opened.entry(document));
            assertAnswers(opened, reader, new Random(0), QUERIES_OF_A_CORPUS);
        }
    }

    /// Gives the mail in a document.
    private interface MailReader {
        SlowMatcher mail(int document) throws IOException;
    }

    private static void assertAnswers(PatchIndex index, MailReader reader, Random random, int count) throws Exception {
        List<Integer> documents = documents(index, new Query.All());
        QuestionMaker maker = new QuestionMaker(random, sample(index, random));
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            questions.add(maker.make());
        }
        List<BitSet> expected = questions.stream().map(any -> new BitSet()).toList();
        for (int document : documents) {
            SlowMatcher mail = reader.mail(document);
            for (int i = 0; i < count; i++) {
                expected.get(i).set(document, questions.get(i).test().test(mail));
            }
        }
        List<String> wrong = new ArrayList<>();
        int empty = 0;
        for (int i = 0; i < count; i++) {
            BitSet found = new BitSet();
            String text = questions.get(i).text();
            try {
                documents(index, QueryParser.parse(text, Fixtures.CLOCK)).forEach(found::set);
            } catch (QueryException e) {
                wrong.add(text + "\n   " + e.getMessage() + " " + e.hint());
                continue;
            }
            BitSet missing = (BitSet) expected.get(i).clone();
            missing.andNot(found);
            BitSet extra = (BitSet) found.clone();
            extra.andNot(expected.get(i));
            if (!missing.isEmpty() || !extra.isEmpty()) {
                wrong.add(text + "\n   missing " + ids(index, missing) + "\n   not to be found " + ids(index, extra));
            }
            empty += found.isEmpty() ? 1 : 0;
        }
        assertThat(String.join("\n", wrong))
                .as("%d queries of %d", wrong.size(), count)
                .isEmpty();
        assertThat(empty).as("queries without an answer, of %d", count).isLessThan(count / 2);
    }

    /// Mails by chance, in an order that does not depend on how they lie in the index.
    private static List<Entry> sample(PatchIndex index, Random random) throws IOException {
        Order order = Order.named("date").orElseThrow();
        List<ScoreDoc> sorted =
                List.of(index.searcher().search(PatchIndex.everyMail(), Integer.MAX_VALUE, order.sort()).scoreDocs);
        List<Entry> sample = new ArrayList<>();
        for (int i = 0; i < Math.min(500, sorted.size()); i++) {
            sample.add(index.entry(sorted.get(random.nextInt(sorted.size())).doc));
        }
        return sample;
    }

    private static List<Integer> documents(PatchIndex index, Query query) throws IOException {
        List<Integer> documents = new ArrayList<>();
        int most = index.searcher().getIndexReader().maxDoc();
        for (ScoreDoc hit : index.searcher().search(QueryCompiler.compile(query), most).scoreDocs) {
            documents.add(hit.doc);
        }
        return documents;
    }

    private static List<String> ids(PatchIndex index, BitSet documents) throws IOException {
        List<String> ids = new ArrayList<>();
        for (int document : documents.stream().limit(4).toArray()) {
            ids.add(index.entry(document).patch().id());
        }
        return ids;
    }
}
