package patchidx.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import patchidx.Archives;
import patchidx.Fixtures;

/// What lies beside mail in the folders of real archives, and looks like it.
class NoMailTest {
    private static final String HEADERS =
            "From: Ada <ada@example.org>\nDate: Tue, 24 Sep 2019 06:41:37 +0200\nSubject: kite\n\ntext\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#!/bin/sh\ncat > dump.md <<END\n#### $1\n##### From: $2\n\n```c\n$3\n```\nEND\n",
                "#!/usr/bin/python3\nMAIL = \"\"\"\nFrom: Ada <ada@example.org>\nSubject: kite\n\n\"\"\"\n",
                "#### How to build\n##### Requirements\n\n```c\nint main(void);\n```\n",
                "#### v1.2\n##### Fixed\n- from: x\n\n```\nlog\n```\n",
                "    #### [PATCH] kite\n    ##### From: Ada\n\n    ```c\n    ```\n",
                "From: ada@example.org\nFrom: bram@example.org\nFrom: ada@example.org\n",
                "From: ada@example.org\nSubject: one\nFrom: bram@example.org\nSubject: two\n",
                "From: ada@example.org\nDate: 2019\nFrom: bram@example.org\nDate: 2020\n",
                "Message-ID: <a@example.org>\nMessage-ID: <b@example.org>\n",
                "Cc: ada@example.org\nCc: bram@example.org\n\n",
                "from: ada@example.org\nto: bram@example.org\nsubject: hello\nport: 25\n",
                "Date: 24 September 2019\nSubject: Invoice\n\nDear Ada,\n",
                "Date: Tue, 24 Sep 2019 06:41:37 GMT\nContent-Type: text/html\nServer: x\n\n<html>\n",
                "From: <ada@example.org>\nTo: <bram@example.org>\n250 ok\n354 go ahead\n",
                "From Monday to Friday, open 9:00 - 17:00\nClosed: weekends\n",
                "\001\001\001\001\nMessage-ID: <a@example.org>\n" + HEADERS,
                "#! rnews 200\nMessage-ID: <a@example.org>\n" + HEADERS,
                "From here on it is kites\nTo: do\nSubject to change\n",
                "From here on\n" + HEADERS,
                "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\n",
                "MAIL = 1\nHEAD = 2\nMessage-ID: <a@example.org>\n" + HEADERS,
                "Source: kite\nMaintainer: Ada <ada@example.org>\nDate: 2019\n\n",
                "ada sent this:\n\nFrom ada@example.org Tue Sep 24 06:41:37 2019\nFrom: Ada\nDate: x\nTo: y\n\ntext\n"
            })
    void isNotTakenForMail(String text) {
        assertThat(Fixtures.read(Archives.bytes(text), "file").format()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                HEADERS,
                "\n\n" + HEADERS,
                ">From ada@example.org Tue Sep 24 06:41:37 2019\n" + HEADERS,
                "Subject: [PATCH] kite\nFrom: Ada <ada@example.org>\n\n--- a/x\n+++ b/x\n",
                "From: Ada <ada@example.org>\nSubject: kite\nDate: Tue, 24 Sep 2019 06:41:37 +0200\n",
                "From: Ada <ada@example.org>\nMessage-ID: <a@example.org>\nFrom: Bram <bram@example.org>\n",
                "1234\nMessage-ID: <a@example.org>\n" + HEADERS,
                "From: Ada <ada@example.org>\nSubj ct: x\nMessage-ID: <a@example.org>\nDate: Tue\n\ntext\n",
                " folded: first\nMessage-ID: <a@example.org>\n" + HEADERS,
                "X-Kite: blank\n \n\t\n" + HEADERS,
                "Received: from a by b\nSubject: kite\n\ntext\n",
                "Date: Tue, 24 Sep 2019 06:41:37 +0200\nMIME-Version: 1.0\nContent-Type: text/plain\n\ntext\n",
                "From: Ada <ada@example.org>\nSubject: kite\nMessage-ID: <a@example.org>\nno blank line before this\n",
                "Resent-From: Ada <ada@example.org>\nResent-Date: Tue, 24 Sep 2019 06:41:37 +0200\n\ntext\n"
            })
    void isTakenForAMail(String text) {
        assertThat(Fixtures.read(Archives.bytes(text), "file").format()).isEqualTo(ArchiveFormat.MAIL);
    }

    @Test
    void theDatesOfSeparatorsMayBeNumbers() {
        String separator = "From ada@example.org 2019-09-24T06:41:37Z\n";
        assertThat(Fixtures.read(Archives.bytes(separator + HEADERS + "\n" + separator + HEADERS), "box")
                        .mails())
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 13})
    void headersOfTheWayMayBeLongerThanAStart(int more) {
        String way = "X-Kite: " + "x".repeat(more) + "\n" + "Received: from a\n".repeat(ArchiveFormat.HEAD / 10);
        assertThat(Fixtures.read(Archives.bytes(way + HEADERS), "file").format())
                .isEqualTo(ArchiveFormat.MAIL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"From: ada\n", "cc: warning\n", "Date: 2019\n", "  - folded\n"})
    void whatRepeatsOverAWholeStartIsNoMail(String line) {
        assertThat(Fixtures.read(Archives.bytes("to: ada\n" + line.repeat(ArchiveFormat.HEAD / 5)), "file")
                        .format())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "'From \n', 'From \n'",
        "'From -\n', 'From - \n'",
        "'From ada@example.org\n', 'From bram@example.net\n'",
        "'From ada at example.org\n', 'From bram at example.net\n'",
        "'\ufeffFrom \r\n', 'From \r\n'"
    })
    void separatorsMayHaveNoDateIfTheFirstHasNone(String first, String next) {
        String text = "\nFrom here on\nFrom: it is text\n\nFrom hand\nto mouth\n";
        var read = Fixtures.read(Archives.bytes(first + HEADERS + text + "\n" + next + HEADERS), "box");
        assertThat(read.format()).isEqualTo(ArchiveFormat.MBOX);
        assertThat(read.mails().stream().map(mail -> new String(mail.bytes(), StandardCharsets.UTF_8)))
                .containsExactly(HEADERS + text, HEADERS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From ada at example.org  Tue Sep 24 06:41:37 2019\n",
                "From ada@example.org Tue Sep  3 06:41:37 2019\r\n",
                "From ada@example.org Tue Sep 3 06:41:37 2019\n",
                "From ada@example.org (Ada) Tue, 24 Sep 2019 06:41:37 +0000\n",
                "From ada@example.org Tue Sep 24 06:41 EST 2019\n",
                "From ada@example.org Tue Sep 24 06:41:37 2019 +0200\n",
                "From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001\n"
            })
    void aWholeSeparatorNeedsNoBlankLine(String separator) {
        assertThat(Fixtures.read(Archives.bytes(separator + HEADERS + separator + HEADERS), "box").mails().stream()
                        .map(mail -> new String(mail.bytes(), StandardCharsets.UTF_8)))
                .containsExactly(HEADERS, HEADERS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text of a mail that was cut\n", "Subject: kite\nFrom: Ada\n\ntext\n"})
    void whatIsLeftOfAnArchiveWithoutBlankLinesIsRead(String rest) {
        String separator = "From ada at example.org  Tue Sep 24 06:41:37 2019\n";
        assertThat(Fixtures.read(Archives.bytes(rest + (separator + HEADERS).repeat(3)), "box")
                        .mails())
                .hasSize(rest.startsWith("Subject") ? 4 : 3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From 2019-09-24T06:41:37Z to 2019-09-25T06:41:37Z:\n",
                "From bram@example.org Tue Sep 24 06:41:37 2019\nhttps://example.org says so\n\n",
                "From what Ada said on Tue Sep 24 06:41:37 2019\n",
                "From ada@example.org Tue Sep 24 06:41:37 2019, I think\n"
            })
    void aLineThatIsNotWholeNeedsABlankLine(String line) {
        String separator = "From ada@example.org Tue Sep 24 06:41:37 2019\n";
        assertThat(Fixtures.read(Archives.bytes(separator + HEADERS + line + HEADERS), "box")
                        .mails())
                .hasSize(1);
    }

    @Test
    void aScriptThatWritesMailsHoldsNone() {
        String example = "cat >> box <<E\nFrom ada@example.org Tue Sep 24 06:41:37 2019\n" + HEADERS + "E\n\n";
        assertThat(Fixtures.read(Archives.bytes("#!/bin/sh\n" + example.repeat(3)), "file")
                        .format())
                .isNull();
    }

    @Test
    void whatItIsInsteadIsSaid() throws Exception {
        Map<String, byte[]> files = Map.ofEntries(
                Map.entry("a script", Archives.bytes("#!/bin/sh\n")),
                Map.entry(
                        "text in UTF-16, which is not read; convert it to UTF-8",
                        HEADERS.getBytes(StandardCharsets.UTF_16)),
                Map.entry(
                        "packed in a way that is not read; unpack it",
                        HexFormat.of().parseHex("377abcaf271c00")),
                Map.entry(
                        "a message or document of Microsoft Office; save it as text",
                        HexFormat.of().parseHex("d0cf11e0a1b11ae1")),
                Map.entry(
                        "a mailbox in a format that is not read; export it as mbox",
                        Archives.bytes("BABYL OPTIONS:\nVersion: 5\n")),
                Map.entry(
                        "lines that end with CR alone, which are not read",
                        Archives.bytes(HEADERS.replace('\n', '\r'))),
                Map.entry("no text", HexFormat.of().parseHex("89504e470d0a1a0a0000")),
                Map.entry("a diff or commit without the headers of a mail", Archives.bytes("""
                    Fold the tail

                    diff --git a/kite.c b/kite.c
                    """)),
                Map.entry("HTML or XML", Archives.bytes("<!DOCTYPE html>\n<html>\n")),
                Map.entry("JSON", Archives.bytes("[{\"id\": 1}]\n")),
                Map.entry("nothing in it", Archives.compressed("gz", new byte[0])),
                Map.entry("nothing but blank lines", Archives.bytes("\n\n")),
                Map.entry(
                        "no headers at its start that say who sent or got it, no From line with headers, no dump"
                                + " heading",
                        Archives.bytes("[PATCH 1/2] kite\n[PATCH 2/2] owl\n")),
                Map.entry(
                        "nothing that is packed in it is mail",
                        Archives.tar(Map.of("main.c", Archives.bytes("int x;")))));
        for (var file : files.entrySet()) {
            assertThat(reasons(file.getValue())).last().isEqualTo("file: " + file.getKey());
        }
    }

    @Test
    void whatIsLeftOutOfAnArchiveIsNamed() throws Exception {
        assertThat(reasons(Archives.tar(Map.of("list/,12", Archives.bytes(HEADERS)))))
                .contains("file/list/,12: a mail that was removed from its MH folder");
    }

    private static List<String> reasons(byte[] content) throws Exception {
        List<String> reasons = new ArrayList<>();
        ArchiveReader.read(null, new ByteArrayInputStream(content), "file", new ArchiveSink() {
            @Override
            public void mail(RawMail mail) {}

            @Override
            public void problem(Problem problem) {}

            @Override
            public void noMail(String path, String reason) {
                reasons.add(path + ": " + reason);
            }

            @Override
            public void leftOut(String path, String reason) {
                reasons.add(path + ": " + reason);
            }
        });
        return reasons;
    }
}
