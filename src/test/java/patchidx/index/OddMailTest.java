package patchidx.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import patchidx.Fixtures;
import patchidx.query.Collapse;
import patchidx.query.Search;
import patchidx.source.Problem;

/// No mail stops an ingest, whatever lies in the index already.
class OddMailTest {
    @TempDir
    private Path folder;

    private Path index;

    @BeforeEach
    void ingestAMailWithoutOddities() throws Exception {
        index = folder.resolve("index");
        ingest("first.eml", "From: Ada <ada@example.org>\nTo: b@example.org\nSubject: [PATCH] a\n\nx\n");
    }

    @Test
    void peopleWithoutAnAddressGoBesideThoseWithOne() throws Exception {
        ingest("name.eml", "From: Somebody\nTo: unlisted-recipients:; (no To-header)\nSubject: b\n\nx\n");
        assertThat(found("from:somebody")).isEqualTo(1);
    }

    @Test
    void aFileWithoutANameGoesBesideThoseWithOne() throws Exception {
        ingest("named.eml", "From: a@example.org\nSubject: c\n\n--- a/c\n+++ b/c\n@@ -1 +1 @@\n-a\n+b\n");
        ingest("empty.eml", "From: a@example.org\nSubject: d\n\n--- a/\n+++ b/\n@@ -1 +1 @@\n-a\n+b\n");
        assertThat(found("added:b")).isEqualTo(2);
    }

    @Test
    void aPrefixWithoutEndIsRead() throws Exception {
        ingest("long.eml", "From: a@example.org\nSubject: [" + "x".repeat(20_000) + "] long\n\nx\n");
        assertThat(found("title:long")).isEqualTo(1);
    }

    @Test
    void partsInsidePartsWithoutEndAreRead() throws Exception {
        StringBuilder mail = new StringBuilder("From: a@example.org\nSubject: deep\nMIME-Version: 1.0\n");
        for (int i = 0; i < 6000; i++) {
            mail.append("Content-Type: multipart/mixed; boundary=\"b%d\"\n\n--b%d\n".formatted(i, i));
        }
        ingest("deep.eml", mail + "Content-Type: text/plain\n\nx\n");
        assertThat(found("subject:deep")).isEqualTo(1);
    }

    @Test
    void theMailsBehindOneWithoutHeadersAreRead() throws Exception {
        String separator = "From a@example.org Tue Sep 24 06:41:37 2019\n";
        IngestReport report = ingest(
                "mbox", separator + "no headers\n\n" + separator + "From: a@example.org\nSubject: behind\n\nx\n");
        assertThat(found("subject:behind")).isEqualTo(1);
        assertThat(report.problems()).extracting(Problem::kind).contains(Problem.Kind.STRAY_TEXT);
    }

    @Test
    void lettersWrittenAsAsciiBytesAreDecoded() throws Exception {
        byte[] body = "日本".getBytes(Charset.forName("ISO-2022-JP"));
        String head = "From: a@example.org\nSubject: jp\nContent-Type: text/plain; charset=iso-2022-jp\n\n";
        ingest("jp.eml", head + new String(body, StandardCharsets.US_ASCII));
        assertThat(found("nq:日本")).isEqualTo(1);
    }

    @Test
    void expressionsTakeSignsOfCodeAsTheyStand() throws Exception {
        ingest("c.eml", "From: a@example.org\nSubject: e\n\n--- a/C.c\n+++ b/C.c\n@@ -1 +1 @@\n-a\n+#include <x>\n");
        assertThat(found("added:/^#incl.*<x>$/")).isEqualTo(1);
        assertThat(found("added:/^include/")).isZero();
        assertThat(found("file:/C[.]C/")).isEqualTo(1);
    }

    private IngestReport ingest(String name, String mail) throws Exception {
        Path file = Files.writeString(folder.resolve(name), mail);
        return Ingest.run(index, List.of(file));
    }

    private long found(String query) throws Exception {
        try (PatchIndex opened = PatchIndex.open(index)) {
            Search search = new Search(opened, Fixtures.CLOCK);
            return search.count(search.parse(query), Collapse.NOTHING);
        }
    }
}
