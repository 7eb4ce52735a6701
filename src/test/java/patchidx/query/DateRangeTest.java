package patchidx.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import patchidx.Fixtures;

/// Now is 2019-10-18T12:30:00Z.
class DateRangeTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "2019,                2019-01-01T00:00:00Z, 2019-12-31T23:59:59Z",
        "2019-09,             2019-09-01T00:00:00Z, 2019-09-30T23:59:59Z",
        "201909,              2019-09-01T00:00:00Z, 2019-09-30T23:59:59Z",
        "2019-09-24,          2019-09-24T00:00:00Z, 2019-09-24T23:59:59Z",
        "20190924,            2019-09-24T00:00:00Z, 2019-09-24T23:59:59Z",
        "2019/09/24,          2019-09-24T00:00:00Z, 2019-09-24T23:59:59Z",
        "2020-02-29,          2020-02-29T00:00:00Z, 2020-02-29T23:59:59Z",
        "2019-09-24T06:41,    2019-09-24T06:41:00Z, 2019-09-24T06:41:59Z",
        "2019-09-24T06:41:37Z,2019-09-24T06:41:37Z, 2019-09-24T06:41:37Z",
        "20190924064137,      2019-09-24T06:41:37Z, 2019-09-24T06:41:37Z",
        "@1569307297,         2019-09-24T06:41:37Z, 2019-09-24T06:41:37Z",
        "2019-09..2019-10,    2019-09-01T00:00:00Z, 2019-10-31T23:59:59Z",
        "now,                 2019-10-18T12:30:00Z, 2019-10-18T12:30:00Z",
        "today,               2019-10-18T00:00:00Z, 2019-10-18T23:59:59Z",
        "Yesterday,           2019-10-17T00:00:00Z, 2019-10-17T23:59:59Z",
        "2.weeks.ago,         2019-10-04T00:00:00Z, 2019-10-04T23:59:59Z",
        "last.week,           2019-10-11T00:00:00Z, 2019-10-11T23:59:59Z",
        "3.months.ago,        2019-07-18T00:00:00Z, 2019-07-18T23:59:59Z",
        "a year ago,          2018-10-18T00:00:00Z, 2018-10-18T23:59:59Z",
        "2.hours.ago,         2019-10-18T10:30:00Z, 2019-10-18T10:30:00Z",
        "1.day,               2019-10-17T00:00:00Z, 2019-10-17T23:59:59Z",
        "last.week..now,      2019-10-11T00:00:00Z, 2019-10-18T12:30:00Z"
    })
    void readsWhatPeopleWriteToGit(String text, String from, String to) {
        assertThat(DateRange.parse(text, Fixtures.CLOCK))
                .hasValue(new DateRange(
                        Instant.parse(from).getEpochSecond(), Instant.parse(to).getEpochSecond()));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"2019-09..", "yesterday..", "2.weeks.ago.."})
    void isOpenAtItsEnd(String text) {
        assertThat(DateRange.parse(text, Fixtures.CLOCK))
                .hasValueSatisfying(range -> assertThat(range.to()).isEqualTo(Long.MAX_VALUE));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"..2019-09", "..yesterday"})
    void isOpenAtItsStart(String text) {
        assertThat(DateRange.parse(text, Fixtures.CLOCK))
                .hasValueSatisfying(range -> assertThat(range.from()).isEqualTo(Long.MIN_VALUE));
    }

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(
            strings = {
                "",
                "..",
                "2019-13",
                "2019-02-29",
                "2019-09-31",
                "201",
                "20190",
                "someday",
                "ago",
                "2.ago",
                "@",
                "25:00",
                "2019-09-24T25:00",
                "99999.years.ago.ago",
                "2019...2020",
                "2019..2020..2021"
            })
    void givesNothingForWhatIsNoDate(String text) {
        assertThat(DateRange.parse(text, Fixtures.CLOCK)).isEmpty();
    }
}
