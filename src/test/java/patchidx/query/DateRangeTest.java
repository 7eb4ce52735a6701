package patchidx.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
        "last.week..now,      2019-10-11T00:00:00Z, 2019-10-18T12:30:00Z",
        "24.09.2019,          2019-09-24T00:00:00Z, 2019-09-24T23:59:59Z",
        "4.9.2019,            2019-09-04T00:00:00Z, 2019-09-04T23:59:59Z",
        "09/24/2019,          2019-09-24T00:00:00Z, 2019-09-24T23:59:59Z",
        "24/09/2019,          2019-09-24T00:00:00Z, 2019-09-24T23:59:59Z",
        "03/04/2019,          2019-03-04T00:00:00Z, 2019-03-04T23:59:59Z",
        "sep.24.2019,         2019-09-24T00:00:00Z, 2019-09-24T23:59:59Z",
        "24.Sep.2019,         2019-09-24T00:00:00Z, 2019-09-24T23:59:59Z",
        "24-Sep-2019,         2019-09-24T00:00:00Z, 2019-09-24T23:59:59Z",
        "24th september 2019, 2019-09-24T00:00:00Z, 2019-09-24T23:59:59Z",
        "sep 24,              2019-09-24T00:00:00Z, 2019-09-24T23:59:59Z",
        "24 dec,              2018-12-24T00:00:00Z, 2018-12-24T23:59:59Z",
        "september,           2019-09-01T00:00:00Z, 2019-09-30T23:59:59Z",
        "dec,                 2018-12-01T00:00:00Z, 2018-12-31T23:59:59Z",
        "sep.2018,            2018-09-01T00:00:00Z, 2018-09-30T23:59:59Z",
        "monday,              2019-10-14T00:00:00Z, 2019-10-14T23:59:59Z",
        "friday,              2019-10-18T00:00:00Z, 2019-10-18T23:59:59Z",
        "last.friday,         2019-10-11T00:00:00Z, 2019-10-11T23:59:59Z",
        "last.monday,         2019-10-14T00:00:00Z, 2019-10-14T23:59:59Z",
        "2.mondays.ago,       2019-10-07T00:00:00Z, 2019-10-07T23:59:59Z",
        "midnight,            2019-10-18T00:00:00Z, 2019-10-18T00:00:59Z",
        "noon,                2019-10-18T12:00:00Z, 2019-10-18T12:00:59Z",
        "tea,                 2019-10-17T17:00:00Z, 2019-10-17T17:00:59Z",
        "noon.yesterday,      2019-10-17T12:00:00Z, 2019-10-17T12:00:59Z",
        "tea yesterday,       2019-10-17T17:00:00Z, 2019-10-17T17:00:59Z",
        "monday 9am,          2019-10-14T09:00:00Z, 2019-10-14T09:00:59Z",
        "10:30,               2019-10-18T10:30:00Z, 2019-10-18T10:30:59Z",
        "yesterday 10:30 pm,  2019-10-17T22:30:00Z, 2019-10-17T22:30:59Z",
        "3 days ago at noon,  2019-10-15T12:00:00Z, 2019-10-15T12:00:59Z",
        "1.year.2.months.ago, 2018-08-18T00:00:00Z, 2018-08-18T23:59:59Z",
        "1.week.3.days.ago,   2019-10-08T00:00:00Z, 2019-10-08T23:59:59Z",
        "1.hour.30.minutes.ago, 2019-10-18T11:00:00Z, 2019-10-18T11:00:00Z",
        "2019-09-24T12:00,    2019-09-24T12:00:00Z, 2019-09-24T12:00:59Z",
        "2019-09-24 12:00:00 +0200, 2019-09-24T10:00:00Z, 2019-09-24T10:00:00Z",
        "2019-09-24T12:00:00+02:00, 2019-09-24T10:00:00Z, 2019-09-24T10:00:00Z",
        "2019-09-24T12:00:00.5Z, 2019-09-24T12:00:00Z, 2019-09-24T12:00:00Z",
        "'Tue, 24 Sep 2019 06:41:37 +0200', 2019-09-24T04:41:37Z, 2019-09-24T04:41:37Z",
        "Tue Sep 24 06:41:37 2019 -0700, 2019-09-24T13:41:37Z, 2019-09-24T13:41:37Z",
        "Tue Sep 24 06:41:37 2019, 2019-09-24T06:41:37Z, 2019-09-24T06:41:37Z",
        "24.09.2019..sep.30.2019, 2019-09-24T00:00:00Z, 2019-09-30T23:59:59Z",
        "monday..friday,      2019-10-14T00:00:00Z, 2019-10-18T23:59:59Z"
    })
    void readsWhatPeopleWriteToGit(String text, String from, String to) {
        assertThat(DateRange.parse(text, Fixtures.CLOCK))
                .hasValue(new DateRange(
                        Instant.parse(from).getEpochSecond(), Instant.parse(to).getEpochSecond()));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"2019-09..", "yesterday..", "2.weeks.ago..", "noon..", "last.friday..", "24.Sep.2019.."})
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

    /// What git means is one moment; it has to lie in what we mean.
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "noon",
                "midnight",
                "tea",
                "noon.yesterday",
                "midnight yesterday",
                "friday",
                "last.friday",
                "last.monday",
                "last.saturday",
                "2.mondays.ago",
                "24.09.2019",
                "4.9.2019",
                "09/24/2019",
                "24/09/2019",
                "03/04/2019",
                "sep.24.2019",
                "24.Sep.2019",
                "24-Sep-2019",
                "24 sep",
                "sep 24",
                "dec 24",
                "dec",
                "september",
                "sep 2019",
                "now",
                "today",
                "yesterday",
                "last.week",
                "last.month",
                "last.year",
                "2.weeks.ago",
                "two weeks ago",
                "one.year.ago",
                "1.year.2.months.ago",
                "1.week.3.days.ago",
                "2.hours.ago",
                "10am",
                "10pm yesterday",
                "10:30",
                "09:30 yesterday",
                "3 days ago at noon",
                "2019-09-24",
                "2019.09.24",
                "2019/09/24",
                "2019-09-24 12:00",
                "2019-09-24T12:00:00",
                "2019-09-24 12:00:00 +0200",
                "2019-09-24T12:00:00+02:00",
                "@1569312000",
                "Tue, 24 Sep 2019 06:41:37 +0200",
                "Tue Sep 24 06:41:37 2019",
                "Tue Sep 24 06:41:37 2019 -0700"
            })
    void meansWhatGitMeans(String text) throws Exception {
        assumeTrue(gitDate("@1569312000") == 1569312000, "there is no git that tells its dates");
        assertThat(DateRange.parse(text, Fixtures.CLOCK))
                .hasValueSatisfying(range -> assertThat(gitDate(text)).isBetween(range.from(), range.to()));
    }

    /// Seconds since 1970; -1 if there is no git.
    private static long gitDate(String text) {
        try {
            ProcessBuilder git = new ProcessBuilder("git", "rev-parse", "--since=" + text)
                    .directory(Fixtures.BASE.toAbsolutePath().toFile());
            git.environment().put("TZ", "UTC");
            git.environment()
                    .put(
                            "GIT_TEST_DATE_NOW",
                            String.valueOf(Fixtures.CLOCK.instant().getEpochSecond()));
            String answer = new String(git.start().getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return answer.startsWith("--max-age=")
                    ? Long.parseLong(answer.substring("--max-age=".length()).strip())
                    : -1;
        } catch (IOException e) {
            return -1;
        }
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
                "never",
                "tomorrow",
                "next.week",
                "this.week",
                "a.fortnight.ago",
                "eleven.days.ago",
                "1.5.days.ago",
                "week",
                "3",
                "last",
                "31.9.2019",
                "31.sep.2019",
                "13/13/2019",
                "4.9.19",
                "sep 24 yesterday",
                "yesterday 3.days.ago",
                "noon midnight",
                "25 pm",
                "sep noon",
                "sep 24 12:00 +9999",
                "+0200",
                "monday tuesday",
                "foo bar",
                "2019..2020..2021"
            })
    void givesNothingForWhatIsNoDate(String text) {
        assertThat(DateRange.parse(text, Fixtures.CLOCK)).isEmpty();
    }
}
