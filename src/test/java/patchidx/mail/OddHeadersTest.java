package patchidx.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Values of headers that tests of other programs for mail are made of.
class OddHeadersTest {

    @Test
    void aZoneOfADayOrMoreIsUtc() {
        assertThat(MailDate.parse("Wed, 4 Jun 2014 17:50:46 +9999999999"))
                .contains(Instant.parse("2014-06-04T17:50:46Z"));
        assertThat(MailDate.parse("Wed, 4 Jun 2014 17:50:46 -2359")).contains(Instant.parse("2014-06-05T17:49:46Z"));
    }

    @Test
    void theWayToAnAddressIsNoPartOfIt() {
        assertThat(AddressParser.parse("Ada <@a.example.org,@b.example.org:ada@example.org>"))
                .containsExactly(new Address("Ada", "ada@example.org"));
    }

    @Test
    void aBracketThatWasNeverOpenedIsNoPartOfAnAddress() {
        assertThat(AddressParser.parse("ada@example.org>")).containsExactly(new Address(null, "ada@example.org"));
    }

    @Test
    void addressesInArchivesOfMailmanAreWhole() {
        assertThat(AddressParser.parse("ada at example.org (Ada Lovelace)"))
                .containsExactly(new Address("Ada Lovelace", "ada@example.org"));
        assertThat(AddressParser.parse("Ada <ada at example.org>"))
                .containsExactly(new Address("Ada", "ada@example.org"));
        assertThat(AddressParser.parse("ada at example.org")).containsExactly(new Address(null, "ada@example.org"));
        for (String name :
                List.of("Ada at home", "Bob at 10.30", "a at " + ".".repeat(60_000), "a at " + "b.".repeat(30_000))) {
            assertThat(AddressParser.parse(name)).containsExactly(new Address(name, null));
        }
    }
}
