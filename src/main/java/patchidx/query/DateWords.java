package patchidx.query;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads one date as git's `approxidate` takes it: `monday noon`, `24.Sep.2019`, `1.year.2.months.ago`,
/// `Tue, 24 Sep 2019 06:41:37 +0200`. Every word has to mean something and to fit the others; git takes a date that it
/// does not understand for the present moment.
final class DateWords {
    private static final Pattern TOKEN = Pattern.compile("(?<ymd>(\\d{4})([-/.])(\\d{1,2})\\3(\\d{1,2})(?!\\d))"
            + "|(?<dmy>(\\d{1,2})([-/.])(\\d{1,2})\\8(\\d{4})(?!\\d))"
            + "|(?<time>t?(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.\\d+)?)?)"
            + "|(?<zone>(?<=[\\d ])[+-]\\d{2}:?\\d{2}(?!\\d)|(?<=\\d)z)"
            + "|(?<number>\\d{1,5})(?:st|nd|rd|th)?"
            + "|(?<word>[a-z]+)");
    private static final Pattern BETWEEN = Pattern.compile("(?<=[a-z])-|-(?=[a-z])|[\\s.,_]*");
    private static final List<String> NUMBERS =
            List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");
    private static final int SHORTEST_NAME = 3;
    private static final int FIRST_YEAR = 1000;
    private static final int NOON = 12;
    private static final int TEA = 17;
    private static final int DAYS_OF_WEEK = 7;

    private final LocalDateTime now;

    /// The number that waits for the word it counts.
    private @Nullable Integer count;

    private @Nullable Integer year;
    private @Nullable Month month;
    private @Nullable Integer dayOfMonth;
    private @Nullable DayOfWeek weekday;
    private int weeks;
    private @Nullable LocalDate named;
    private @Nullable LocalDateTime ago;
    private @Nullable ChronoUnit longest;
    private boolean saidAgo;
    private @Nullable LocalTime time;
    private ChronoUnit grain = ChronoUnit.DAYS;
    private boolean isNamedHour;
    private ZoneOffset zone = ZoneOffset.UTC;
    private boolean hasZone;

    private DateWords(LocalDateTime now) {
        this.now = now;
    }

    /// The stretch of time that a date stands for: a month, day, minute or second; empty if it is no date.
    ///
    /// @param text in lower case
    /// @param now in UTC
    /// @throws java.time.DateTimeException if it names a day or hour that does not exist
    static Optional<DateRange> parse(String text, LocalDateTime now) {
        DateWords date = new DateWords(now);
        return date.readAll(text) ? date.range() : Optional.empty();
    }

    private boolean readAll(String text) {
        Matcher token = TOKEN.matcher(text).useTransparentBounds(true);
        int at = 0;
        while (at < text.length()) {
            if (!token.region(at, text.length()).lookingAt() || !take(token)) {
                return false;
            }
            Matcher between = BETWEEN.matcher(text).useTransparentBounds(true).region(token.end(), text.length());
            at = between.lookingAt() ? between.end() : token.end();
        }
        return count == null;
    }

    private boolean take(Matcher token) {
        if (token.group("ymd") != null) {
            return setDay(number(token.group(2)), number(token.group(4)), number(token.group(5)));
        }
        if (token.group("dmy") != null) {
            return setDay(token);
        }
        if (token.group("time") != null) {
            String second = token.group(14);
            LocalTime read =
                    LocalTime.of(number(token.group(12)), number(token.group(13)), second == null ? 0 : number(second));
            return setTime(read, second == null ? ChronoUnit.MINUTES : ChronoUnit.SECONDS);
        }
        if (token.group("zone") != null) {
            return setZone(token.group("zone").toUpperCase(Locale.ROOT));
        }
        return token.group("number") != null ? number(number(token.group("number")), token) : word(token.group("word"));
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }

    /// Dots and hyphens go with the day first, slashes with the month, unless there is no such month.
    private boolean setDay(Matcher token) {
        int first = number(token.group(7));
        int second = number(token.group(9));
        boolean monthFirst = token.group(8).equals("/") && first <= Month.values().length;
        return setDay(number(token.group(10)), monthFirst ? first : second, monthFirst ? second : first);
    }

