package patchidx.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A list with series in many shapes, several of them at once, comes apart into what was sent.
class SeriesShapesTest {
    private static final List<String> SENDERS = List.of("ada", "bram", "esme");
    private static final List<String> TAGS = List.of("PATCH", "RFC PATCH", "PATCH RESEND", "PATCH net-next", "RFC");

    private final Posts posts = new Posts();
    private final Set<String> sent = new TreeSet<>();
    private final List<List<String>> threads = new ArrayList<>();
    private int names;
    private int runs;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(
            longs = {
                1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28,
                29, 30
            })
    void everySeriesComesOutAsItWasSent(long seed) {
        Random random = new Random(seed);
        int minute = 0;
        for (int i = 0; i < 40; i++) {
            minute += random.nextInt(3) == 0 ? 1 : 25 + random.nextInt(60);
            send(minute, random);
        }
        List<MailSummary> shuffled = new ArrayList<>(posts.mails());
        Collections.shuffle(shuffled, random);
        assertThat(found(shuffled)).isEqualTo(sent);
    }

    private enum Threading {
        BELOW_THE_FIRST,
        CHAIN,
        RUN_WITHOUT_THREAD
    }

    /// Sends a series: with or without cover letter, as a thread of its own or below an older one.
    private void send(int start, Random random) {
        String sender = SENDERS.get(random.nextInt(SENDERS.size()));
        String from = "From: " + sender + "@example.org\n";
        int total = 1 + random.nextInt(6);
        int version = 1 + random.nextInt(3);
        Threading threading = Threading.values()[random.nextInt(Threading.values().length)];
        boolean hasCover = random.nextInt(3) > 0;
        boolean isNumbered = total > 1 || hasCover || random.nextBoolean();
        String tag = TAGS.get(random.nextInt(TAGS.size())) + (version > 1 ? " v" + version : "");
        String above = threads.isEmpty() || random.nextInt(3) > 0 ? "" : pick(random, pick(random, threads));
        boolean hasRun = threading == Threading.RUN_WITHOUT_THREAD || random.nextBoolean();
        String run = hasRun ? "20240305%06d.%d-".formatted(start, 1000 + runs++) : "";
        List<String> ids = new ArrayList<>();
        List<String> patches = new ArrayList<>();
        for (int number = hasCover ? 0 : 1; number <= total; number++) {
            String id =
                    hasRun ? run + (ids.size() + 1) + "-" + sender + "@example.org" : "m" + names++ + "@example.org";
            String answered = ids.isEmpty() || threading == Threading.RUN_WITHOUT_THREAD
                    ? above
                    : threading == Threading.CHAIN ? ids.getLast() : ids.getFirst();
            boolean isMistyped =
                    number > 1 && total > 3 && threading != Threading.RUN_WITHOUT_THREAD && random.nextInt(20) == 0;
            String mark = isNumbered ? " " + number + "/" + (isMistyped ? total + 1 : total) : "";
            String headers = from + (answered.isEmpty() ? "" : "In-Reply-To: <" + answered + ">\n") + "Subject: [" + tag
                    + mark + "] owl: part " + id.hashCode();
            int minute = start + (random.nextInt(4) == 0 ? number / 2 : 0);
            if (number == 0) {
                posts.mail(id, minute, headers, "Some patches.\n");
            } else {
                posts.patch(id, minute, headers, "owl.c", "nap " + id);
                patches.add(id);
            }
            ids.add(id);
        }
        threads.add(ids);
        sent.add(hasCover ? ids.getFirst() + ": " + String.join(" ", patches) : "-: " + String.join(" ", patches));
    }

    private static <T> T pick(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static Set<String> found(List<MailSummary> mails) {
        return SeriesFinder.find(mails).stream()
                .map(series -> (series.cover() == null ? "-" : series.cover().id()) + ": "
                        + series.patches().values().stream()
                                .map(MailSummary::id)
                                .collect(Collectors.joining(" ")))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
