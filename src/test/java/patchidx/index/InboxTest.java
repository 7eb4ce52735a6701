package patchidx.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import patchidx.Archives;
import patchidx.Fixtures;

/// What is read of a public-inbox that changes, and what leaves the index.
class InboxTest {
    @TempDir
    private Path folder;

    private Path inbox;
    private Archives.Git first;

    @BeforeEach
    void layAnEpoch() throws IOException {
        inbox = folder.resolve("inbox");
        first = new Archives.Git(inbox.resolve("git/0.git"));
    }

    @AfterEach
    void close() {
        first.close();
    }

    @Test
    void onlyNewCommitsAreRead() throws Exception {
        first.commit("m", mail("one")).commit("m", mail("two"));
        assertThat(ingest().added()).isEqualTo(2);
        first.commit("m", mail("three"));
        IngestReport report = ingest();
        assertThat(report.mails()).isEqualTo(1);
        assertThat(ids()).containsExactly("one", "three", "two");
    }

    @Test
    void aMailThatWasDeletedSinceLeaves() throws Exception {
        first.commit("m", mail("one")).commit("m", mail("two"));
        ingest();
        first.commit("d", mail("one"));
        assertThat(ingest().forgotten()).isEqualTo(1);
        assertThat(ids()).containsExactly("two");
    }

    @Test
    void aMailThatWasDeletedAndAddedAgainStays() throws Exception {
        first.commit("m", mail("one"));
        ingest();
        first.commit("d", mail("one")).commit("m", mail("one"));
        assertThat(ingest().forgotten()).isZero();
        assertThat(ids()).containsExactly("one");
    }

    @Test
    void aMailThatWasDeletedStaysWhereAnotherPlaceHasIt() throws Exception {
        first.commit("m", mail("one"));
        Files.writeString(inbox.resolve("copy.eml"), mail("one"));
        ingest();
        first.commit("d", mail("one"));
        assertThat(ingest().forgotten()).isZero();
        assertThat(ids()).containsExactly("one");
    }

    @Test
    void aLaterEpochDeletesMailsOfAnEarlierOne() throws Exception {
        first.commit("m", mail("one")).commit("m", mail("two"));
        ingest();
        try (Archives.Git second = new Archives.Git(inbox.resolve("git/1.git"))) {
            second.commit("m", mail("three")).commit("d", mail("one"));
        }
        assertThat(ingest().forgotten()).isEqualTo(1);
        assertThat(ids()).containsExactly("three", "two");
        // The same from the start, also if the earlier epoch is read last.
        Path other = folder.resolve("other");
        Ingest.run(other, List.of(inbox.resolve("git/1.git"), inbox.resolve("git/0.git")));
        assertThat(ids(other)).containsExactly("three", "two");
    }

    @Test
    void aHistoryThatWasRewrittenIsReadAnew() throws Exception {
        first.commit("m", mail("one")).commit("m", mail("secret")).commit("m", mail("two"));
        ingest();
        first.forgetHistory().commit("m", mail("one")).commit("m", mail("two"));
        IngestReport report = ingest();
        assertThat(report.known()).isEqualTo(2);
        assertThat(report.forgotten()).isEqualTo(1);
        assertThat(ids()).containsExactly("one", "two");
    }

    @Test
    void whoIsStoppedInTheMiddleGoesOnWithWhatIsThereThen() throws Exception {
        first.commit("m", mail("one"));
        ingest();
        first.commit("m", mail("two")).commit("m", mail("three")).commit("m", mail("four"));
        stopAfter(2);
        first.commit("d", mail("four")).commit("m", mail("five"));
        assertThat(ingest().mails()).isEqualTo(3);
        assertThat(ids()).containsExactly("five", "one", "three", "two");
    }

    @Test
    void whatCameInBeforeItWasStoppedLeavesIfTheHistoryGoesBack() throws Exception {
        first.commit("m", mail("one"));
        ingest();
        first.commit("m", mail("two")).commit("m", mail("three"));
        stopAfter(1);
        first.takeBack(2);
        assertThat(ingest().forgotten()).isEqualTo(1);
        assertThat(ids()).containsExactly("one");
    }

    @Test
    void whatCameInBeforeItWasStoppedLeavesAnInboxOfVersion1() throws Exception {
        try (Archives.Git git = new Archives.Git(inbox.resolve("old.git"))) {
            git.add("one", mail("one"));
            ingest();
            git.add("two", mail("two")).add("three", mail("three"));
            stopAfter(2);
            git.remove("two").remove("three").add("four", mail("four"));
            ingest();
            assertThat(ids()).containsExactly("four", "one");
        }
    }

    @Test
    void aFileRemovedFromAnInboxOfVersion1Leaves() throws Exception {
        try (Archives.Git git = new Archives.Git(inbox.resolve("old.git"))) {
            git.add("one", mail("one")).add("two", mail("two"));
            ingest();
            git.remove("one").add("three", mail("three"));
            IngestReport report = ingest();
            assertThat(report.mails()).isEqualTo(1);
            assertThat(report.forgotten()).isEqualTo(1);
            assertThat(ids()).containsExactly("three", "two");
        }
    }

    @Test
    void aMailThatCannotBeReadIsNamedAndTheOthersAreRead() throws Exception {
        first.commit("m", mail("one")).commit("m", mail("two"));
        ingest();
        String path = Fixtures.json(
                        Fixtures.run("search", "--jsonl", "--index", index().toString(), "id:one@example.org")
                                .out())
                .get("sources")
                .get(0)
                .get("path")
                .asString();
        String blob = path.substring(path.lastIndexOf('/') + 1);
        Files.delete(inbox.resolve("git/0.git/objects/" + blob.substring(0, 2) + "/" + blob.substring(2)));
        Path other = folder.resolve("other");
        assertThat(Ingest.run(other, List.of(inbox)).problems())
                .extracting(problem -> problem.where().path())
                .containsExactly(path);
        assertThat(ids(other)).containsExactly("two");
    }

    @Test
    void readingWritesNothing() throws Exception {
        first.commit("m", mail("one"));
        Map<String, FileTime> before = files();
        ingest();
        assertThat(files()).isEqualTo(before);
    }

    private IngestReport ingest() throws Exception {
        return Ingest.run(index(), List.of(inbox));
    }

    /// Has an ingest stopped behind so many mails.
    private void stopAfter(int mails) throws Exception {
        AtomicInteger left = new AtomicInteger(mails);
        IngestTotals totals = Ingest.run(
                index(),
                List.of(inbox),
                new IngestSettings(Duration.ZERO, null, () -> left.decrementAndGet() <= 0, event -> {}));
        assertThat(totals.stopped()).isTrue();
    }

    private Path index() {
        return folder.resolve("index");
    }

    private List<String> ids() {
        return ids(index());
    }

    private static List<String> ids(Path index) {
        return Fixtures.run("export", "--format", "ids", "--index", index.toString())
                .out()
                .lines()
                .map(id -> id.replace("@example.org", ""))
                .sorted()
                .toList();
    }

    private Map<String, FileTime> files() throws IOException {
        Map<String, FileTime> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(inbox)) {
            for (Path file : all.toList()) {
                files.put(file.toString(), Files.getLastModifiedTime(file));
            }
        }
        return files;
    }

    private static String mail(String id) {
        return "From: ada@example.org\nSubject: %s\nMessage-ID: <%s@example.org>\n\n%s\n".formatted(id, id, id);
    }
}
