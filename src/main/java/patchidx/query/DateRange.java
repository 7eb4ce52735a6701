package patchidx.query;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A stretch of time as people write it to git: `2019-09`, `20190924`, `yesterday`, `last.week..`, `3.months.ago..`.
/// All times are UTC. A day, month or year stands for all of it, at either end of a range.
///
/// @param from first second, since 1970
/// @param to last second, since 1970
record DateRange(long from, long to) {
    private static final Pattern DAY = Pattern.compile("(\\d{4})(?:[-/.]?(\\d{2})(?:[-/.]?(\\d{2}))?)?");
    private static final Pattern SECOND =
            Pattern.compile("(\\d{4})-?(\\d{2})-?(\\d{2})[t_ ]?(\\d{2}):?(\\d{2})(?::?(\\d{2}))?z?");
    private static final Pattern EPOCH = Pattern.compile("@(\\d{1,11})");
    private static final Pattern AGO =
            Pattern.compile("(\\d{1,5}|an?|one|last|two|three|four|five|six|seven|eight|nine|ten)[. _-]?"
                    + "(seconds?|secs?|s|minutes?|mins?|hours?|h|days?|d|weeks?|w|months?|m|years?|y)(?:[. _-]?ago)?");
    private static final Map<String, Integer> NUMBERS = Map.ofEntries(
            Map.entry("a", 1),
            Map.entry("an", 1),
            Map.entry("one", 1),
            Map.entry("last", 1),
            Map.entry("two", 2),
            Map.entry("three", 3),
            Map.entry("four", 4),
            Map.entry("five", 5),
            Map.entry("six", 6),
            Map.entry("seven", 7),
            Map.entry("eight", 8),
            Map.entry("nine", 9),
            Map.entry("ten", 10));

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
        return switch (text) {
            case "now" -> Optional.of(between(now, now.plusSeconds(1)));
            case "today" -> Optional.of(day(now.toLocalDate()));
            case "yesterday" -> Optional.of(day(now.toLocalDate().minusDays(1)));
            default -> ago(text, now);
        };
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

    /// The day so long ago; for less than a day, the second.
    private static Optional<DateRange> ago(String text, LocalDateTime now) {
        Matcher ago = AGO.matcher(text);
        if (!ago.matches()) {
            return Optional.empty();
        }
        Integer word = NUMBERS.get(ago.group(1));
        long count = word != null ? word : Long.parseLong(ago.group(1));
        String unit = ago.group(2);
        LocalDateTime then = switch (unit.charAt(0)) {
            case 's' -> now.minusSeconds(count);
            case 'h' -> now.minusHours(count);
            case 'd' -> now.minusDays(count);
            case 'w' -> now.minusWeeks(count);
            case 'y' -> now.minusYears(count);
            default -> unit.startsWith("mi") ? now.minusMinutes(count) : now.minusMonths(count);
        };
        boolean byDays = now.minusDays(1).isAfter(then) || unit.startsWith("d");
        return Optional.of(byDays ? day(then.toLocalDate()) : between(then, then.plusSeconds(1)));
    }

    private static DateRange day(LocalDate day) {
        return between(day.atTime(LocalTime.MIDNIGHT), day.plusDays(1).atTime(LocalTime.MIDNIGHT));
    }

    private static DateRange between(LocalDateTime start, LocalDateTime end) {
        return new DateRange(start.toEpochSecond(ZoneOffset.UTC), end.toEpochSecond(ZoneOffset.UTC) - 1);
    }
}
