package patchidx.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.index.MultiReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import patchidx.Archives;
import patchidx.source.Location;
import patchidx.source.RawMail;
import patchidx.source.RawMail.Heading;

/// Copies of mails that have much in common, as mails and as entries of dumps.
class FamilyTest {
    private static final int COPIES = 120;
    private static final List<String> SUBJECTS = List.of(
            "[PATCH] kite: fold the tail",
            "[PATCH] kite: fold the tail again",
            "[PATCH] owl: blink",
            "[PATCH] a_long_word");
    private static final List<String> SENDERS = List.of("Ada <ada@example.org>", "Ben <ben@example.org>");
    private static final List<String> BEGINNINGS = List.of("", "line\n", "another line\n", "third\n", "fourth\n");
    private static final String FOOTER = "_".repeat(47) + "\nkites mailing list\n";

    @TempDir
    private Path folder;

    private Random random = new Random();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void theIndexHasTheMailsThatComparingAllCopiesGives(int seed) throws Exception {
        random = new Random(seed);
        List<MailCopy> copies = copies();
        try (MailWriter writer = MailWriter.open(folder)) {
            for (MailCopy copy : copies) {
                writer.add(new MailCopy(copy.raw()));
                if (random.nextInt(COPIES / 4) == 0) {
                    writer.commit();
                }
            }
            writer.commit();
        }
        assertThat(stored()).isEqualTo(contents(Sightings.group(copies))).hasSizeBetween(10, COPIES - 10);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void eachMailHasTheCopiesThatArePartOfIt(int seed) {
        random = new Random(seed);
        List<MailCopy> copies = copies();
        for (List<MailCopy> mail : Sightings.group(new ArrayList<>(copies))) {
            MailCopy whole = mail.getFirst();
            List<MailCopy> parts =
                    copies.stream().filter(copy -> isPartOf(copy, whole)).toList();
            assertThat(contents(mail)).isEqualTo(contents(parts));
        }
    }

    @Test
    void mailsThatMerelyBeginAlikeAreNoFamily() throws Exception {
        List<MailCopy> entries = new ArrayList<>();
        List<MailCopy> mails = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            entries.add(entry(i, SUBJECTS.getFirst(), "", "line\nof entry %d\n".formatted(i)));
            mails.add(mail(
                    i,
                    SUBJECTS.getFirst(),
                    SENDERS.getFirst(),
                    "Message-ID: <%d@example.org>\n".formatted(i),
                    "line\n"));
        }
        IndexSearcher empty = new IndexSearcher(new MultiReader());
        try (Workers workers = new Workers()) {
            assertThat(Family.of(entries, empty, workers)).hasSize(10);
            assertThat(Family.of(mails, empty, workers)).hasSize(10);
            mails.add(entries.getFirst());
            assertThat(Family.of(mails, empty, workers)).hasSize(1);
        }
    }

    /// As documented, for such copies as these are.
    private static boolean isPartOf(MailCopy part, MailCopy whole) {
        String id = part.patch().mail().messageId();
        Heading heading = part.raw().heading();
        String title = whole.patch().subject().text();
        boolean isSameMail = (id != null && id.equals(whole.patch().mail().messageId()))
                ? part.patch().subject().text().equals(title)
                : part.patch().id().equals(whole.patch().id());
        boolean headingFits = heading != null
                && whole.marks().isIdentified()
                && start(part).equals(start(whole))
                && (text(part).isEmpty() ? title.equals(heading.subject()) : title.startsWith(heading.subject()))
                && (heading.author().isEmpty() || sender(part).equals(sender(whole)));
        return (isSameMail || headingFits) && text(whole).startsWith(text(part));
    }

    /// The beginning of the subject, and the first line.
    private static String start(MailCopy copy) {
        String subject = copy.patch().subject().text();
        String text = copy.patch().mail().text();
        return subject.substring(0, Math.min(16, subject.length())) + "\n" + text.split("\n", 2)[0];
    }

    private static String sender(MailCopy copy) {
        return copy.patch().mail().from().toString();
    }

    private static String text(MailCopy copy) {
        return copy.patch().mail().text().replace(FOOTER, "");
    }

    /// In an order of their own, no two alike.
    private List<MailCopy> copies() {
        List<MailCopy> copies = new ArrayList<>();
        Set<MailCopy.Content> known = new HashSet<>();
        for (int i = 0; i < COPIES; i++) {
            MailCopy copy = copy(i);
            if (known.add(copy.content())) {
                copies.add(copy);
            }
        }
        Collections.shuffle(copies, random);
        return copies;
    }

    private MailCopy copy(int place) {
        String subject = pick(SUBJECTS);
        String text = pick(BEGINNINGS);
        for (int line = text.isEmpty() ? 0 : random.nextInt(3); line > 0; line--) {
            text += random.nextInt(4) == 0 ? "other\n" : "more\n";
        }
        text += random.nextInt(4) == 0 ? FOOTER : "";
        if (random.nextBoolean()) {
            String id = random.nextBoolean() ? "Message-ID: <%d@example.org>\n".formatted(random.nextInt(20)) : "";
            return mail(place, subject, pick(SENDERS), id, text);
        }
        String cut = subject.substring(0, subject.length() - random.nextInt(2) * 6);
        return entry(place, cut, random.nextInt(3) == 0 ? "" : "From: " + pick(SENDERS), text);
    }

    private String pick(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static MailCopy mail(int place, String subject, String sender, String id, String text) {
        String mail = "From: %s\nSubject: %s\n%s\n%s".formatted(sender, subject, id, text);
        return new MailCopy(new RawMail(new Location("mails/" + place, 0, 0), Archives.bytes(mail), true, null));
    }

    private static MailCopy entry(int place, String subject, String author, String text) {
        Heading heading = new Heading(subject, author, List.of());
        return new MailCopy(new RawMail(new Location("dumps/" + place, 0, 0), Archives.bytes(text), false, heading));
    }

    private Set<Set<MailCopy.Content>> stored() throws Exception {
        Set<Set<MailCopy.Content>> mails = new HashSet<>();
        try (PatchIndex opened = PatchIndex.open(folder)) {
            for (ScoreDoc hit : opened.searcher().search(PatchIndex.everyMail(), Integer.MAX_VALUE).scoreDocs) {
                mails.add(contents(
                        StoredMail.from(opened.searcher().storedFields().document(hit.doc))
                                .copies()));
            }
        }
        return mails;
    }

    private static Set<Set<MailCopy.Content>> contents(Iterable<List<MailCopy>> mails) {
        Set<Set<MailCopy.Content>> contents = new HashSet<>();
        mails.forEach(mail -> contents.add(contents(mail)));
        return contents;
    }

    private static Set<MailCopy.Content> contents(List<MailCopy> mail) {
        return mail.stream().map(MailCopy::content).collect(Collectors.toSet());
    }
}
