package patchidx.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import patchidx.Fixtures;
import patchidx.patch.PatchMail;

class MailThreadTest {
    private static final String DOMAIN = "@example.org";

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 100);
    }

    @Test
    void answersStandBelowWhatTheyAnswerOldestFirst() {
        assertTree(
                List.of(mail("c", 3, "a", "a"), mail("b", 2, "a", "a"), mail("d", 4, "b", "a b"), mail("a", 1, "", "")),
                """
                a
                 b
                  d
                 c
                """);
    }

    @Test
    void inReplyToIsBelievedMoreThanReferences() {
        // A gateway put an id of its own at the end of References.
        assertTree(List.of(mail("a", 1, "", ""), mail("b", 2, "a", "a gateway")), """
            a
             b
            """);
    }

    @Test
    void missingMailsAreGapsWhereReferencesTellsThem() {
        assertTree(List.of(mail("d", 4, "", "a b c"), mail("e", 5, "", "a b")), """
            (a)
             (b)
              (c)
               d
              e
            """);
    }

    @Test
    void aMailWithoutReferencesIsPlacedByThoseOfOthers() {
        assertTree(List.of(mail("a", 1, "", ""), mail("b", 2, "", ""), mail("c", 3, "b", "a b")), """
            a
             b
              c
            """);
    }

    @Test
    void aMailWithoutDateComesLast() {
        assertTree(List.of(mail("a", 1, "", ""), mail("b", 0, "a", ""), mail("c", 3, "a", "")), """
            a
             c
             b
            """);
    }

    @Test
    void twoMailsWithOneIdStandBesideEachOther() {
        assertTree(List.of(mail("a", 1, "", ""), mail("b", 2, "a", ""), mail("b", 3, "a", "")), """
            a
             b
             b
            """);
    }

    @Test
    void mailsThatAnswerThemselvesOrEachOtherAreAllThere() {
        assertTree(List.of(mail("a", 1, "a", "a a")), "a\n");
        assertTree(List.of(mail("a", 1, "c", ""), mail("b", 2, "a", ""), mail("c", 3, "b", "")), """
            c
             a
              b
            """);
    }

    @Test
    void aThreadMayBeTenThousandMailsDeep() {
        List<PatchMail> mails = IntStream.range(0, 10_000)
                .mapToObj(i -> mail("m" + i, i + 1, i == 0 ? "" : "m" + (i - 1), ""))
                .toList();
        assertThat(MailThread.of(mails, mail -> mail).places().getLast().depth())
                .isEqualTo(9_999);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyMailIsThereOnceInAnyOrderOfInput(long seed) {
        Random random = new Random(seed);
        List<PatchMail> mails = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            String references = random.ints(random.nextInt(4), 0, 15)
                    .mapToObj(other -> "m" + other)
                    .collect(Collectors.joining(" "));
            String answered = random.nextInt(3) == 0 ? "" : "m" + random.nextInt(15);
            mails.add(mail("m" + i, random.nextInt(5), answered, references));
        }
        String tree = tree(mails);
        assertThat(tree.lines().map(String::strip).filter(line -> !line.startsWith("(")))
                .containsExactlyInAnyOrderElementsOf(mails.stream()
                        .map(mail -> mail.id().replace(DOMAIN, ""))
                        .toList());
        Collections.shuffle(mails, random);
        assertThat(tree(mails)).isEqualTo(tree);
    }

    private static void assertTree(List<PatchMail> mails, String tree) {
        assertThat(tree(mails)).isEqualTo(tree);
    }

    /// Ids, indented by depth; those of gaps in parentheses.
    private static String tree(List<PatchMail> mails) {
        return MailThread.of(mails, mail -> mail).places().stream()
                .map(place -> " ".repeat(place.depth()) + (place.mail() == null ? "(" + place.id() + ")" : place.id()))
                .map(line -> line.replace(DOMAIN, "") + "\n")
                .collect(Collectors.joining());
    }

    /// @param second when it was written; 0 if it does not say
    private static PatchMail mail(String id, int second, String answered, String references) {
        StringBuilder mail = new StringBuilder("From: Ada <ada@example.org>\nMessage-ID: <" + id + DOMAIN + ">\n");
        if (second > 0) {
            mail.append("Date: Mon, 4 Mar 2024 %02d:%02d:%02d +0000\n"
                    .formatted(second / 3600, second / 60 % 60, second % 60));
        }
        if (!answered.isEmpty()) {
            mail.append("In-Reply-To: <").append(answered + DOMAIN).append(">\n");
        }
        if (!references.isEmpty()) {
            mail.append("References: <")
                    .append(references.replace(" ", DOMAIN + "> <"))
                    .append(DOMAIN + ">\n");
        }
        byte[] bytes = mail.append("\nHello\n").toString().getBytes(StandardCharsets.UTF_8);
        return Fixtures.entry(Fixtures.read(bytes, id).mails().getFirst()).patch();
    }
}
