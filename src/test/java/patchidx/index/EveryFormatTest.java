package patchidx.index;

import static org.assertj.core.api.Assertions.assertThat;
import static patchidx.Archives.bytes;
import static patchidx.Archives.compressed;
import static patchidx.Archives.tar;
import static patchidx.Archives.zip;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import patchidx.Archives;
import patchidx.Fixtures;
import patchidx.source.ArchiveFormat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The contract of archive formats: the same mails give the same documents, whatever they lie in.
class EveryFormatTest {
    private static final String SEPARATOR = "From ada@example.org Tue Sep 24 06:41:37 2019\n";
    private static final Pattern FROM = Pattern.compile("(?m)^From ");
    private static final Pattern ANY_FROM = Pattern.compile("(?m)^(>*From )");

    private static final List<String> MAILS =
            IntStream.range(0, 5).mapToObj(i -> """
                From: Ada Winter <ada@example.org>
                Subject: [PATCH %1$d/5] owl: part %1$d
                Date: Tue, 24 Sep 2019 06:4%1$d:37 +0000
                Message-ID: <%1$d.formats@example.org>

                What this does.

                From here on it is text.
                ---
                diff --git a/owl.c b/owl.c
                --- a/owl.c
                +++ b/owl.c
                @@ -1 +1 @@
                -%1$d
                +größer
                """.formatted(i)).toList();

    @TempDir
    private Path folder;

    /// Ways to lay mails: one line each.
    @SuppressWarnings("ImmutableEnumChecker") // as the tables of the program
    enum Way {
        MBOXRD((folder, mails) -> Files.writeString(folder.resolve("box"), mboxrd())),
        MBOXRD_OF_PUBLIC_INBOX((folder, mails) -> Files.writeString(
                folder.resolve("box"), mbox("From mboxrd@z Thu Jan  1 00:00:00 1970\n", ANY_FROM, ">$1"))),
        MBOXO((folder, mails) -> Files.writeString(folder.resolve("box"), mbox(SEPARATOR, FROM, ">From "))),
        MBOXCL((folder, mails) ->
                Files.writeString(folder.resolve("box"), withContentLength(SEPARATOR, FROM, ">From "))),
        MBOXCL2((folder, mails) ->
                Files.writeString(folder.resolve("box"), withContentLength(SEPARATOR, FROM, "From "))),
        PATCHWORK((folder, mails) -> Files.writeString(
                folder.resolve("box"), mbox("From patchwork Tue Sep 24 06:41:37 2019\n", FROM, ">From "))),
        FORMAT_PATCH((folder, mails) -> Files.writeString(
                folder.resolve("box"), mbox("From " + "a1".repeat(20) + " Mon Sep 17 00:00:00 2001\n", FROM, "From "))),
        DUMP((folder, mails) -> Files.writeString(folder.resolve("dump.md"), dump(mails))),
        FILES((folder, mails) -> Archives.files(folder, mails, i -> i + ".eml")),
        MAILDIR((folder, mails) -> maildir(folder, mails)),
        MH((folder, mails) -> {
            Archives.files(folder, mails, i -> String.valueOf(i + 1));
            Files.writeString(folder.resolve(".mh_sequences"), "cur: 2\nunseen: 1-3\n");
            Files.writeString(folder.resolve(",7"), MAILS.getFirst().replace("formats", "removed"));
        }),
        GZIP((folder, mails) -> Files.write(folder.resolve("box"), compressed("gz", bytes(mboxrd())))),
        GZIP_IN_MEMBERS((folder, mails) -> Files.write(folder.resolve("box"), inMembers("gz"))),
        BZIP2_IN_MEMBERS((folder, mails) -> Files.write(folder.resolve("box"), inMembers("bzip2"))),
        XZ_IN_MEMBERS((folder, mails) -> Files.write(folder.resolve("box"), inMembers("xz"))),
        ZSTD_IN_MEMBERS((folder, mails) -> Files.write(folder.resolve("box"), inMembers("zstd"))),
        COMPRESSED_FILES((folder, mails) -> {
            for (int i = 0; i < mails.size(); i++) {
                Files.write(folder.resolve(i + ".eml"), compressed("gz", bytes(mails.get(i))));
            }
        }),
        TAR((folder, mails) -> Files.write(folder.resolve("a"), tar(filesOf(mails)))),
        TAR_OF_A_MAILDIR((folder, mails) -> Files.write(folder.resolve("a"), tar(maildirOf(mails)))),
        TAR_GZ((folder, mails) -> Files.write(folder.resolve("a"), compressed("gz", tar(filesOf(mails))))),
        TAR_ZST((folder, mails) -> Files.write(folder.resolve("a"), compressed("zstd", tar(filesOf(mails))))),
        TAR_OF_GZ((folder, mails) ->
                Files.write(folder.resolve("a"), tar(Map.of("2019.mbox.gz", compressed("gz", bytes(mboxrd())))))),
        ZIP((folder, mails) -> Files.write(folder.resolve("a"), zip(filesOf(mails)))),
        ZIP_OF_TARS((folder, mails) -> Files.write(
                folder.resolve("a"),
                zip(Map.of("x.tar", tar(filesOf(mails)), "y.tar.xz", compressed("xz", tar(filesOf(mails))))))),
        PUBLIC_INBOX_1((folder, mails) -> {
            try (Archives.Git git = new Archives.Git(folder.resolve("list.git"))) {
                for (String mail : mails) {
                    git.add(mail, mail);
                }
                git.add("gone", MAILS.getFirst().replace("formats", "gone")).remove("gone");
            }
        }),
        PUBLIC_INBOX_2((folder, mails) -> {
            try (Archives.Git first = new Archives.Git(folder.resolve("git/0.git"));
                    Archives.Git second = new Archives.Git(folder.resolve("git/1.git"))) {
                String gone = MAILS.getFirst().replace("formats", "gone");
                first.commit("m", mails.get(0)).commit("m", gone).commit("m", mails.get(1));
                second.commit("m", mails.get(2)).commit("d", gone);
                second.commit("m", mails.get(3)).commit("d", mails.get(3)).commit("m", mails.get(3));
                second.commit("m", mails.get(4));
            }
            new Archives.Git(folder.resolve("all.git")).close();
            Files.writeString(folder.resolve("msgmap.sqlite3"), "SQLite format 3\0");
        }),
        ALL_MIXED((folder, mails) -> {
            for (Way way : values()) {
                if (!way.name().equals("ALL_MIXED")) {
                    way.writer.write(Files.createDirectory(folder.resolve(way.name())), mails);
                }
            }
        });