    private boolean setDay(int newYear, int newMonth, int newDay) {
        if (year != null || month != null) {
            return false;
        }
        LocalDate day = LocalDate.of(newYear, newMonth, newDay);
        year = newYear;
        month = day.getMonth();
        dayOfMonth = newDay;
        return true;
    }

    private boolean setTime(LocalTime newTime, ChronoUnit newGrain) {
        if (time != null) {
            return false;
        }
        time = newTime;
        grain = newGrain;
        return true;
    }

    private boolean setZone(String text) {
        if (time == null || hasZone) {
            return false;
        }
        zone = ZoneOffset.of(text);
        hasZone = true;
        return true;
    }

    private boolean number(int value, Matcher token) {
        boolean isYear = value >= FIRST_YEAR && token.end("number") - token.start("number") == 4;
        if (isYear && month != null && year == null) {
            year = value;
            return true;
        }
        // A number behind a month is its day: "sep 24".
        if (month != null && dayOfMonth == null && year == null && count == null && value <= 31) {
            dayOfMonth = value;
            return true;
        }
        return setCount(value);
    }

    private boolean setCount(int value) {
        boolean isFirst = count == null;
        count = value;
        return isFirst;
    }

    private boolean word(String word) {
        if (NUMBERS.contains(word)) {
            return setCount(NUMBERS.indexOf(word));
        }
        return switch (word) {
            case "a", "an", "last" -> setCount(1);
            case "at", "and" -> count == null;
            case "ago" -> endAgo();
            case "z", "utc", "gmt" -> setZone("Z");
            case "am" -> halfDay(0);
            case "pm" -> halfDay(NOON);
            case "now" -> setAgo(0, ChronoUnit.SECONDS);
            case "today" -> setNamed(0);
            case "yesterday" -> setNamed(1);
            case "midnight" -> setHour(0);
            case "noon" -> setHour(NOON);
            case "tea" -> setHour(TEA);
            default -> unit(word) || weekday(word) || month(word);
        };
    }

    private boolean endAgo() {
        boolean isFirst = !saidAgo && count == null && (ago != null || weeks > 0);
        saidAgo = true;
        return isFirst;
    }

    private boolean setNamed(int daysAgo) {
        boolean isFirst = named == null && count == null;
        named = now.toLocalDate().minusDays(daysAgo);
        return isFirst;
    }

    /// An hour with a name is the last one that has been, unless the day is named too.
    private boolean setHour(int hour) {
        isNamedHour = true;
        return count == null && setTime(LocalTime.of(hour, 0), ChronoUnit.MINUTES);
    }

    /// `5pm`, `10:30 am`.
    private boolean halfDay(int firstHour) {
        if (count != null && time == null) {
            time = LocalTime.of(count, 0);
            grain = ChronoUnit.MINUTES;
            count = null;
        }
        if (time == null || time.getHour() > NOON || time.getHour() == 0) {
            return false;
        }
        time = time.withHour(time.getHour() % NOON + firstHour);
        return true;
    }

    private boolean unit(String word) {
        ChronoUnit unit = switch (word) {
            case "s", "sec", "secs", "second", "seconds" -> ChronoUnit.SECONDS;
            case "min", "mins", "minute", "minutes" -> ChronoUnit.MINUTES;
            case "h", "hour", "hours" -> ChronoUnit.HOURS;
            case "d", "day", "days" -> ChronoUnit.DAYS;
            case "w", "week", "weeks" -> ChronoUnit.WEEKS;
            case "m", "month", "months" -> ChronoUnit.MONTHS;
            case "y", "year", "years" -> ChronoUnit.YEARS;
            default -> null;
        };
        if (unit == null || count == null) {
            return false;
        }
        int amount = count;
        count = null;
        return setAgo(amount, unit);
    }

    private boolean setAgo(int amount, ChronoUnit unit) {
        ago = (ago == null ? now : ago).minus(amount, unit);
        longest = longest == null || unit.compareTo(longest) > 0 ? unit : longest;
        return count == null;
    }

