package patchidx.query;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A stretch of time as people write it to git: `2019-09`, `20190924`, `yesterday`, `last.week..`, `3.months.ago..`,
/// and what [DateWords] reads.
/// All times are UTC. A day, month or year stands for all of it, at either end of a range.
///
/// @param from first second, since 1970
/// @param to last second, since 1970
record DateRange(long from, long to) {
    private static final Pattern DAY = Pattern.compile("(\\d{4})(?:[-/.]?(\\d{2})(?:[-/.]?(\\d{2}))?)?");
    private static final Pattern SECOND =
            Pattern.compile("(\\d{4})-?(\\d{2})-?(\\d{2})[t_ ]?(\\d{2}):?(\\d{2})(?::?(\\d{2}))?z?");
    private static final Pattern EPOCH = Pattern.compile("@(\\d{1,11})");
    /// Whether it ends before it starts.
    boolean isReversed() {
        return from > to;
    }

    /// The range that a text names, `a..b` open at either end or a single date; empty if it names none.
    static Optional<DateRange> parse(String text, Clock clock) {
        LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        String lower = text.strip().toLowerCase(Locale.ROOT);
        try {
            int dots = lower.indexOf("..");
            if (dots < 0) {
                return single(lower, now);
            }
            String first = lower.substring(0, dots).strip();
            String last = lower.substring(dots + 2).strip();
            if (first.isEmpty() && last.isEmpty()) {
                return Optional.empty();
            }
            Optional<DateRange> start =
                    first.isEmpty() ? Optional.of(new DateRange(Long.MIN_VALUE, 0)) : single(first, now);
            Optional<DateRange> end =
                    last.isEmpty() ? Optional.of(new DateRange(0, Long.MAX_VALUE)) : single(last, now);
            return start.flatMap(from -> end.map(to -> new DateRange(from.from(), to.to())));
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static Optional<DateRange> single(String text, LocalDateTime now) {
        Matcher day = DAY.matcher(text);
        if (day.matches()) {
            return Optional.of(days(day));
        }
        Matcher second = SECOND.matcher(text);
        if (second.matches()) {
            LocalDateTime start = LocalDateTime.of(
                    Integer.parseInt(second.group(1)),
                    Integer.parseInt(second.group(2)),
                    Integer.parseInt(second.group(3)),
                    Integer.parseInt(second.group(4)),
                    Integer.parseInt(second.group(5)),
                    second.group(6) == null ? 0 : Integer.parseInt(second.group(6)));
            return Optional.of(between(start, second.group(6) == null ? start.plusMinutes(1) : start.plusSeconds(1)));
        }
        Matcher epoch = EPOCH.matcher(text);
        if (epoch.matches()) {
            long at = Long.parseLong(epoch.group(1));
            return Optional.of(new DateRange(at, at));
        }
        return DateWords.parse(text, now);
    }

    private static DateRange days(Matcher day) {
        int year = Integer.parseInt(day.group(1));
        if (day.group(2) == null) {
            LocalDate first = LocalDate.of(year, 1, 1);
            return between(first.atStartOfDay(), first.plusYears(1).atStartOfDay());
        }
        YearMonth month = YearMonth.of(year, Integer.parseInt(day.group(2)));
        return day.group(3) == null
                ? between(
                        month.atDay(1).atStartOfDay(),
                        month.plusMonths(1).atDay(1).atStartOfDay())
                : day(LocalDate.of(year, month.getMonth(), Integer.parseInt(day.group(3))));
    }

    private static DateRange day(LocalDate day) {
        return between(day.atTime(LocalTime.MIDNIGHT), day.plusDays(1).atTime(LocalTime.MIDNIGHT));
    }

    /// The day, month or other unit that begins then.
    static DateRange starting(LocalDateTime start, ChronoUnit unit) {
        return between(start, start.plus(1, unit));
    }

    private static DateRange between(LocalDateTime start, LocalDateTime end) {
        return new DateRange(start.toEpochSecond(ZoneOffset.UTC), end.toEpochSecond(ZoneOffset.UTC) - 1);
    }
}
