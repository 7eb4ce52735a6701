package patchidx.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderTextTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        =?utf-8?q?K=C3=A4uzchen?=                        | Käuzchen
        see =?utf-8?q?K=C3=A4uze?= at night              | see Käuze at night
        =?utf-8?q?K=C3=A4?= =?utf-8?q?uzchen?=           | Käuzchen
        =?utf-8?q?K=C3?= =?utf-8?q?=A4uz?=               | Käuz
        =?utf-8?q?K=C3=A4uz?= and =?utf-8?b?w6Q=?=       | Käuz and ä
        =?utf-8?b?w6Q?= =?iso-8859-1*de?Q?=E4_?=owl      | ää owl
        =?utf-8?q?who?_you?=                             | who? you
        =?utf-8?q?see the owl?=                          | see the owl
        see =?utf-8?q?the owl                            | see =?utf-8?q?the owl
        1 =?x 2 =?utf-8?q?K=C3=A4uz?= 3                  | 1 =?x 2 Käuz 3
        """)
    void encodedWordsAreDecoded(String value, String text) {
        assertThat(HeaderText.decode(value)).isEqualTo(text);
    }

    /// RFC 2047, 6.2.
    @Test
    void onlyBlanksBetweenWordsGo() {
        String word = "=?utf-8?q?owl?=";
        assertThat(HeaderText.decode(word + " \t " + word)).isEqualTo("owlowl");
        assertThat(HeaderText.decode(word + "\r\n " + word)).isEqualTo("owlowl");
        assertThat(HeaderText.decode(word + "\u3000" + word)).isEqualTo("owl\u3000owl");
    }

    @Test
    void charsetsAreFoundWhateverNamesCameBefore() {
        for (int i = 0; i < 3000; i++) {
            assertThat(HeaderText.decode("=?no-charset-" + i + "?q?owl?=")).isEqualTo("owl");
        }
        assertThat(HeaderText.decode("=?KOI8-R?q?=D3=CF=D7=C1?=")).isEqualTo("сова");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "owl =?utf-8?q??= =?utf-8?q?at?= night",
                "owl =?utf-8?q?at?= =?utf-8?q??= night",
                "=?utf-8?b??= owl at night"
            })
    void aWordWithoutTextTakesNothingElseWithIt(String value) {
        assertThat(HeaderText.decode(value)).isEqualTo("owl at night");
    }

    /// Who looks for the end of a word behind each beginning does not come back in time.
    @ParameterizedTest
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    @ValueSource(strings = {"=?", "=?a", "=?a?", "=?a?b", "=?a?q?", "=?a ?b?c", "=?a?b?? ", "=?a?q? "})
    void beginningsOfWordsAreLookedAtOnce(String piece) {
        String value = piece.repeat(1_000_000) + " owl";
        assertThat(HeaderText.decode(value)).endsWith("owl");
    }

    @Test
    void wordsOfALongHeaderAreDecoded() {
        assertThat(HeaderText.decode("=?utf-8?q?owl_?= ".repeat(20_000)))
                .isEqualTo("owl ".repeat(20_000).strip());
    }
}
