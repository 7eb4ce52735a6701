package patchidx.patch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import patchidx.Fixtures;

class TrailerReaderTest {
    private static final Trailer GIVEN = new Trailer("Reviewed-by", "Grace <grace@example.org>");

    @Test
    void aReplyMayGiveATrailerBelowADiffThatItPastes() {
        assertThat(trailers("Subject: Re: [PATCH] owl: sleep", """
            The only other change would be:

            diff --git a/owl.c b/owl.c
            index 1111111..2222222 100644
            --- a/owl.c
            +++ b/owl.c
            @@ -1,2 +1,3 @@
             one
            +nap
             two

            > Signed-off-by: Ada <ada@example.org>

            Reviewed-by: Grace <grace@example.org>
            """)).containsExactly(GIVEN);
    }

    @Test
    void aTrailerBelowAQuoteThatFlowsIsNotPartOfIt() {
        assertThat(trailers("Content-Type: text/plain; format=flowed\nSubject: Re: [PATCH] owl: sleep", """
            > Signed-off-by: Ada <ada@example.org>
            >\s
            Reviewed-by: Grace <grace@example.org>
            """))
                .containsExactly(GIVEN);
    }

    @Test
    void whatStandsBelowTheDiffOfAPatchIsNoTrailerOfIt() {
        assertThat(trailers("Subject: [PATCH] owl: sleep", """
            Reviewed-by: Grace <grace@example.org>
            ---
            diff --git a/owl.c b/owl.c
            --- a/owl.c
            +++ b/owl.c
            @@ -1,2 +1,3 @@
             one
            +nap
             two

            Acked-by: Lin <lin@example.org>
            """)).containsExactly(GIVEN);
    }

    private static List<Trailer> trailers(String headers, String body) {
        String mail = "From: Grace <grace@example.org>\n" + headers + "\n\n" + body;
        return Fixtures.entry(Fixtures.read(mail.getBytes(StandardCharsets.UTF_8), "reply.eml")
                        .mails()
                        .getFirst())
                .patch()
                .trailers();
    }
}
