package patchidx.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import patchidx.Fixtures;
import patchidx.index.Ingest;
import patchidx.index.PatchIndex;

/// Queries as people type them on lore.kernel.org, over four mails. Now is 2019-10-18T12:30:00Z.
class LoreExamplesTest {
    @TempDir
    private static Path folder;

    private static PatchIndex index;

    @BeforeAll
    static void ingest() throws Exception {
        mail("fox", """
            From: Ada Winter <ada.winter@example.org>
            To: Virt List <virt@lists.example.org>
            Cc: Bram Okafor <bram@example.net>
            Subject: [PATCH 1/2] lantern: a quick brown fox jumps over the ring
            Date: Thu, 17 Oct 2019 10:00:00 +0000
            Received: from mx.example.org by lists.example.org; Thu, 17 Oct 2019 10:00:30 +0000
            Message-Id: <fox@example.org>
            List-Id: Virtual machines <virt.lists.example.org>

            The leaking buffer was found by heron.

            Signed-off-by: Ada Winter <ada.winter@example.org>
            ---
             drivers/gpu/lantern/lantern_ring.c | 4 ++--
             1 file changed, 2 insertions(+), 2 deletions(-)

            diff --git a/drivers/gpu/lantern/lantern_ring.c b/drivers/gpu/lantern/lantern_ring.c
            index 1234567aaaaa..89abcdebbbbb 100644
            --- a/drivers/gpu/lantern/lantern_ring.c
            +++ b/drivers/gpu/lantern/lantern_ring.c
            @@ -8,4 +8,4 @@ static int lantern_ring_reset(struct lantern *lantern)
             	mutex_lock(&lantern->lock);
            -	lantern_stop_slowly(lantern);
            -	msleep(20);
            +	lantern_stop_now(lantern);
            +	udelay(20);
             	mutex_unlock(&lantern->lock);
            """);
        mail("re", """
            From: Bram Okafor <bram@example.net>
            To: Ada Winter <ada.winter@example.org>
            Cc: Virt List <virt@lists.example.org>
            Subject: Re: [PATCH 1/2] lantern: a quick brown fox jumps over the ring
            Date: Fri, 18 Oct 2019 09:00:00 +0000
            Received: from mx.example.org by lists.example.org; Fri, 18 Oct 2019 09:00:30 +0000
            Message-Id: <re@example.net>
            In-Reply-To: <fox@example.org>
            X-For-Patch-ID: 0123456789012345678901234567890123456789

            > The leaking buffer was found by heron.

            Please take udelay_range() instead.
            """);
        mail("rfc", """
            From: Chiara Lindqvist <chiara@example.com>
            To: Owls <owl@lists.example.org>
            Subject: [RFC] owl: the brown one is quick, the fox is not
            Date: Tue, 24 Sep 2019 06:41:37 +0000
            Received: from mx.example.org by lists.example.org; Thu, 17 Oct 2019 00:00:01 +0000
            Message-Id: <rfc@example.com>
            List-Id: <owl.lists.example.org>
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=cut

            --cut
            Content-Type: text/plain

            What about lanterns, buffers and leaks? See lantern_ring.c.
            --cut
            Content-Type: text/plain; name="0001-owl-timer.patch"

            No diff in here.
            --cut--
            """);
        mail("old", """
            From: Ada Winter <ada.winter@example.org>
            To: Chiara Lindqvist <chiara@example.com>
            Subject: minutes of the meeting
            Date: Wed, 11 Sep 2019 08:00:00 +0000
            Message-Id: <old@example.org>

            Nothing about patches. Alpha one two three beta.
            """);
        Ingest.run(folder.resolve("index"), List.of(folder.resolve("mail")));
        index = PatchIndex.open(folder.resolve("index"));
    }

    private static void mail(String name, String text) throws IOException {
        Files.createDirectories(folder.resolve("mail"));
        Files.writeString(folder.resolve("mail").resolve(name + ".eml"), text);
    }

