package patchidx.mail;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads Date headers: RFC 5322, 3.3 and 4.3, and what else programs have written there.
public final class MailDate {
    private static final String TIME = "(?<hour>\\d{1,2})[:.](?<minute>\\d{2})(?:[:.](?<second>\\d{2}))?(?:[.,]\\d+)?";
    private static final String ZONE = "(?<zone>[+-] ?\\d{1,2}:?\\d{2}|[+-]\\d{2}|(?:utc|gmt)[+-]\\d{1,4}|[a-z]{1,5})";
    private static final List<Pattern> SHAPES = List.of(
            // Tue, 24 Sep 2019 14:41:37 +0800
            Pattern.compile("(?:[a-z]+[,.]* ?)?(?<day>\\d{1,2})[ -]?(?<month>[a-z]{3,9})[ -]?(?<year>\\d{2,4}),? "
                    + TIME + "(?: ?(?<half>[ap]m))?(?: ?" + ZONE + ")?.*"),
            // Tue Sep 24 14:41:37 2019 +0800
            Pattern.compile("(?:[a-z]+,? )?(?<month>[a-z]{3,9}) (?<day>\\d{1,2}),? " + TIME
                    + "(?: (?<before>[a-z]{3,5}))? (?<year>\\d{4})(?: ?" + ZONE + ")?.*"),
            // September 24, 2019 2:41:37 PM
            Pattern.compile("(?:[a-z]+,? )?(?<month>[a-z]{3,9}) (?<day>\\d{1,2}),? (?<year>\\d{4}),? (?:at )?" + TIME
                    + "(?: ?(?<half>[ap]m))?(?: ?" + ZONE + ")?.*"),
            // 2019-09-24T14:41:37+08:00
            Pattern.compile(
                    "(?<year>\\d{4})[-/](?<month>\\d{1,2})[-/](?<day>\\d{1,2})[t ]" + TIME + "(?: ?" + ZONE + ")?.*"));
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    /// Hours east of UTC; RFC 5322, 4.3, and the zones of Europe and East Asia. Unknown names are UTC, as there.
    private static final Map<String, Integer> ZONES = Map.ofEntries(
            Map.entry("est", -5),
            Map.entry("edt", -4),
            Map.entry("cst", -6),
            Map.entry("cdt", -5),
            Map.entry("mst", -7),
            Map.entry("mdt", -6),
            Map.entry("pst", -8),
            Map.entry("pdt", -7),
            Map.entry("wet", 0),
            Map.entry("west", 1),
            Map.entry("bst", 1),
            Map.entry("cet", 1),
            Map.entry("cest", 2),
            Map.entry("met", 1),
            Map.entry("mest", 2),
            Map.entry("eet", 2),
            Map.entry("eest", 3),
            Map.entry("msk", 3),
            Map.entry("jst", 9),
            Map.entry("kst", 9));

    /// No zone is so far from UTC; one that says so is unknown.
    private static final int MINUTES_OF_A_DAY = 24 * 60;

    private static final Pattern COMMENT = Pattern.compile("\\([^()]*\\)");
    private static final Pattern OFFSET_FROM_UTC = Pattern.compile("(?:utc|gmt)[+-].*");
    private static final Pattern NO_DIGIT = Pattern.compile("\\D");

    private MailDate() {}

    /// The instant a Date header names; empty if it names none. Without a zone it is taken as UTC.
    public static Optional<Instant> parse(String value) {
        String text = HeaderText.oneLine(COMMENT.matcher(value).replaceAll(" ")).toLowerCase(Locale.ROOT);
        for (Pattern shape : SHAPES) {
            Matcher matcher = shape.matcher(text);
            if (matcher.matches()) {
                try {
                    return Optional.of(instant(matcher, shape.pattern()));
                } catch (DateTimeException | IndexOutOfBoundsException e) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private static Instant instant(Matcher date, String shape) {
        String month = date.group("month");
        int monthNumber = Character.isDigit(month.charAt(0))
                ? Integer.parseInt(month)
                : MONTHS.indexOf(month.substring(0, 3)) + 1;
        String second = date.group("second");
        LocalDateTime local = LocalDateTime.of(
                year(date.group("year")),
                monthNumber,
                Integer.parseInt(date.group("day")),
                hour(Integer.parseInt(date.group("hour")), shape.contains("<half>") ? date.group("half") : null),
                Integer.parseInt(date.group("minute")),
                second == null ? 0 : Math.min(Integer.parseInt(second), 59)); // 60 is a leap second
        String zone = date.group("zone");
        if (zone == null && shape.contains("<before>")) {
            zone = date.group("before");
        }
        return local.toInstant(ZoneOffset.UTC).minusSeconds(zone == null ? 0 : secondsEast(zone));
    }

    /// RFC 5322, 4.3: two digits from 50 and three digits count from 1900, other two digits from 2000.
    private static int year(String digits) {
        int year = Integer.parseInt(digits);
        return digits.length() == 4 ? year : year >= 50 ? year + 1900 : year + 2000;
    }

    private static int hour(int hour, @Nullable String half) {
        if (half == null) {
            return hour;
        }
        return hour % 12 + (half.equals("pm") ? 12 : 0);
    }

    private static int secondsEast(String zone) {
        if (Character.isLetter(zone.charAt(0)) && !OFFSET_FROM_UTC.matcher(zone).matches()) {
            return ZONES.getOrDefault(zone, 0) * 3600;
        }
        int sign = zone.indexOf('-') >= 0 ? -1 : 1;
        String digits = NO_DIGIT.matcher(zone).replaceAll("");
        int number = Integer.parseInt(digits);
        int minutes = digits.length() <= 2 ? number * 60 : number / 100 * 60 + number % 100;
        return minutes < MINUTES_OF_A_DAY ? sign * minutes * 60 : 0;
    }
}