    /// `monday` is the last one, today included, `last.monday` the last one before today.
    private boolean weekday(String word) {
        int ordinal = named(word, Arrays.stream(DayOfWeek.values()).map(day -> day + "S"));
        if (ordinal < 0 || weekday != null) {
            return false;
        }
        weekday = DayOfWeek.of(ordinal + 1);
        weeks = count == null ? 0 : count;
        count = null;
        return true;
    }

    private boolean month(String word) {
        int ordinal = named(word, Arrays.stream(Month.values()).map(Month::toString));
        if (ordinal < 0 || month != null) {
            return false;
        }
        month = Month.of(ordinal + 1);
        dayOfMonth = count;
        count = null;
        return true;
    }

    /// Which of the names the word abbreviates to three letters or more; -1 if none.
    private static int named(String word, Stream<String> names) {
        List<String> all = names.map(name -> name.toLowerCase(Locale.ROOT)).toList();
        return word.length() < SHORTEST_NAME
                ? -1
                : IntStream.range(0, all.size())
                        .filter(i -> all.get(i).startsWith(word))
                        .findFirst()
                        .orElse(-1);
    }

    private Optional<DateRange> range() {
        boolean isDate = month != null;
        // The weekday in front of a whole date says nothing new: "Tue, 24 Sep 2019".
        boolean isWeekday = weekday != null && !isDate;
        long days = List.of(isDate, isWeekday, named != null, ago != null).stream()
                .filter(is -> is)
                .count();
        if (days > 1 || (days == 0 && time == null)) {
            return Optional.empty();
        }
        if (month != null && dayOfMonth == null) {
            return time == null ? Optional.of(month(month)) : Optional.empty();
        }
        if (time == null) {
            return Optional.of(ago == null ? DateRange.starting(day().atStartOfDay(), ChronoUnit.DAYS) : before(ago));
        }
        LocalDateTime start = day().atTime(time);
        if (days == 0 && isNamedHour && start.isAfter(now)) {
            start = start.minusDays(1);
        }
        LocalDateTime utc = start.minusSeconds(zone.getTotalSeconds());
        return Optional.of(DateRange.starting(utc, grain));
    }

    private LocalDate day() {
        if (month != null && dayOfMonth != null) {
            int thisYear = now.getYear();
            LocalDate day = LocalDate.of(year == null ? thisYear : year, month, dayOfMonth);
            return year == null && day.isAfter(now.toLocalDate()) ? day.minusYears(1) : day;
        }
        if (weekday != null) {
            return dayOfWeek(weekday);
        }
        if (named != null) {
            return named;
        }
        return (ago == null ? now : ago).toLocalDate();
    }

    private LocalDate dayOfWeek(DayOfWeek wanted) {
        LocalDate today = now.toLocalDate();
        int back = Math.floorMod(today.getDayOfWeek().getValue() - wanted.getValue(), DAYS_OF_WEEK);
        boolean countsToday = back == 0;
        int more = weeks == 0 ? 0 : countsToday ? weeks : weeks - 1;
        return today.minusDays(back + (long) DAYS_OF_WEEK * more);
    }

    /// The day so long ago; for less than a day, the second.
    private DateRange before(LocalDateTime then) {
        boolean byDays = now.minusDays(1).isAfter(then) || (longest != null && longest.compareTo(ChronoUnit.DAYS) >= 0);
        return byDays
                ? DateRange.starting(then.toLocalDate().atStartOfDay(), ChronoUnit.DAYS)
                : DateRange.starting(then, ChronoUnit.SECONDS);
    }

    /// Without a year, the last one that has begun.
    private DateRange month(Month wanted) {
        int thisYear = now.getYear();
        int lastBegun = wanted.compareTo(now.getMonth()) > 0 ? thisYear - 1 : thisYear;
        LocalDateTime first =
                YearMonth.of(year == null ? lastBegun : year, wanted).atDay(1).atStartOfDay();
        return DateRange.starting(first, ChronoUnit.MONTHS);
    }
}
