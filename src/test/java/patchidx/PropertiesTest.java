package patchidx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import patchidx.field.Entry;
import patchidx.field.PatchField;
import patchidx.patch.Subject;
import patchidx.source.ArchiveFormat;
import patchidx.source.RawMail;

/// What holds for any bytes: they give a value, and the mails around them are not harmed.
class PropertiesTest {
    private static final List<Path> FILES = Fixtures.mailFiles();

    /// Lines that mean something between mails.
    private static final Pattern SEPARATORS = Pattern.compile("(?m)^(```|#{4,5}|>*From ).*");

    private static final List<String> ODD_LINES = List.of(
            "```",
            "```c",
            "#### [PATCH] kite: inserted",
            "##### From: Ada <ada@example.org>",
            "From patchwork Tue Sep 24 06:41:37 2019",
            "From 958a556c538bc2f04dd764f6e90f1bc90633dede Mon Sep 17 00:00:00 2001",
            "From here on",
            "Subject: =?UTF-8?B?====?=",
            "Content-Type: multipart/mixed; boundary=\"b\"",
            "Content-Transfer-Encoding: base64",
            "--b",
            "@@ -1,99999999 +1,99999999 @@",
            " 99999999999 files changed, 1 insertion(+)",
            " a => b | 999999999999 +++---",
            "diff --git a/a b/b",
            "");

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 200);
    }

    static LongStream fewerSeeds() {
        return LongStream.rangeClosed(1, 60);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyBytesGiveAValue(long seed) {
        Random random = new Random(seed);
        byte[] noise = new byte[random.nextInt(2000)];
        random.nextBytes(noise);
        readInEveryWay(noise);
        byte[] mutated = Fixtures.bytes(pick(FILES, random));
        for (int i = 0; i < 5; i++) {
            mutated = mutate(mutated, random);
            readInEveryWay(mutated);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anySubjectGivesAValue(long seed) {
        Random random = new Random(seed);
        List<String> pieces = List.of(
                "[",
                "]",
                "PATCH",
                "RFC",
                " ",
                "v2",
                "v",
                "/",
                "0/3",
                "99999/99999",
                "999999999999",
                " of ",
                "Re:",
                "答复：",
                "Fwd: ",
                "(v3)",
                ",",
                ":",
                "RESEND",
                "]]",
                "[[",
                "=?UTF-8?Q?",
                "foo",
                "version 7",
                "v4.14.y",
                "\u0000");
        for (int i = 0; i < 50; i++) {
            String text = random.ints(random.nextInt(12), 0, pieces.size())
                    .mapToObj(pieces::get)
                    .collect(Collectors.joining());
            Subject subject = Subject.parse(text);
            assertThat(subject.text()).isEqualTo(text);
            assertThat(text.strip()).endsWith(subject.title());
            assertThat(subject.version()).isPositive();
            assertThat(subject.number() == null).isEqualTo(subject.total() == null);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("fewerSeeds")
    void aBrokenEntryOfADumpLeavesItsNeighboursAlone(long seed) {
        String heading = """
            #### [PATCH] one of three
            ##### From: Ada <ada@example.org>

            ```c
            From patchwork Tue Sep 24 06:41:37 2019
            """;
        assertNeighboursUnharmed(ArchiveFormat.DUMP, threeMails(new Random(seed)), heading, "```\n");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("fewerSeeds")
    void aBrokenMailOfAnMboxLeavesItsNeighboursAlone(long seed) {
        String separator = "From patchwork Tue Sep 24 06:41:37 2019\nSubject: one of three\n";
        assertNeighboursUnharmed(ArchiveFormat.MBOX, threeMails(new Random(seed)), separator, "\n");
    }

    private static void assertNeighboursUnharmed(
            ArchiveFormat format, List<RawMail> mails, String before, String after) {
        StringBuilder archive = new StringBuilder();
        for (RawMail mail : mails) {
            archive.append(before).append(text(mail.bytes())).append('\n').append(after);
        }
        List<RawMail> read =
                Fixtures.read(format, bytes(archive.toString()), "three").mails();
        assertThat(read).hasSize(3);
        assertThat(text(read.getFirst().bytes())).contains(text(mails.getFirst().bytes()));
        assertThat(text(read.getLast().bytes())).contains(text(mails.getLast().bytes()));
    }

    private static void readInEveryWay(byte[] bytes) {
        Fixtures.read(bytes, "any").mails().forEach(PropertiesTest::look);
        for (ArchiveFormat format : ArchiveFormat.ofMails()) {
            Fixtures.read(format, bytes, "any").mails().forEach(PropertiesTest::look);
        }
    }

    private static void look(RawMail mail) {
        Entry entry = Fixtures.entry(mail);
        assertThat(entry.patch().id()).isNotEmpty();
        for (PatchField field : PatchField.values()) {
            field.column().value(entry);
        }
    }

    /// Three mails of the fixtures, without lines that separate mails; the one in the middle is mutated.
    private static List<RawMail> threeMails(Random random) {
        List<RawMail> mails = new ArrayList<>();
        while (mails.size() < 3) {
            List<RawMail> candidates = Fixtures.read(pick(FILES, random)).mails();
            RawMail mail = candidates.get(random.nextInt(candidates.size()));
            byte[] bytes = mail.bytes();
            if (mails.size() == 1) {
                bytes = mutate(mutate(bytes, random), random);
            }
            bytes = bytes(SEPARATORS.matcher(text(bytes)).replaceAll("-").strip());
            if (mail.hasHeaders() && bytes.length > 0) {
                mails.add(new RawMail(mail.location(), bytes, true, null));
            }
        }
        return mails;
    }

    private static byte[] mutate(byte[] bytes, Random random) {
        if (bytes.length == 0) {
            return new byte[] {(byte) random.nextInt()};
        }
        List<String> lines = new ArrayList<>(Arrays.asList(text(bytes).split("\n", -1)));
        int line = random.nextInt(lines.size());
        switch (random.nextInt(7)) {
            case 0 -> lines.add(line, pick(ODD_LINES, random));
            case 1 -> lines.add(line, lines.get(random.nextInt(lines.size())));
            case 2 -> lines.remove(line);
            case 3 -> lines.set(line, lines.get(line).repeat(random.nextInt(4)));
            case 4 -> {
                return Arrays.copyOf(bytes, random.nextInt(bytes.length));
            }
            case 5 -> {
                return Arrays.copyOfRange(bytes, random.nextInt(bytes.length), bytes.length);
            }
            default -> {
                byte[] flipped = bytes.clone();
                for (int i = random.nextInt(20); i >= 0; i--) {
                    flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
                }
                return flipped;
            }
        }
        return bytes(String.join("\n", lines));
    }

    private static <T> T pick(List<T> from, Random random) {
        return Objects.requireNonNull(from.get(random.nextInt(from.size())));
    }

    /// Any bytes as text and back.
    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
