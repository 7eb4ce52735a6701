package patchidx.index;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static patchidx.Archives.bytes;
import static patchidx.Archives.compressed;
import static patchidx.Archives.tar;
import static patchidx.Archives.zip;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import patchidx.Archives;
import patchidx.Fixtures;
import patchidx.source.Problem;
import tools.jackson.databind.JsonNode;

/// No archive stops an ingest, fills the memory or writes anywhere. What is whole of it is read, and the rest is named.
class HostileArchiveTest {
    private static final String SEPARATOR = "From ada@example.org Tue Sep 24 06:41:37 2019\n";

    @TempDir
    private Path folder;

    private Path mails;
    private Path index;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 40);
    }

    @BeforeEach
    void layAMailBesideEverything() throws IOException {
        index = folder.resolve("index");
        mails = Files.createDirectory(folder.resolve("mails"));
        Files.writeString(mails.resolve("zz.eml"), mail("beside"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gz", "bzip2", "xz", "zstd"})
    void whatStandsInFrontOfACutIsKept(String compression) throws Exception {
        byte[] whole = compressed(compression, bytes(manyMails(4000)));
        Files.write(mails.resolve("cut"), Arrays.copyOf(whole, whole.length - whole.length / 4));
        IngestReport report = ingest();
        assertThat(report.problems()).extracting(Problem::kind).containsExactly(Problem.Kind.UNREADABLE);
        assertThat(ids()).contains("beside@example.org", "0@example.org").hasSizeGreaterThan(1000);
    }

    @Test
    void whatJavaUnpacksOfACutFileIsKept() throws Exception {
        byte[] whole = compressed("gz", bytes(manyMails(50)));
        byte[] cut = Arrays.copyOf(whole, whole.length - 30);
        Files.write(mails.resolve("cut"), cut);
        ByteArrayOutputStream unpacked = new ByteArrayOutputStream();
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(cut))) {
            in.transferTo(unpacked);
        } catch (EOFException e) {
            assertThat(unpacked.size()).isPositive();
        }
        ingest();
        long sent = unpacked.toString(ISO_8859_1)
                .lines()
                .filter(line -> line.startsWith("Message-ID: "))
                .count();
        assertThat(ids()).hasSizeGreaterThan(40).hasSize((int) sent + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gz", "bzip2", "xz", "zstd"})
    void whatStandsBehindACompressedStreamTakesNothingFromIt(String compression) throws Exception {
        byte[] whole = compressed(compression, bytes(manyMails(50)));
        byte[] more = Arrays.copyOf(whole, whole.length + 512);
        Arrays.fill(more, whole.length, more.length, (byte) 'x');
        Files.write(mails.resolve("more"), more);
        assertThat(ingest().problems()).extracting(Problem::kind).containsExactly(Problem.Kind.UNREADABLE);
        assertThat(ids()).hasSize(51);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 5, 1})
    void aWrongChecksumTakesNothingFromTheMails(int fromEnd) throws Exception {
        byte[] whole = compressed("gz", bytes(manyMails(50)));
        whole[whole.length - fromEnd] ^= 1;
        Files.write(mails.resolve("wrong"), whole);
        assertThat(ingest().problems()).extracting(Problem::kind).containsExactly(Problem.Kind.UNREADABLE);
        assertThat(ids()).hasSize(51);
    }

    /// Inside of the second member, inside of its header, in front of that.
    @ParameterizedTest(name = "cut behind {0} bytes")
    @ValueSource(ints = {3 * 512 + 40, 2 * 512 + 40, 2 * 512})
    void whatStandsInFrontOfACutInATarIsKept(int length) throws Exception {
        byte[] whole = tar(members("one", "two"));
        Files.write(mails.resolve("cut"), Arrays.copyOf(whole, length));
        assertThat(ingest().problems()).extracting(Problem::kind).containsOnly(Problem.Kind.UNREADABLE);
        assertThat(ids()).containsExactly("beside@example.org", "one@example.org");
    }

    @Test
    void tarsOneAfterAnotherAreAllRead() throws Exception {
        byte[] joined = joined(tar(Map.of("m.eml", bytes(mail("one")))), tar(Map.of("m.eml", bytes(mail("two")))));
        Files.write(mails.resolve("a.tar"), joined);
        Files.write(mails.resolve("a.tar.gz"), compressed("gz", joined));
        assertThat(ingest().problems()).isEmpty();
        assertThat(ids()).containsExactly("beside@example.org", "one@example.org", "two@example.org");
        assertThat(Fixtures.findings(index)).isEmpty(); // though two mails have one name
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 512, 5000})
    void whatStandsBehindATarIsNamed(int length) throws Exception {
        byte[] text = new byte[length];
        Arrays.fill(text, (byte) 'x');
        Files.write(mails.resolve("a.tar"), joined(tar(members("one")), text));
        assertThat(ingest().problems()).extracting(Problem::kind).containsExactly(Problem.Kind.UNREADABLE);
        assertThat(ids()).containsExactly("beside@example.org", "one@example.org");
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    @Test
    void whatStandsInFrontOfACutInAZipIsKept() throws Exception {
        byte[] whole = zip(members("one", "two"));
        int second = new String(whole, ISO_8859_1).lastIndexOf("PK\3\4");
        Files.write(mails.resolve("cut"), Arrays.copyOf(whole, second + 60));
        assertThat(ingest().problems()).extracting(Problem::kind).containsOnly(Problem.Kind.UNREADABLE);
        assertThat(ids()).containsExactly("beside@example.org", "one@example.org");
    }

    @Test
    void aDamagedMemberLeavesItsNeighboursAlone() throws Exception {
        byte[] damaged = compressed("gz", bytes(mail("damaged")));
        Arrays.fill(damaged, 20, damaged.length - 8, (byte) 0x55);
        Map<String, byte[]> members = members("one");
        members.put("damaged.gz", damaged);
        members.putAll(members("two"));
        Files.write(mails.resolve("a.tar"), tar(members));
        Files.write(mails.resolve("a.zip"), zip(members));
        IngestReport report = ingest();
        assertThat(report.problems())
                .extracting(problem -> problem.where().path())
                .containsExactly(mails + "/a.tar/damaged.gz", mails + "/a.zip/damaged.gz");
        assertThat(ids()).containsExactly("beside@example.org", "one@example.org", "two@example.org");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyDamageGivesAReport(long seed) throws Exception {
        Random random = new Random(seed);
        List<byte[]> archives = List.of(
                tar(members("one", "two")),
                zip(members("one", "two")),
                compressed("gz", tar(members("one", "two"))),
                compressed("bzip2", bytes(manyMails(20))),
                compressed("xz", zip(members("one"))),
                compressed("zstd", tar(members("one", "two"))));
        for (int i = 0; i < archives.size(); i++) {
            byte[] damaged = archives.get(i).clone();
            for (int flips = 1 + random.nextInt(8); flips > 0; flips--) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            }
            Files.write(mails.resolve("damaged" + i), damaged);
        }
        ingest();
        assertThat(ids()).contains("beside@example.org");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bzip2", "xz", "zstd"})
    void whatUnpacksToMoreThanAnyMailIsLeft(String compression) throws Exception {
        Map<String, byte[]> members = members("one");
        members.put("bomb", bomb(compression));
        members.putAll(members("two"));
        Files.write(mails.resolve("a.tar"), tar(members));
        IngestReport report =
                Assertions.assertTimeoutPreemptively(Duration.ofMinutes(3), () -> Ingest.run(index, List.of(mails)));
        assertThat(report.problems()).extracting(Problem::kind).containsExactly(Problem.Kind.TOO_LARGE);
        assertThat(ids()).containsExactly("beside@example.org", "one@example.org", "two@example.org");
    }

    @Test
    void namesInArchivesAreJustNames() throws Exception {
        Map<String, byte[]> members = new LinkedHashMap<>();
        members.put("../../up.eml", bytes(mail("up")));
        members.put("/etc/absolute.eml", bytes(mail("absolute")));
        members.put("tab\tnew\nline\u001b[2J.eml", bytes(mail("control")));
        Files.write(mails.resolve("a.tar"), tar(members));
        ingest();
        assertThat(ids())
                .containsExactlyInAnyOrder(
                        "beside@example.org", "up@example.org", "absolute@example.org", "control@example.org");
        try (Stream<Path> all = Files.walk(folder)) {
            assertThat(all.filter(path -> path.toString().endsWith(".eml"))).hasSize(1);
        }
        String place = mails + "/a.tar/../../up.eml";
        assertThat(Fixtures.output("show", "--raw", "--index", index.toString(), "--source", place, "up@example.org"))
                .isEqualTo(bytes(mail("up")));
    }

    @Test
    void linksAndDevicesInATarAreLeftAlone() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8")) {
            for (byte type :
                    new byte[] {TarConstants.LF_SYMLINK, TarConstants.LF_LINK, TarConstants.LF_CHR, TarConstants.LF_FIFO
                    }) {
                TarArchiveEntry entry = new TarArchiveEntry("special" + type, type);
                entry.setLinkName("/etc/passwd");
                tar.putArchiveEntry(entry);
                tar.closeArchiveEntry();
            }
            TarArchiveEntry entry = new TarArchiveEntry("mail.eml");
            entry.setSize(bytes(mail("one")).length);
            tar.putArchiveEntry(entry);
            tar.write(bytes(mail("one")));
            tar.closeArchiveEntry();
        }
        Files.write(mails.resolve("a.tar"), out.toByteArray());
        assertThat(ingest().problems()).isEmpty();
        assertThat(ids()).containsExactly("beside@example.org", "one@example.org");
    }

    @Test
    void anEncryptedMemberIsNamedAndItsNeighboursAreRead() throws Exception {
        byte[] archive = zip(members("one", "two"));
        archive[6] |= 1; // general purpose flags of the first member
        Files.write(mails.resolve("a.zip"), archive);
        assertThat(ingest().problems()).extracting(Problem::detail).containsExactly("it is encrypted");
        assertThat(ids()).containsExactly("beside@example.org", "two@example.org");
    }

    @Test
    void whatWasWrongWithMembersIsForgottenWithAnArchiveThatBecameEmpty() throws Exception {
        byte[] archive = zip(members("one", "two"));
        archive[6] |= 1; // general purpose flags of the first member
        Files.write(mails.resolve("a.zip"), archive);
        ingest();
        assertThat(Fixtures.run("problems", "--index", index.toString()).out()).contains("it is encrypted");
        Files.write(mails.resolve("a.zip"), new byte[0]);
        ingest();
        assertThat(Fixtures.run("problems", "--index", index.toString()).out()).isEmpty();
        assertThat(ids()).containsExactly("beside@example.org");
    }

    @Test
    void anEncryptedMemberOfUnknownSizeIsNamedAndItsNeighboursAreRead() throws Exception {
        byte[] archive = zipInOneGo(members("one", "two", "three"));
        int second = new String(archive, ISO_8859_1).indexOf("PK\3\4", 4);
        archive[second + 6] |= 1; // general purpose flags
        Files.write(mails.resolve("a.zip"), archive);
        assertThat(ingest().problems())
                .extracting(problem -> problem.where().path() + ": " + problem.detail())
                .containsExactly(mails + "/a.zip/two.eml: it is encrypted");
        assertThat(ids()).containsExactly("beside@example.org", "one@example.org", "three@example.org");
    }

    @Test
    void namesAndLinksInAZipAreJustNames() throws Exception {
        Map<String, byte[]> members = new LinkedHashMap<>();
        members.put("../../up.eml", bytes(mail("up")));
        members.put("/etc/absolute.eml", bytes(mail("absolute")));
        members.put("..\\..\\back.eml", bytes(mail("back")));
        SeekableInMemoryByteChannel out = new SeekableInMemoryByteChannel();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out)) {
            for (var member : members.entrySet()) {
                zip.putArchiveEntry(new ZipArchiveEntry(member.getKey()));
                zip.write(member.getValue());
                zip.closeArchiveEntry();
            }
            ZipArchiveEntry link = new ZipArchiveEntry("link.eml");
            link.setUnixMode(0120777);
            zip.putArchiveEntry(link);
            zip.write(bytes("/etc/passwd"));
            zip.closeArchiveEntry();
        }
        Files.write(mails.resolve("a.zip"), Arrays.copyOf(out.array(), (int) out.size()));
        assertThat(ingest().problems()).isEmpty();
        assertThat(ids())
                .containsExactly("absolute@example.org", "back@example.org", "beside@example.org", "up@example.org");
        try (Stream<Path> all = Files.walk(folder)) {
            assertThat(all.filter(path -> path.toString().endsWith(".eml"))).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gz", "bzip2", "xz", "zstd"})
    void severalCompressedStreamsAreOne(String compression) throws Exception {
        ByteArrayOutputStream box = new ByteArrayOutputStream();
        for (String id : List.of("one", "two", "three")) {
            box.writeBytes(compressed(compression, bytes(SEPARATOR + mail(id) + "\n")));
        }
        Files.write(mails.resolve("box"), box.toByteArray());
        assertThat(ingest().problems()).isEmpty();
        assertThat(ids())
                .containsExactly("beside@example.org", "one@example.org", "three@example.org", "two@example.org");
    }

    @Test
    void framesThatZstdSkipsMayStandInFrontAndBetween() throws Exception {
        byte[] skipped = {0x53, 0x2a, 0x4d, 0x18, 4, 0, 0, 0, 'a', 'b', 'c', 'd'};
        ByteArrayOutputStream box = new ByteArrayOutputStream();
        for (String id : List.of("one", "two")) {
            box.writeBytes(skipped);
            box.writeBytes(compressed("zstd", bytes(SEPARATOR + mail(id) + "\n")));
        }
        Files.write(mails.resolve("box"), box.toByteArray());
        assertThat(ingest().problems()).isEmpty();
        assertThat(ids()).containsExactly("beside@example.org", "one@example.org", "two@example.org");
    }

    @Test
    void aWindowOfZstdIsTakenUpTo128MiBAndNamedBeyond() throws Exception {
        Files.write(mails.resolve("ultra"), zstdWithWindow(27, bytes(mail("ultra"))));
        Files.write(mails.resolve("long"), zstdWithWindow(31, bytes(mail("long"))));
        assertThat(ingest().problems())
                .extracting(problem -> problem.where().path() + ": " + problem.detail())
                .containsExactly(mails + "/long: Frame requires too much memory for decoding");
        assertThat(ids()).containsExactly("beside@example.org", "ultra@example.org");
    }

    @Test
    void aDictionaryOfXzIsTakenUpTo128MiBAndNamedBeyond() throws Exception {
        Files.write(mails.resolve("large"), xzWithDictionary(30, bytes(mail("large"))));
        Files.write(mails.resolve("larger"), xzWithDictionary(36, bytes(mail("larger"))));
        assertThat(ingest().problems())
                .extracting(problem -> problem.where().path() + ": " + problem.detail())
                .singleElement()
                .asString()
                .startsWith(mails + "/larger: ")
                .contains("memory would be needed");
        assertThat(ids()).containsExactly("beside@example.org", "large@example.org");
    }

    @Test
    void aMessageIdOrNameThatIsTooLongForTheIndexHarmsNobody() throws Exception {
        String id = "x".repeat(60_000);
        Files.writeString(mails.resolve("long.eml"), mail(id));
        Map<String, byte[]> members = new LinkedHashMap<>();
        members.put("n".repeat(60_000) + ".eml", bytes(mail("one")));
        byte[] archive = zip(members);
        archive[6] |= 1; // general purpose flags of the first member
        Files.write(mails.resolve("a.zip"), archive);
        assertThat(ingest().problems()).extracting(Problem::detail).containsExactly("it is encrypted");
        assertThat(ids()).containsExactly("beside@example.org", id + "@example.org");
        assertThat(Fixtures.run("problems", "--index", index.toString()).out())
                .startsWith(mails + "/a.zip/nnn")
                .endsWith("nnn: unreadable: it is encrypted\n");
    }

    @Test
    void archivesInArchivesWithoutEndAreLeft() throws Exception {
        byte[] deep = bytes(mail("deep"));
        for (int i = 0; i < 12; i++) {
            deep = tar(Map.of("a.tar", deep));
        }
        Files.write(mails.resolve("deep"), deep);
        assertThat(ingest().problems()).extracting(Problem::detail).containsExactly("packed more than 8 times");
        assertThat(ids()).containsExactly("beside@example.org");
    }

    @Test
    void whatIsDamagedLaterKeepsTheMailsThatWereReadBefore() throws Exception {
        byte[] whole = compressed("gz", bytes(manyMails(3)));
        Files.write(mails.resolve("box"), whole);
        ingest();
        Files.write(mails.resolve("box"), Arrays.copyOf(whole, whole.length / 2));
        assertThat(ingest().forgotten()).isZero();
        assertThat(ids())
                .as("the cut one is beside the whole one")
                .containsExactly(
                        "0@example.org", "1@example.org", "1@example.org", "2@example.org", "beside@example.org");
    }

    @Test
    void linksInCirclesPipesAndForeignLettersOnDiskDoNoHarm() throws Exception {
        Files.createSymbolicLink(mails.resolve("circle"), mails);
        Files.createSymbolicLink(mails.resolve("nowhere"), folder.resolve("missing"));
        byte[] script = bytes("cd \"$1\" && mkfifo pipe && printf '%s' \"$2\" >\"$(printf 'a\\377')\" &&"
                + " printf '%s' \"$3\" >\"$(printf 'a\\376')\"");
        int status = new ProcessBuilder(
                        "sh", "-c", new String(script, ISO_8859_1), "sh", mails.toString(), mail("one"), mail("two"))
                .start()
                .waitFor();
        assumeTrue(status == 0, "this system has no pipes, or no such names");
        ingest();
        assertThat(ids()).containsExactly("beside@example.org", "one@example.org", "two@example.org");
        assertThat(paths()).contains(mails + "/a%FF", mails + "/a%FE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"one line", "one header", "many headers"})
    void aMailOfManyMegabytesIsKeptButOnlyItsStartIsRead(String kind) throws Exception {
        int size = 20 << 20;
        String head = "Subject: long\nFrom: a@example.org\nMessage-ID: <long@example.org>\n";
        String mail = switch (kind) {
            case "one line" -> head + "\nfindme " + "x".repeat(size) + "\n";
            case "one header" -> head + "X-Long: " + "x".repeat(size) + "\n\nx\n";
            default -> head + "X-Many: header\n".repeat(size / 15) + "\nx\n";
        };
        Files.writeString(mails.resolve("long.eml"), mail);
        assertThat(ingest().problems()).extracting(Problem::kind).containsExactly(Problem.Kind.LONG_MAIL);
        assertThat(ids()).containsExactly("beside@example.org", "long@example.org");
        assertThat(Fixtures.output("show", "--raw", "--index", index.toString(), "long@example.org"))
                .isEqualTo(bytes(mail));
    }

    @Test
    void copiesOfAMailOfManyMegabytesAreOneMailWhateverTheirHeaders() throws Exception {
        String head = "Subject: long\nFrom: a@example.org\nMessage-ID: <long@example.org>\n";
        String text = "\n" + "some text of a mail\n".repeat(500_000);
        for (int i = 0; i < 3; i++) {
            Files.writeString(mails.resolve(i + ".eml"), head + "X-Way: " + "x".repeat(i) + "\n" + text);
        }
        ingest();
        assertThat(ids()).containsExactly("beside@example.org", "long@example.org");
    }

    @Test
    void aMailWithoutEndIsNamedAndThoseBehindItAreRead() throws Exception {
        try (OutputStream out = Files.newOutputStream(mails.resolve("box"))) {
            out.write(bytes(SEPARATOR + mail("one") + "\n" + SEPARATOR + mail("endless")));
            byte[] lines = bytes("some text of a mail\n".repeat(50_000));
            for (int i = 0; i < 150; i++) {
                out.write(lines);
            }
            out.write(bytes("\n" + SEPARATOR + mail("two")));
        }
        assertThat(ingest().problems()).extracting(Problem::kind).containsExactly(Problem.Kind.TOO_LARGE);
        assertThat(ids()).containsExactly("beside@example.org", "one@example.org", "two@example.org");
    }

    @Test
    void aRepositoryThatIsNoInboxIsLeftAlone() throws Exception {
        try (Archives.Git git = new Archives.Git(mails.resolve("code.git"))) {
            git.put("README", "no mail").put("src/m", mail("one"));
        }
        assertThat(ingest().fates()).containsEntry("not mail", 1L).containsEntry("read", 1L);
        assertThat(ids()).containsExactly("beside@example.org");
    }

    @Test
    void aDamagedRepositoryIsNamed() throws Exception {
        try (Archives.Git git = new Archives.Git(mails.resolve("0.git"))) {
            git.commit("m", mail("one")).commit("m", mail("two"));
        }
        try (Stream<Path> objects = Files.walk(mails.resolve("0.git/objects"))) {
            for (Path object : objects.filter(Files::isRegularFile).toList()) {
                assertThat(object.toFile().setWritable(true)).isTrue();
                Files.write(object, new byte[] {1, 2, 3});
            }
        }
        IngestReport report = ingest();
        assertThat(report.problems()).extracting(Problem::kind).containsExactly(Problem.Kind.UNREADABLE);
        assertThat(ids()).containsExactly("beside@example.org");
    }

    /// A zip that was written where one cannot go back: sizes stand behind the members.
    private static byte[] zipInOneGo(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out)) {
            for (var file : files.entrySet()) {
                zip.putArchiveEntry(new ZipArchiveEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeArchiveEntry();
            }
        }
        return out.toByteArray();
    }

    /// A frame with one block that is not compressed (RFC 8878, 3.1.1).
    private static byte[] zstdWithWindow(int log, byte[] content) {
        int block = (content.length << 3) | 1;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, (byte) ((log - 10) << 3)});
        out.writeBytes(new byte[] {(byte) block, (byte) (block >> 8), (byte) (block >> 16)});
        out.writeBytes(content);
        return out.toByteArray();
    }

    /// A stream whose first block claims to need a dictionary of that size.
    ///
    /// @param code as the .xz format writes it in section 5.3.1: 30 is 128 MiB, and each two more are twice as much
    private static byte[] xzWithDictionary(int code, byte[] content) {
        byte[] xz = compressed("xz", content);
        int header = 12;
        int size = (xz[header] + 1) * 4;
        int filter = header + 2;
        assertThat(xz[filter]).isEqualTo((byte) 0x21);
        xz[filter + 2] = (byte) code;
        CRC32 checksum = new CRC32();
        checksum.update(xz, header, size - 4);
        for (int i = 0; i < 4; i++) {
            xz[header + size - 4 + i] = (byte) (checksum.getValue() >> (8 * i));
        }
        return xz;
    }

    /// A mail that goes on and on, compressed piece by piece.
    private static byte[] bomb(String compression) {
        byte[] piece = compressed(compression, bytes("some text of a mail that goes on and on\n".repeat(100_000)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(compressed(compression, bytes(SEPARATOR + mail("bomb"))));
        for (int i = 0; i < 150; i++) {
            out.writeBytes(piece);
        }
        return out.toByteArray();
    }

    private static Map<String, byte[]> members(String... ids) {
        Map<String, byte[]> members = new LinkedHashMap<>();
        for (String id : ids) {
            members.put(id + ".eml", bytes(mail(id)));
        }
        return members;
    }

    private static String manyMails(int count) {
        StringBuilder box = new StringBuilder();
        Random random = new Random(count);
        for (int i = 0; i < count; i++) {
            box.append(SEPARATOR).append(mail(String.valueOf(i)));
            for (int line = 0; line < 20; line++) {
                box.append(Long.toString(random.nextLong(), 36)).append('\n');
            }
            box.append('\n');
        }
        return box.toString();
    }

    private static String mail(String id) {
        return "From: ada@example.org\nSubject: %s\nMessage-ID: <%s@example.org>\n\ntext of %s\n".formatted(id, id, id);
    }

    private IngestReport ingest() throws Exception {
        return Ingest.run(index, List.of(mails));
    }

    private List<String> ids() {
        return export().stream().map(mail -> mail.get("id").asString()).sorted().toList();
    }

    private List<String> paths() {
        return export().stream()
                .flatMap(mail -> mail.get("sources").valueStream())
                .map(source -> source.get("path").asString())
                .toList();
    }

    private List<JsonNode> export() {
        String out = Fixtures.run("export", "--index", index.toString()).out();
        return out.isEmpty()
                ? Collections.emptyList()
                : out.lines().map(Fixtures::json).toList();
    }
}