    @AfterAll
    static void close() throws IOException {
        index.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '§',
            value = {
                "s:\"a quick brown fox\" → fox re",
                "s:\"quick fox\" → ''",
                "s:fox → fox re rfc",
                "s:jump → fox re",
                "d:last.week.. → fox re",
                "d:last.month.. → fox re rfc",
                "d:..2.days.ago → old rfc",
                "d:2.days.ago.. → fox re",
                "d:20190924..20191017 → fox rfc",
                "d:2019-09-11 → old",
                "dt:20190924000000.. → fox re rfc",
                "dt:20190924064137..20190924064137 → rfc",
                "dt:20190924064138..20191017100000 → fox",
                "rt:yesterday.. → fox re rfc",
                "rt:today.. → re",
                "rt:20191017 → fox rfc",
                "b:buffer → fox re rfc",
                "b:\"buffer was found\" → fox re",
                "nq:buffer → fox rfc",
                "q:buffer → re",
                "q:leak → re",
                "nq:udelay_range → re",
                "n:owl-timer → rfc",
                "n:0001-owl-timer.patch → rfc",
                "t:virt → fox",
                "t:\"ada winter\" → re",
                "c:virt → re",
                "c:bram@example.net → fox",
                "f:ada → fox old",
                "f:\"winter ada\" → fox old",
                "f:ada.winter@example.org → fox old",
                "a:chiara → old rfc",
                "a:bram → fox re",
                "tc:ada → re",
                "tc:virt → fox re",
                "l:virt.lists.example.org → fox",
                "l:owl → rfc",
                "bs:lantern → fox re rfc",
                "bs:minutes → old",
                "bs:patches → old",
                "dfn:drivers/gpu/ → fox",
                "dfn:drivers/gpu → fox",
                "dfn:lantern_ring.c → fox",
                "dfn:gpu/lantern/lantern_ring.c → fox",
                "dfn:drivers/net → ''",
                "dfa:msleep → fox",
                "dfa:udelay → ''",
                "dfb:udelay → fox",
                "dfb:lantern_stop_now → fox",
                "dfb:\"stop now\" → fox",
                "dfhh:lantern_ring_reset → fox",
                "dfctx:mutex_lock → fox",
                "dfctx:msleep → ''",
                "dfpre:1234567 → fox",
                "dfpre:1234567aaaaa → fox",
                "dfpre:1234567aaaaa0123456701234567012345670123 → fox",
                "dfpre:1234567b → ''",
                "dfpre:89abcde → ''",
                "dfpost:89abcdebb → fox",
                "dfblob:89abcde → fox",
                "dfblob:1234567 → fox",
                "forpatchid:0123456789012345678901234567890123456789 → re",
                "forpatchid:stable → ''",
                "changeid:stable → ''",
                "m:fox@example.org → fox",
                "mid:<re@example.net> → re",
                "(s:patch OR s:rfc) AND NOT s:re → fox rfc",
                "s:patch OR s:rfc AND NOT s:re → fox re rfc",
                "NOT s:re → fox old rfc",
                "s:fox -s:re → fox rfc",
                "+fox -rfc → fox re",
                "+lantern -dfn:gpu → re rfc",
                "fox AND heron → fox re",
                "s:rfc XOR f:chiara → ''",
                "s:fox XOR f:ada → old re rfc",
                "lant* → fox re rfc",
                "s:lan* → fox re",
                "b:lantern_s* → fox",
                "alpha NEAR/1 one → old",
                "alpha NEAR/3 three → old",
                "three NEAR/3 alpha → old",
                "alpha NEAR/3 beta → ''",
                "alpha NEAR/4 beta → old",
                "alpha NEAR/3 two NEAR/3 beta → old",
                "alpha NEAR beta → old",
                "alpha ADJ/4 beta → old",
                "alpha ADJ beta → old",
                "beta ADJ alpha → ''",
                "s:quick NEAR/2 s:fox → fox re rfc",
                "s:quick NEAR/1 s:fox → ''",
                "s:quick NEAR/2 s:jumps → ''",
                "s:quick NEAR/3 s:jumps → fox re",
                "lantern d:last.week.. NOT f:bram → fox",
                "nq:\"leaking buffer\" → fox",
                "bs:\"lant*\" → fox re rfc",
                "bs:lant* → fox re rfc",
                "dt:20190924000000..20190924235959 → rfc",
                "z:1..2000 → fox old re rfc",
                "z:600.. → fox",
                "rt:3.days.ago.. → fox re rfc",
                "rt:2019-10-18.. → re",
                "d:..2.days.ago f:ada → old",
                "+s:fox -s:rfc -q:leak → fox",
                "b:\"stop now\" → fox",
                "tc:bram AND dfb:udelay → fox",
                "dfn:drivers/gpu/ AND rt:last.week.. AND f:ada → fox",
            })
    void findWhatTheyFindThere(String query, String names) throws Exception {
        assertThat(find(query)).isEqualTo(names.replace("''", ""));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"patchid", "patch-id"})
    void findAPatchByItsId(String field) throws Exception {
        Search search = new Search(index, Fixtures.CLOCK);
        String id = search.all(search.parse("m:fox@example.org"))
                .getFirst()
                .entry()
                .patch()
                .patchId();
        assertThat(find(field + ":" + id)).isEqualTo("fox");
        assertThat(find(field + ":" + id.substring(0, 12))).isEqualTo("fox");
    }

    /// The names of the mails, in order of the alphabet.
    private static String find(String query) throws Exception {
        Search search = new Search(index, Fixtures.CLOCK);
        return search.all(search.parse(query)).stream()
                .map(hit -> hit.entry().patch().id())
                .map(id -> id.substring(0, id.indexOf('@')))
                .sorted()
                .collect(Collectors.joining(" "));
    }
}