        private final Writer writer;

        Way(Writer writer) {
            this.writer = writer;
        }
    }

    private interface Writer {
        void write(Path folder, List<String> mails) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void theSameMailsGiveTheSameDocuments(Way way) throws Exception {
        List<JsonNode> documents = documents(way);
        assertThat(documents).hasSize(MAILS.size()).isEqualTo(documents(Way.FILES));
    }

    @ParameterizedTest
    @EnumSource
    void everyMailIsFoundByWhereItWasRead(Way way) throws Exception {
        Path mails = lay(way);
        for (JsonNode mail : export(ingested(way, mails))) {
            for (JsonNode source : mail.get("sources")) {
                String path = source.get("path").asString();
                assertThat(path).startsWith(mails.toString());
                assertThat(found(way, "source:\"" + mails.relativize(Path.of(path)) + "\""))
                        .isPositive();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatHasNotChangedIsNotReadAgain(Way way) throws Exception {
        Path mails = lay(way);
        Path index = ingested(way, mails);
        IngestReport again = Ingest.run(index, List.of(mails));
        assertThat(again.fates()).doesNotContainKeys("read", "unreadable");
        assertThat(again.mails() + again.forgotten()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            names = {"PUBLIC_INBOX_1", "PUBLIC_INBOX_2", "MAILDIR", "MH", "FILES", "COMPRESSED_FILES", "ALL_MIXED"},
            mode = EnumSource.Mode.EXCLUDE)
    void standardInputIsReadLikeAFile(Way way) throws Exception {
        Path mails = lay(way);
        try (Stream<Path> files = Files.list(mails)) {
            byte[] content = Files.readAllBytes(files.toList().getFirst());
            Path index = folder.resolve("index");
            Ingest.run(
                    index,
                    List.of(Path.of("-")),
                    new IngestSettings(
                            Duration.ZERO, null, () -> false, event -> {}, null, new ByteArrayInputStream(content)));
            assertThat(withoutPlaces(export(index))).isEqualTo(documents(Way.FILES));
        }
    }

    @Test
    void aFormatMayBeForced() throws Exception {
        Path file =
                Files.write(folder.resolve("odd"), compressed("gz", bytes("X-Odd: header\nSubject: no more\n\nx\n")));
        assertThat(Ingest.run(folder.resolve("a"), List.of(file)).fates()).containsEntry("not mail", 1L);
        assertThat(Fixtures.run(
                                "ingest",
                                "--format",
                                "mail",
                                "--index",
                                folder.resolve("a").toString(),
                                file.toString())
                        .err())
                .contains("1 added");
        assertThat(Fixtures.run("ingest", "--format", "tgz", file.toString()).err())
                .contains("no format 'tgz'; there are mbox, mail, dump");
    }

    @Test
    void everyFormatIsMet() throws Exception {
        Path mails = lay(Way.ALL_MIXED);
        IngestReport report = Ingest.run(folder.resolve("index"), List.of(mails));
        assertThat(report.files().stream()
                        .map(IngestEvent.FileFate::fate)
                        .filter(IngestEvent.Fate.Read.class::isInstance)
                        .map(fate -> ((IngestEvent.Fate.Read) fate).format())
                        .distinct())
                .contains(ArchiveFormat.PUBLIC_INBOX, ArchiveFormat.ZIP, ArchiveFormat.TAR, ArchiveFormat.ZSTD);
    }

    private List<JsonNode> documents(Way way) throws Exception {
        return withoutPlaces(export(ingested(way, lay(way))));
    }

    private Path lay(Way way) throws IOException {
        Path mails = folder.resolve("mails-" + way);
        if (!Files.exists(mails)) {
            way.writer.write(Files.createDirectory(mails), MAILS);
        }
        return mails;
    }

    private Path ingested(Way way, Path mails) throws Exception {
        Path index = folder.resolve("index-" + way);
        IngestReport report = Ingest.run(index, List.of(mails));
        assertThat(report.problems()).isEmpty();
        return index;
    }

    private long found(Way way, String query) {
        String index = folder.resolve("index-" + way).toString();
        return Long.parseLong(
                Fixtures.run("search", "--count", "--index", index, query).out().strip());
    }

    private static List<JsonNode> export(Path index) {
        return Fixtures.run("export", "--index", index.toString())
                .out()
                .lines()
                .map(Fixtures::json)
                .toList();
    }

    private static List<JsonNode> withoutPlaces(List<JsonNode> mails) {
        mails.forEach(mail -> ((ObjectNode) mail).remove("sources"));
        return mails;
    }

    private static String mboxrd() {
        return mbox(SEPARATOR, ANY_FROM, ">$1");
    }

    private static String mbox(String separator, Pattern quoted, String quoting) {
        StringBuilder box = new StringBuilder();
        for (String mail : MAILS) {
            box.append(separator)
                    .append(quoted.matcher(mail).replaceAll(quoting))
                    .append('\n');
        }
        return box.toString();
    }

    /// The header is one of the mail itself, so all mails of all ways would have to have it; it tells nothing there.
    private static String withContentLength(String separator, Pattern quoted, String quoting) {
        StringBuilder box = new StringBuilder();
        for (String mail : MAILS) {
            String text = quoted.matcher(mail).replaceAll(quoting);
            int body = text.indexOf("\n\n") + 2;
            box.append(separator)
                    .append(text, 0, body - 1)
                    .append("Content-Length: ")
                    .append(bytes(text.substring(body)).length)
                    .append("\n\n")
                    .append(text.substring(body))
                    .append('\n');
        }
        return box.toString();
    }

    private static String dump(List<String> mails) {
        StringBuilder dump = new StringBuilder();
        for (String mail : mails) {
            dump.append("#### [PATCH] owl\n##### From: Ada Winter <ada@example.org>\n\n```c\n")
                    .append(mail)
                    .append("```\n\n");
        }
        return dump.toString();
    }

    private static void maildir(Path folder, List<String> mails) throws IOException {
        Archives.files(folder.resolve("cur"), mails.subList(0, 3), i -> "15000000" + i + ".M1P2.host:2,S");
        Archives.files(folder.resolve("new"), mails.subList(3, 5), i -> "16000000" + i + ".M1P2.host");
        Archives.files(
                folder.resolve("tmp"), List.of(mails.getFirst().replace("formats", "half")), i -> "17.M1P2.host");
    }

    private static Map<String, byte[]> filesOf(List<String> mails) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < mails.size(); i++) {
            files.put("list/" + i + ".eml", bytes(mails.get(i)));
        }
        return files;
    }

    private static Map<String, byte[]> maildirOf(List<String> mails) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < mails.size(); i++) {
            files.put("list/cur/15000000" + i + ".M1P2.host:2,S", bytes(mails.get(i)));
        }
        files.put("list/tmp/17.M1P2.host", bytes(mails.getFirst().replace("formats", "half")));
        return files;
    }

    /// Each mail compressed for itself, one after another in a file.
    private static byte[] inMembers(String compression) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String mail : mboxrd().split("(?=\n" + SEPARATOR + ")", -1)) {
            out.writeBytes(compressed(compression, bytes(mail)));
        }
        return out.toByteArray();
    }
}
