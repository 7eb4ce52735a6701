package patchidx.fuzz;

import java.util.List;
import java.util.regex.Pattern;

/// What damage to mail begins at, and what gets in there.
final class Pieces {
    static final Pattern LINE = Pattern.compile("(?m)^.*\\n");
    static final Pattern FOLD = Pattern.compile("\\n[ \\t]+");
    static final Pattern HEADER = Pattern.compile("(?m)^[A-Za-z-]+: .*\\n(?:[ \\t].*\\n)*+");
    static final Pattern VALUE = Pattern.compile("(?m)(?<=^[A-Za-z-]{1,30}: ).*$");
    static final Pattern BOUNDARY = Pattern.compile("(?m)boundary=\\S+|^--[\\w=.-]+");
    static final Pattern CHARSET = Pattern.compile("charset=[^\\s;]+");
    static final Pattern NUMBER = Pattern.compile("\\d+");

    static final List<String> NUMBERS = List.of(
            "0",
            "-1",
            "00",
            "1",
            "2147483647",
            "2147483648",
            "99999999",
            "9223372036854775807",
            "99999999999999999999",
            "1e9",
            "007",
            "1,",
            ",1",
            "");

    static final List<String> CHARSETS = List.of(
            "utf-7",
            "utf-16",
            "utf-16le",
            "utf-32",
            "iso-2022-jp",
            "iso-2022-kr",
            "gb18030",
            "big5",
            "ibm1047",
            "x-unknown",
            "\"",
            "\"\"",
            "utf-8''x",
            "us-ascii\0",
            "*",
            "8bit",
            "default",
            "x".repeat(300),
            "../../etc");

    static final List<String> ENCODED_WORDS = List.of(
            "=?UTF-8?B?====?=",
            "=?UTF-8?Q?=E2=82?=",
            "=?UTF-8?Q?=?=",
            "=?x-none?Q?a?=",
            "=??Q??=",
            "=?utf-8?b?4oI?=",
            "=?utf-16?B?2AA=?=",
            "=?iso-2022-jp?B?GyRC?=",
            "=?UTF-8?Q?" + "=20".repeat(400) + "?=",
            "=?UTF-8?Z?a?=",
            "=?UTF-8?Q?=0A=00=1B[2J?=");

    static final List<String> ODD_LINES = List.of(
            "",
            " ",
            "\u0000",
            "---",
            "-- ",
            "From: ",
            "From: ((((((((((a@example.org",
            "From: " + "(".repeat(3000) + "a@example.org" + ")".repeat(3000),
            "To: " + "a@example.org, ".repeat(2000),
            "Cc: \"" + "\\".repeat(999),
            "References: " + "<a@example.org>".repeat(2000),
            "In-Reply-To: <>",
            "Message-ID: <" + "x".repeat(5000) + "@example.org>",
            "Message-ID: <>",
            "Message-ID: \u0000",
            "Subject: " + "Re: ".repeat(3000),
            "Subject: " + "[".repeat(3000),
            "Subject: [PATCH " + "v9 ".repeat(1000) + "1/" + "9".repeat(50) + "]",
            "Date: Tue, 99 Foo 99999 99:99:99 +9999",
            "Date: Sat, 31 Dec 999999999 23:59:59 -2359",
            "Date: " + "(".repeat(2000),
            "Content-Type: multipart/mixed; boundary=\"\"",
            "Content-Type: multipart/mixed; boundary=\"b",
            "Content-Type: multipart/digest; boundary=b",
            "Content-Type: message/rfc822",
            "Content-Type: message/partial; id=x; number=2",
            "Content-Type: text/html",
            "Content-Type: text/plain; format=flowed; delsp=yes",
            "Content-Type: " + ";".repeat(3000),
            "Content-Length: 99999999",
            "Content-Length: 10",
            "--b",
            "--b--",
            "<" + "div><".repeat(2000),
            "&#x110000;&#55555555555;&amp",
            "@@ -1,99999999 +1,99999999 @@",
            "@@ -0,0 +1 @@",
            "@@@ -1,2 -1,2 +1,2 @@@",
            "@@ -9223372036854775807,1 +1,1 @@",
            "diff --git a/a b/b",
            "diff --git \"a/\\303\" b/",
            "diff --git " + "a/b ".repeat(1000),
            "--- a/x",
            "+++ b/x",
            "--- /dev/null",
            "+++ /dev/null",
            "rename from ",
            "similarity index 1000%",
            "GIT binary patch",
            "literal 99999999999",
            "delta 1",
            "zcmZ" + "?".repeat(60),
            "index 0000000..fffffff 160000",
            "Binary files a/x and b/x differ",
            " 99999999999 files changed, 1 insertion(+), 99999999999999999999 deletions(-)",
            " a => b | 999999999999 +++---",
            " {a => b}/{ => c}/" + "{".repeat(500) + " | 1 +",
            " ..." + "/x".repeat(900) + " | Bin 0 -> 99999999999999 bytes",
            " create mode 999999 x",
            "Signed-off-by: " + "a".repeat(9000),
            "Reviewed-by:",
            "Fixes: " + "0".repeat(400) + " (\"",
            "Link: https://example.org/" + "%".repeat(300),
            "change-id: ",
            "base-commit: zzzz",
            "prerequisite-patch-id: x",
            "Changes in v" + "9".repeat(40) + ":",
            "v2 -> v99999999999: [",
            ">".repeat(4000) + " On Tue, 24 Sep 2019, Ada wrote:",
            "On Tue, 24 Sep 2019 " + "Ada ".repeat(800) + "wrote:",
            "> @@ -1,3 +1,3 @@",
            "> diff --git a/a b/b",
            "begin 644 a.patch",
            "Index: a",
            "8<-------- ------->8");

    static final List<String> SEPARATORS = List.of(
            "From patchwork Tue Sep 24 06:41:37 2019",
            "From patchwork Tue Sep 24 06:41:37 2019\nSubject: inserted\nFrom: Eve <eve@example.net>\n",
            "From 958a556c538bc2f04dd764f6e90f1bc90633dede Mon Sep 17 00:00:00 2001",
            "From mboxrd@z Thu Jan  1 00:00:00 1970",
            "From mboxrd@z Thu Jan  1 00:00:00 1970\nContent-Length: 99",
            ">From ada@example.org Tue Sep 24 06:41:37 2019",
            "From ada@example.org Tue Sep 24 06:41:37 2019\nFrom: Eve <eve@example.net>\n",
            "From here on",
            "From ",
            "From ada at example.org  Tue Sep 24 06:41:37 2019",
            "From " + "x ".repeat(600) + "12:34");

    static final List<String> FENCES = List.of(
            "```",
            "```c",
            "``` ",
            "````",
            "#### [PATCH] kite: inserted",
            "##### From: Eve <eve@example.net>",
            "#### [PATCH] kite: inserted\n##### From: Eve <eve@example.net>\n\n```c\n",
            "#### ",
            "#####",
            "#### a\n#### b\n##### From: c\n```",
            "```\n\n```c");

    static final List<String> ODD_BYTES = List.of(
            "\u0000",
            "\u0000".repeat(5000),
            "\r",
            "\u00ff\u00fe",
            "\u00ef\u00bb\u00bf",
            "\u00c0\u0080",
            "\u00ed\u00a0\u0080",
            "\u00f4\u0090\u0080\u0080",
            "\u00e2\u0082",
            "\u001b[2J\u001b]0;x\u0007",
            "\u001b$B",
            "\u00e2\u0080\u00ae",
            "\u000b\f\u001c",
            "\u0085");

    private Pieces() {}
}
