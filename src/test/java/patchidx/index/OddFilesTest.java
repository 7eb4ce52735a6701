package patchidx.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.TermQuery;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import patchidx.Archives;
import patchidx.Fixtures;
import patchidx.field.PatchField;
import patchidx.index.IngestEvent.Fate;
import patchidx.index.IngestEvent.FileFate;
import patchidx.source.ArchivePaths;
import patchidx.source.Location;
import patchidx.source.Problem;

/// Files that are no files, that move while they are read, and that cannot be read.
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OddFilesTest {
    private static final String SEPARATOR = "From mboxrd@z Thu Jan  1 00:00:00 1970\n";

    @TempDir
    private Path folder;

    private Path mails;
    private Path index;

    @BeforeEach
    void layTwoMails() throws IOException {
        index = folder.resolve("index");
        mails = Files.createDirectory(folder.resolve("mails"));
        Files.writeString(mails.resolve("aa.eml"), mail("first"));
        Files.writeString(mails.resolve("zz.eml"), mail("last"));
    }

    @Test
    void aSocketInAFolderIsNoMail() throws Exception {
        Path socket = mails.resolve("socket");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            assertThat(fate(ingest(mails), socket)).isEqualTo("not mail");
            assertThat(fate(ingest(socket), socket)).isEqualTo("unreadable");
        }
        assertThat(ids()).containsExactly("first@example.org", "last@example.org");
    }

    @Test
    void aFileThatWasReadAsSomethingElseIsReadAgain() throws Exception {
        Path box = Files.writeString(folder.resolve("box"), SEPARATOR + mail("one") + "\n" + SEPARATOR + mail("two"));
        assertThat(Fixtures.run("ingest", "--index", index.toString(), "--format", "mail", box.toString())
                        .err())
                .contains("1 mail: 1 added");
        ingest(box);
        assertThat(ids()).containsExactly("one@example.org", "two@example.org");
        assertThat(fate(ingest(box), box)).isEqualTo("unchanged");
    }

    @Test
    void whatIsPackedInAWayThatIsNotReadIsNoMailThoughItLooksLikeIt() throws Exception {
        byte[] packed = Archives.bytes("....@\n" + SEPARATOR + mail("packed"));
        System.arraycopy(new byte[] {0x04, 0x22, 0x4d, 0x18}, 0, packed, 0, 4);
        Path file = Files.write(mails.resolve("mail.lz4"), packed);
        assertThat(fate(ingest(mails), file)).isEqualTo("not mail");
        assertThat(ids()).containsExactly("first@example.org", "last@example.org");
    }

    @Test
    void anArgumentThatIsNotUtf8IsSaidToBeReadWithItsFolder() throws Exception {
        assertThat(ingest(mails.resolve("caf\ufffd")).problems())
                .extracting(Problem::detail)
                .containsExactly("no such file; one whose name is not UTF-8 is read with the folder it is in");
    }

    @Test
    void theFolderOfTheIndexHoldsNoMail() throws Exception {
        ingest(mails);
        assertThat(fate(ingest(index), index)).isEqualTo("unreadable");
        assertThat(ids()).containsExactly("first@example.org", "last@example.org");
    }

    @Test
    void noIndexIsMadeAmongOtherFiles() throws Exception {
        assertThatThrownBy(() -> Ingest.run(mails, List.of(mails)))
                .isInstanceOf(IndexProblem.class)
                .hasMessageContaining("other files, such as aa.eml");
        assertThat(mails).isDirectoryNotContaining("glob:**/write.lock");
        Files.createDirectory(index);
        for (String left : List.of("write.lock", "pending_segments_1", "patchidx.writer")) {
            Files.createFile(index.resolve(left)); // by a process that was killed
        }
        ingest(mails);
        assertThat(ids()).containsExactly("first@example.org", "last@example.org");
    }

    @Test
    void aMemberThatWasForgottenIsReadAgainWithItsArchive() throws Exception {
        Path archive =
                Files.write(mails.resolve("a.zip"), Archives.zip(Map.of("in/b.eml", Archives.bytes(mail("packed")))));
        ingest(mails);
        Maintenance.forget(index, List.of(archive.resolve("in/b.eml")), Duration.ZERO);
        assertThat(ids()).containsExactly("first@example.org", "last@example.org");
        assertThat(fate(ingest(mails), archive)).isEqualTo("read");
        assertThat(ids()).containsExactly("first@example.org", "last@example.org", "packed@example.org");
    }

    @Test
    void whatAMaildirOrMhFolderDoesNotCountAsMailHasAFate() throws Exception {
        Path coming = Files.createDirectories(mails.resolve("list/tmp/deeper")).resolve("coming");
        Files.createDirectories(mails.resolve("list/cur"));
        Files.createDirectories(mails.resolve("list/new"));
        Path removed = mails.resolve(",12");
        Files.writeString(coming, mail("coming"));
        Files.writeString(removed, mail("removed"));
        Path loop = Files.createSymbolicLink(coming.resolveSibling("loop"), coming.getParent());
        Path lost = Files.createSymbolicLink(mails.resolve("lost"), mails.resolve("nowhere"));
        Path circle = Files.createSymbolicLink(mails.resolve("circle"), mails);
        assertThat(ingest(mails).files())
                .contains(
                        new FileFate(
                                coming.toString(),
                                new Fate.NotMail("a mail that is still being delivered to its Maildir")),
                        new FileFate(
                                loop.toString(),
                                new Fate.NotMail("a mail that is still being delivered to its Maildir")),
                        new FileFate(
                                removed.toString(), new Fate.NotMail("a mail that was removed from its MH folder")),
                        new FileFate(lost.toString(), new Fate.NotMail("a link that leads nowhere")),
                        new FileFate(
                                circle.toString(), new Fate.NotMail("a link that leads back to a folder above it")));
        assertThat(ids()).containsExactly("first@example.org", "last@example.org");
    }

    @Test
    void aFileThatIsGoneIsSaidToBeGoneAndItsMailsStay() throws Exception {
        Path gone =
                Files.writeString(Files.createDirectory(mails.resolve("old")).resolve("gone.eml"), mail("gone"));
        assertThat(ingest(mails).fates()).isEqualTo(Map.of("read", 3L));
        Files.delete(gone);
        IngestReport report = ingest(mails);
        assertThat(report.fates()).isEqualTo(Map.of("gone", 1L, "unchanged", 2L));
        assertThat(report.files()).contains(new FileFate(gone.toString(), new Fate.Gone()));
        assertThat(ingest(mails.resolve("aa.eml")).fates()).isEqualTo(Map.of("unchanged", 1L));
        assertThat(ids()).contains("gone@example.org");
        Maintenance.forget(index, List.of(gone), Duration.ZERO);
        assertThat(ingest(mails).fates()).isEqualTo(Map.of("unchanged", 2L));
    }

    @Test
    void aMailThatGetsOtherFlagsInItsMaildirIsSaidToBeMovedAndKeepsOnePlace() throws Exception {
        Path maildir = mails.resolve("list");
        Files.createDirectories(maildir.resolve("cur"));
        Path news = Files.createDirectories(maildir.resolve("new"));
        Path fresh = Files.writeString(news.resolve("1700000000.M1P1.host"), mail("fresh"));
        Path other = Files.writeString(news.resolve("1700000001.M2P1.host"), mail("other"));
        assertThat(ingest(mails).fates()).isEqualTo(Map.of("read", 4L));
        Path seen = Files.move(fresh, maildir.resolve("cur/1700000000.M1P1.host:2,S"));
        Files.delete(other);
        IngestReport report = ingest(mails);
        assertThat(report.fates()).isEqualTo(Map.of("gone", 1L, "moved", 1L, "read", 1L, "unchanged", 2L));
        assertThat(report.files()).contains(new FileFate(fresh.toString(), new Fate.Moved(seen.toString())));
        assertThat(report.totals().forgotten()).isZero();
        assertThat(places("fresh@example.org")).containsExactly(seen.toString());
        assertThat(places("other@example.org")).containsExactly(other.toString());
        assertThat(ingest(mails).fates()).isEqualTo(Map.of("gone", 1L, "unchanged", 3L));
    }

    @Test
    void aMailIsMovedOnlyIfItLiesThereByteForByte() throws Exception {
        Path cur = Files.createDirectories(mails.resolve("list/cur"));
        Path news = Files.createDirectories(mails.resolve("list/new"));
        Path first = Files.writeString(cur.resolve("0001-fix.patch"), mail("first-version"));
        Files.writeString(news.resolve("0001-fix.patch"), mail("second-version"));
        Path all = Files.writeString(cur.resolve("list.mbox"), mbox(1, 3));
        Files.writeString(news.resolve("list.mbox"), mbox(1, 3));
        ingest(mails);
        Files.delete(first);
        Files.delete(all);
        assertThat(ingest(mails).fates()).isEqualTo(Map.of("gone", 2L, "unchanged", 4L));
        assertThat(places("first-version@example.org")).containsExactly(first.toString());
    }

    @Test
    void aMailThatIsPackedOrBeginsWithAFromLineIsMovedToo() throws Exception {
        Path cur = Files.createDirectories(mails.resolve("list/cur"));
        Path packed = Files.write(
                cur.resolve("1700000000.M1P1.host:2,"), Archives.compressed("gz", Archives.bytes(mail("packed"))));
        Path behind = Files.writeString(cur.resolve("1700000001.M2P1.host:2,"), SEPARATOR + mail("behind"));
        ingest(mails);
        Files.move(packed, cur.resolve("1700000000.M1P1.host:2,S"));
        Files.move(behind, cur.resolve("1700000001.M2P1.host:2,S"));
        assertThat(ingest(mails).fates()).isEqualTo(Map.of("moved", 2L, "read", 2L, "unchanged", 2L));
        assertThat(places("packed@example.org")).containsExactly(cur + "/1700000000.M1P1.host:2,S");
    }

    @Test
    void bothNamesThatAMailHadAreMoved() throws Exception {
        Path cur = Files.createDirectories(mails.resolve("list/cur"));
        Path news = Files.createDirectories(mails.resolve("list/new"));
        Path fresh = Files.writeString(news.resolve("1700000000.M1P1.host"), mail("twice"));
        Path seen = Files.copy(fresh, cur.resolve("1700000000.M1P1.host:2,S"));
        ingest(mails);
        Files.delete(fresh);
        Files.move(seen, cur.resolve("1700000000.M1P1.host:2,RS"));
        assertThat(ingest(mails).fates()).isEqualTo(Map.of("moved", 2L, "read", 1L, "unchanged", 2L));
    }

    @Test
    void aLinkInACircleForgetsNothing() throws Exception {
        Path inner = Files.createDirectory(mails.resolve("inner"));
        Files.writeString(inner.resolve("x.eml"), mail("inner"));
        ingest(mails);
        Files.move(inner, folder.resolve("elsewhere"));
        Files.createSymbolicLink(inner, mails);
        assertThat(ingest(mails).fates()).isEqualTo(Map.of("gone", 1L, "not mail", 1L, "unchanged", 2L));
        assertThat(ids()).contains("inner@example.org");
    }

    @Test
    void aMailThatMovesBetweenTwoNamedFoldersIsMovedOnce() throws Exception {
        Path cur = Files.createDirectories(mails.resolve("list/cur"));
        Path news = Files.createDirectories(mails.resolve("list/new"));
        Path fresh = Files.writeString(news.resolve("1700000000.M1P1.host"), mail("fresh"));
        Ingest.run(index, List.of(news, cur));
        Path seen = Files.move(fresh, cur.resolve("1700000000.M1P1.host,U=7:2,S"));
        assertThat(Ingest.run(index, List.of(mails.resolve("list"), news, cur)).files())
                .containsOnlyOnce(new FileFate(fresh.toString(), new Fate.Moved(seen.toString())))
                .noneMatch(file -> file.fate() instanceof Fate.Gone);
        assertThat(places("fresh@example.org")).containsExactly(seen.toString());
    }

    @Test
    void aMailOfAMaildirThatCannotBeReadUnderItsOtherNameStays() throws Exception {
        Path cur = Files.createDirectories(mails.resolve("list/cur"));
        Path fresh = Files.writeString(cur.resolve("1700000000.M1P1.host:2,"), mail("fresh"));
        ingest(mails);
        Files.delete(fresh);
        Files.createFile(cur.resolve("1700000000.M1P1.host:2,S"));
        assertThat(ingest(mails).fates()).isEqualTo(Map.of("empty", 1L, "gone", 1L, "unchanged", 2L));
        assertThat(places("fresh@example.org")).containsExactly(fresh.toString());
    }

    @Test
    void whatLiesBelowAFolderThatCannotBeReachedIsNotSaidToBeGone() throws Exception {
        assertThat(ingest(mails).fates()).isEqualTo(Map.of("read", 2L));
        Files.move(mails, folder.resolve("elsewhere"));
        assertThat(ingest(mails).fates()).isEqualTo(Map.of("unreadable", 1L));
    }

    @Test
    void whatIsNamedTwiceIsReadOnce() {
        Path same = mails.resolve("../mails/aa.eml");
        assertThat(ArchivePaths.distinct(List.of(mails.resolve("aa.eml"), same, Path.of("-"), mails, Path.of("-"))))
                .containsExactly(mails.resolve("aa.eml"), Path.of("-"), mails);
    }

    @Test
    void aPipeInAFolderIsNoMailAndNobodyWaitsForIt() throws Exception {
        Path pipe = pipe();
        assertThat(fate(ingest(mails), pipe)).isEqualTo("not mail");
        assertThat(ids()).containsExactly("first@example.org", "last@example.org");
    }

    @Test
    void aPipeThatIsNamedIsReadLikeStandardInput() throws Exception {
        Path pipe = pipe();
        for (String id : List.of("one", "two")) {
            Process writer = new ProcessBuilder(
                            "sh", "-c", "printf '%s' \"$1\" >\"$2\"", "sh", mail(id), pipe.toString())
                    .start();
            assertThat(fate(ingest(pipe), pipe)).isEqualTo("read");
            assertThat(writer.waitFor()).isZero();
        }
        assertThat(ids()).containsExactly("one@example.org", "two@example.org");
    }

    @ParameterizedTest
    @CsvSource({"/dev/null, empty", "/dev/zero, not mail"})
    void aDeviceThatIsNamedIsNoMail(String device, String fate) throws Exception {
        assumeTrue(Files.exists(Path.of(device)), "this system has no " + device);
        assertThat(fate(ingest(Path.of(device)), Path.of(device))).isEqualTo(fate);
    }

    @Test
    void whoWaitsForAPipeCanBeStopped() throws Exception {
        AtomicBoolean stopped = new AtomicBoolean();
        Thread.ofVirtual().start(() -> {
            sleep();
            stopped.set(true);
        });
        IngestTotals totals = Ingest.run(
                index, List.of(mails, pipe()), new IngestSettings(Duration.ZERO, null, stopped::get, event -> {}));
        assertThat(totals.stopped()).isTrue();
        assertThat(ids()).containsExactly("first@example.org", "last@example.org");
    }

    @Test
    void whatCameBeforeAStopIsInAndAMailThatWasComingIsNot() throws Exception {
        AtomicBoolean stopped = new AtomicBoolean();
        IngestTotals totals;
        try (PipedOutputStream out = new PipedOutputStream();
                InputStream in = new PipedInputStream(out, 1 << 20)) {
            out.write(Archives.bytes("From mboxrd@z Thu Jan  1 00:00:00 1970\n" + mail("whole")
                    + "\nFrom mboxrd@z Thu Jan  1 00:00:00 1970\n" + mail("coming")));
            out.write(Archives.bytes("text\n".repeat(20_000)));
            Thread.ofVirtual().start(() -> {
                sleep();
                stopped.set(true);
            });
            totals = Ingest.run(
                    index,
                    List.of(Path.of("-")),
                    new IngestSettings(Duration.ZERO, null, stopped::get, event -> {}, null, in));
        }
        assertThat(totals.stopped()).isTrue();
        assertThat(totals.files()).isEqualTo(Map.of("stopped", 1L));
        assertThat(ids()).containsExactly("whole@example.org");
    }

    @Test
    void aFileThatVanishesBeforeItIsReadIsNamedOnceAndItsNeighboursAreRead() throws Exception {
        Path gone = Files.writeString(mails.resolve("gone.eml"), mail("gone"));
        IngestReport report = ingestAnd(() -> Files.deleteIfExists(gone));
        assertThat(report.problems())
                .extracting(Problem::toString)
                .singleElement()
                .asString()
                .contains("gone.eml")
                .contains("no such file");
        assertThat(ids()).containsExactly("first@example.org", "last@example.org");
        assertThat(Fixtures.run("problems", "--index", index.toString()).out()).isEmpty();
    }

    @Test
    void aFileThatGrowsWhileItIsReadIsReadAgainByTheNextIngest() throws Exception {
        Path box = Files.writeString(mails.resolve("box"), mbox(1, 3000));
        ingestAnd(() -> Files.writeString(box, mbox(1, 3100)));
        assertThat(ingest(mails).fates()).containsEntry("read", 1L).containsEntry("unchanged", 2L);
        assertThat(ids()).hasSize(3102);
        assertThat(ingest(mails).fates()).containsOnlyKeys("unchanged");
    }

    @Test
    void aFileThatShrinksWhileItIsReadIsReadAgainByTheNextIngest() throws Exception {
        Path box = Files.writeString(mails.resolve("box"), mbox(1, 3000));
        ingestAnd(() -> Files.writeString(box, mbox(1, 5)));
        ingest(mails);
        assertThat(ids()).hasSize(7);
    }

    @Test
    void aMemberThatCannotBeReadStaysAProblemUntilItsArchiveIsReadWell() throws Exception {
        Path zip = mails.resolve("a.zip");
        byte[] archive = Archives.zip(Map.of("one.eml", Archives.bytes(mail("one"))));
        byte[] encrypted = archive.clone();
        encrypted[6] |= 1; // general purpose flags of the first member
        Files.write(zip, encrypted);
        ingest(mails);
        String problem = zip + "/one.eml: unreadable: it is encrypted\n";
        assertThat(problems()).isEqualTo(problem);
        ingest(mails);
        assertThat(problems()).as("after an ingest that changes nothing").isEqualTo(problem);
        Fixtures.run("rebuild", "--index", index.toString());
        assertThat(problems()).as("after a rebuild").isEqualTo(problem);
        assertThat(Fixtures.run("check", "--index", index.toString()).status()).isZero();
        Files.write(zip, archive);
        ingest(mails);
        assertThat(problems()).isEmpty();
        assertThat(ids()).contains("one@example.org");
    }

    @Test
    void aMemberThatCannotBeReadIsForgottenWithItsArchive() throws Exception {
        byte[] archive = Archives.zip(Map.of("one.eml", Archives.bytes(mail("one"))));
        archive[6] |= 1; // general purpose flags of the first member
        Path zip = Files.write(mails.resolve("a.zip"), archive);
        ingest(mails);
        assertThat(Fixtures.run("info", "--json", "--index", index.toString()).out())
                .contains("\"files\":3,\"unreadable\":1");
        assertThat(Fixtures.run("forget", "--index", index.toString(), zip.toString())
                        .err())
                .contains("patchidx: 1 file forgotten, and 1 that could not be read; 0 mails ");
        assertThat(problems()).isEmpty();
    }

    /// Something that happens to files in the middle of an ingest.
    private interface Event {
        void happen() throws IOException;
    }

    /// Ingests, and lets something happen behind the first mail.
    private IngestReport ingestAnd(Event event) throws Exception {
        AtomicBoolean happened = new AtomicBoolean();
        BooleanSupplier behindTheFirstMail = () -> {
            if (happened.compareAndSet(false, true)) {
                try {
                    event.happen();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }
            return false;
        };
        List<FileFate> files = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        IngestTotals totals =
                Ingest.run(index, List.of(mails), new IngestSettings(Duration.ZERO, null, behindTheFirstMail, found -> {
                    switch (found) {
                        case FileFate file -> files.add(file);
                        case IngestEvent.Oddity(var problem) -> problems.add(problem);
                        case IngestEvent.MemberFate member -> {}
                        case IngestEvent.MailFate mail -> {}
                    }
                }));
        return new IngestReport(files, List.of(), problems, totals);
    }

    private IngestReport ingest(Path archive) throws Exception {
        return Ingest.run(index, List.of(archive));
    }

    private static String fate(IngestReport report, Path file) {
        return report.files().stream()
                .filter(fate -> fate.path().equals(file.toString()))
                .map(FileFate::fate)
                .map(Fate::label)
                .findFirst()
                .orElse("none");
    }

    private Path pipe() throws Exception {
        Path pipe = mails.resolve("pipe");
        int status = new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
        assumeTrue(status == 0, "this system has no named pipes");
        return pipe;
    }

    private static void sleep() {
        try {
            Thread.sleep(1500);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String problems() {
        return Fixtures.run("problems", "--index", index.toString()).out();
    }

    private List<String> places(String id) throws Exception {
        try (PatchIndex opened = PatchIndex.open(index)) {
            TermQuery query = new TermQuery(new Term(PatchField.ID.label(), id));
            return opened.entry(opened.searcher().search(query, 1).scoreDocs[0].doc).sources().stream()
                    .map(Location::path)
                    .toList();
        }
    }

    private List<String> ids() {
        return Fixtures.run("export", "--index", index.toString(), "--format", "ids")
                .out()
                .lines()
                .sorted()
                .toList();
    }

    private static String mbox(int from, int to) {
        StringBuilder mbox = new StringBuilder();
        for (int i = from; i <= to; i++) {
            mbox.append("From mboxrd@z Thu Jan  1 00:00:00 1970\n")
                    .append(mail(String.valueOf(i)))
                    .append("a line of text, so that there is much to read\n".repeat(5))
                    .append('\n');
        }
        return mbox.toString();
    }

    private static String mail(String id) {
        return "From: ada@example.org\nSubject: %s\nMessage-ID: <%s@example.org>\n\ntext of %s\n".formatted(id, id, id);
    }
}
