package io.slipway.launcher.spec;

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

/** Names what a setting may be; reads texts as the settings of a running service do. */
public enum SettingType {
    STRING,
    INT,
    LONG,
    DOUBLE,
    BOOLEAN,
    DURATION;

    /** @throws IllegalArgumentException whose message says what the text is not: {@code not a whole number} */
    public Comparable<?> parse(String text) {
        return switch (this) {
            case STRING -> text;
            case INT -> Parse.whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case LONG -> Parse.whole(text, Long.MIN_VALUE, Long.MAX_VALUE);
            case DOUBLE -> Parse.decimal(text);
            case BOOLEAN -> Parse.truth(text);
            case DURATION -> Parse.duration(text);
        };
    }

    /** Tells whether {@code min} and {@code max} mean something. */
    public boolean isBounded() {
        return this != STRING && this != BOOLEAN;
    }

    /** Returns the name that specs use. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> words() {
        return Arrays.stream(values()).map(SettingType::word).toList();
    }

    static SettingType of(String word) {
        return Arrays.stream(values())
                .filter(type -> type.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no type. " + Suggestion.instead(word, words())));
    }

    /** Tells whether one value comes after another of this type. */
    @SuppressWarnings("unchecked") // Both come from the same parser, so they compare with each other.
    boolean isAfter(String text, String bound) {
        return ((Comparable<Object>) parse(text)).compareTo(parse(bound)) > 0;
    }

    private static final class Parse {

        // No number anybody means is longer; reading a very long one would take very long.
        private static final int LONGEST_NUMBER = 64;
        private static final Pattern SHORT_DURATION = Pattern.compile("([0-9]{1,18}) *(ns|us|ms|s|m|h|d)");
        private static final Map<String, ChronoUnit> UNITS = Map.of(
                "ns", ChronoUnit.NANOS,
                "us", ChronoUnit.MICROS,
                "ms", ChronoUnit.MILLIS,
                "s", ChronoUnit.SECONDS,
                "m", ChronoUnit.MINUTES,
                "h", ChronoUnit.HOURS,
                "d", ChronoUnit.DAYS);

        static Long whole(String text, long least, long most) {
            BigDecimal number = number(text, "not a whole number");
            try {
                long value = number.longValueExact();
                if (value >= least && value <= most) {
                    return value;
                }
            } catch (ArithmeticException e) {
                throw new IllegalArgumentException("not a whole number from " + least + " to " + most, e);
            }
            throw new IllegalArgumentException("not a whole number from " + least + " to " + most);
        }

        static Double decimal(String text) {
            double value = number(text, "not a number").doubleValue();
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("too large a number");
            }
            return value;
        }

        private static BigDecimal number(String text, String fault) {
            if (text.strip().length() > LONGEST_NUMBER) {
                throw new IllegalArgumentException(fault);
            }
            try {
                return new BigDecimal(text.strip());
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(fault, e);
            }
        }

        static Boolean truth(String text) {
            String word = text.strip().toLowerCase(Locale.ROOT);
            if (!word.equals("true") && !word.equals("false")) {
                throw new IllegalArgumentException("neither true nor false");
            }
            return word.equals("true");
        }

        static Duration duration(String text) {
            Matcher matcher = SHORT_DURATION.matcher(text.strip());
            try {
                return matcher.matches()
                        ? Duration.of(
                                Long.parseLong(matcher.group(1)),
                                UNITS.getOrDefault(matcher.group(2), ChronoUnit.SECONDS))
                        : Duration.parse(text.strip());
            } catch (DateTimeParseException | ArithmeticException e) {
                throw new IllegalArgumentException("not a duration such as 300ms, 2s, 5m or PT1M30S", e);
            }
        }
    }
}
