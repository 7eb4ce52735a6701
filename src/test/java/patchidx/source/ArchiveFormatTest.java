package patchidx.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import patchidx.Fixtures;
import patchidx.Fixtures.Contents;

/// What every archive format has to do.
class ArchiveFormatTest {
    /// Fixtures whose names don't tell their format.
    private static final Set<String> MAILS_BEHIND_A_SEPARATOR = Set.of(
            "0014-headers-twice-body-already-decoded.eml",
            "0097-patchwork-separator-first.eml",
            "0098-git-format-patch-file.eml");

    private static final Set<String> NO_MAIL = Set.of(
            "0099-not-a-mail-at-all.eml",
            "0100-nothing-but-a-newline.eml",
            "7100299.patch",
            "empty.mbox",
            "make_overviews.sh",
            "series_50213.patch",
            "series_list.txt");

    static Stream<String> fixtures() {
        return Stream.of("archive", "dump", "mail", "mbox")
                .flatMap(folder -> Fixtures.files(folder).stream())
                .map(Fixtures::relative);
    }

    static Stream<String> mailFiles() {
        return Fixtures.mailFiles().stream().map(Fixtures::relative);
    }

    @Test
    void everyFormatHasFixtures() {
        Set<ArchiveFormat> met = Fixtures.mailFiles().stream()
                .map(file -> Fixtures.read(file).format())
                .collect(Collectors.toSet());
        assertThat(met).containsExactlyInAnyOrderElementsOf(ArchiveFormat.ofMails());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("fixtures")
    void isRecognisedByContent(String path) {
        assertThat(Fixtures.read(Fixtures.BASE.resolve(path)).format()).isEqualTo(expectedFormat(Path.of(path)));
    }

    private static ArchiveFormat expectedFormat(Path path) {
        String name = path.getFileName().toString();
        if (NO_MAIL.contains(name)) {
            return null;
        }
        if (name.endsWith(".md")) {
            return ArchiveFormat.DUMP;
        }
        if (name.startsWith("begins-")) {
            return ArchiveFormat.MBOX_REST;
        }
        boolean isMail = name.endsWith(".eml") && !MAILS_BEHIND_A_SEPARATOR.contains(name);
        return isMail ? ArchiveFormat.MAIL : ArchiveFormat.MBOX;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mailFiles")
    void everyLocationPointsAtTheBytesOfItsMail(String path) {
        byte[] file = Fixtures.bytes(Fixtures.BASE.resolve(path));
        for (RawMail mail : Fixtures.read(file, path).mails()) {
            Location where = mail.location();
            byte[] there = Arrays.copyOfRange(file, (int) where.offset(), (int) (where.offset() + where.length()));
            assertThat(where.path()).isEqualTo(path);
            assertThat(mail.bytes()).isIn(there, FromQuoting.unquote(there, false), FromQuoting.unquote(there, true));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mailFiles")
    void noTwoMailsOverlap(String path) {
        long end = 0;
        for (RawMail mail : Fixtures.read(Fixtures.BASE.resolve(path)).mails()) {
            assertThat(mail.location().offset()).isGreaterThanOrEqualTo(end);
            end = mail.location().offset() + mail.location().length();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mailFiles")
    void everyMessageIdIsInOneMail(String path) {
        List<String> ids = Fixtures.entries(Fixtures.BASE.resolve(path)).stream()
                .map(entry -> entry.mail().messageId())
                .filter(id -> id != null)
                .toList();
        // The one fixture that repeats others does so on purpose.
        if (!path.endsWith("99-everything.md")) {
            assertThat(ids).doesNotHaveDuplicates();
        }
    }

    static List<ArchiveFormat> formatsOfMails() {
        return ArchiveFormat.ofMails();
    }

    @ParameterizedTest
    @EnumSource
    void hasANameAndAMeaning(ArchiveFormat format) {
        assertThat(format.label()).matches("[a-z][a-z0-9-]+");
        assertThat(format.help()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("formatsOfMails")
    void nothingHoldsNoMail(ArchiveFormat format) {
        for (String nothing : List.of("", "\n", "\n\n\r\n \n")) {
            Contents contents = Fixtures.read(format, nothing.getBytes(StandardCharsets.US_ASCII), "nothing");
            assertThat(contents.mails())
                    .allSatisfy(mail -> assertThat(new String(mail.bytes(), StandardCharsets.US_ASCII))
                            .isBlank());
        }
    }

    @Test
    void readsMailsThatAreLargerThanTheHead() {
        String mail = "From patchwork Tue Sep 24 06:41:37 2019\nSubject: large\nFrom: a@example.org\n\n"
                + "x".repeat(ArchiveFormat.HEAD * 3) + "\n\n";
        Contents contents = Fixtures.read((mail + mail).getBytes(StandardCharsets.US_ASCII), "large");
        assertThat(contents.mails())
                .extracting(raw -> raw.location().length())
                .containsExactly(mail.length() - 41L, mail.length() - 41L);
    }

    @Test
    void aContentLengthThatLeadsBehindTheEndSaysNothing() {
        String separator = "From ada@example.org Tue Sep 24 06:41:37 2019\n";
        String mail = "From: a@example.org\nSubject: long\nContent-Length: %d\n\nfour\n";
        for (int length = 1; length < 20; length++) {
            String box = separator + mail.formatted(5) + "\n" + separator + mail.formatted(length);
            assertThat(Fixtures.read(box.getBytes(StandardCharsets.US_ASCII), "box")
                            .mails())
                    .as("Content-Length: %d", length)
                    .hasSize(2);
        }
    }
}
