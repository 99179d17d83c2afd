package io.slipway.registry.settings;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads simple values, one method per type. */
final class SimpleValues {

    static final Map<Type, ValueParser> PARSERS = Map.of(
            String.class,
            text -> text,
            int.class,
            text -> Math.toIntExact(whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE)),
            long.class,
            text -> whole(text, Long.MIN_VALUE, Long.MAX_VALUE),
            double.class,
            SimpleValues::decimal,
            boolean.class,
            SimpleValues::truth,
            Duration.class,
            SimpleValues::duration);

    // No number and no duration that anybody means is longer; reading a very long one would take very long.
    private static final int LONGEST = 64;

    private static final Pattern SHORT_DURATION = Pattern.compile("([0-9]{1,18}) *(ns|us|ms|s|m|h|d)");
    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "ns", ChronoUnit.NANOS,
            "us", ChronoUnit.MICROS,
            "ms", ChronoUnit.MILLIS,
            "s", ChronoUnit.SECONDS,
            "m", ChronoUnit.MINUTES,
            "h", ChronoUnit.HOURS,
            "d", ChronoUnit.DAYS);

    private SimpleValues() {}

    private static long whole(String text, long least, long most) {
        try {
            BigDecimal number = number(text);
            long value = number.longValueExact();
            if (value >= least && value <= most) {
                return value;
            }
        } catch (ArithmeticException e) {
            // Has a fraction or too many digits; said below.
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a whole number", e);
        }
        throw new IllegalArgumentException("not a whole number from " + least + " to " + most);
    }

    private static double decimal(String text) {
        try {
            double value = number(text).doubleValue();
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a number", e);
        }
        throw new IllegalArgumentException("too large a number");
    }

    private static BigDecimal number(String text) {
        String number = text.strip();
        if (number.length() > LONGEST) {
            throw new NumberFormatException("longer than " + LONGEST + " characters");
        }
        return new BigDecimal(number);
    }

    private static boolean truth(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        if (word.equals("true") || word.equals("false")) {
            return word.equals("true");
        }
        throw new IllegalArgumentException("neither true nor false");
    }

    private static Duration duration(String text) {
        String duration = text.strip();
        Matcher matcher = SHORT_DURATION.matcher(duration);
        try {
            if (matcher.matches()) {
                return Duration.of(Long.parseLong(matcher.group(1)), unit(matcher.group(2)));
            }
            return Duration.parse(duration.length() > LONGEST ? "" : duration);
        } catch (DateTimeParseException | ArithmeticException e) {
            throw new IllegalArgumentException("not a duration such as 300ms, 2s, 5m or PT1M30S", e);
        }
    }

    private static ChronoUnit unit(String name) {
        return UNITS.getOrDefault(name, ChronoUnit.SECONDS);
    }

    static Object constant(Object[] constants, String text) {
        String name = text.replace('-', '_');
        return Arrays.stream(constants)
                .filter(constant -> ((Enum<?>) constant).name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("none of " + names(constants)));
    }

    private static String names(Object[] constants) {
        return Arrays.stream(constants)
                .map(constant -> ((Enum<?>) constant).name())
                .collect(Collectors.joining(", "));
    }

    static List<String> list(String text) {
        return text.isBlank()
                ? List.of()
                : Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    }
}
