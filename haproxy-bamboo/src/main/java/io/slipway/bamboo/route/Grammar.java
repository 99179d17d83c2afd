package io.slipway.bamboo.route;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads the words of which routes are made. They come from labels, tags and rules, so they are hostile: what is not
 * spelled out here is refused by an {@link IllegalArgumentException} that continues the sentence begun by the word's
 * name and value, and says what to write instead.
 */
public final class Grammar {

    static final int LONGEST_PATH = 256;
    private static final int LONGEST_SHOWN = 60;
    private static final Duration LONGEST_DURATION = Duration.ofHours(24);

    private static final Pattern PATH = Pattern.compile("(?:/[A-Za-z0-9._~@:+-]+)+");
    private static final Pattern DOTS = Pattern.compile("/\\.\\.?(?:/|$)");
    private static final Pattern HOST = Pattern.compile(
            "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");
    private static final Pattern SERVICE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,126}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");

    private Grammar() {}

    /** Reads a path. A trailing slash is dropped. */
    public static String path(String text) {
        boolean trailing = text.length() > 1 && text.endsWith("/") && !text.endsWith("//");
        String path = trailing ? text.substring(0, text.length() - 1) : text;
        // The length first: a pattern is not to be run over megabytes.
        boolean wellFormed = path.length() <= LONGEST_PATH
                && (path.equals("/") || PATH.matcher(path).matches())
                && !DOTS.matcher(path).find();
        require(
                wellFormed,
                "is no path: write / and segments of letters, digits and . _ ~ @ : + -, at most " + LONGEST_PATH
                        + " characters, as in /orders");
        return path;
    }

    /** Reads a host, and lowers its case. */
    public static String host(String text) {
        require(
                text.length() <= 253 && HOST.matcher(text).matches(),
                "is no host name: write letters, digits, inner dashes and dots, as in shop.example.com");
        return text.toLowerCase(Locale.ROOT);
    }

    /** Reads the name of a service in Consul. */
    public static String service(String text) {
        require(
                text.length() <= 127 && SERVICE.matcher(text).matches(),
                "is no service name: write letters, digits and . _ -, as in orders");
        return text;
    }

    public static int port(String text) {
        return number(text, 1, 65_535, "is no port: write a number from 1 to 65535");
    }

    /** Reads a weight as HAProxy has it; 0 takes no new requests. */
    public static int weight(String text) {
        return number(text, 0, 256, "is no weight: write a number from 0 to 256");
    }

    public static int priority(String text) {
        return number(text, 0, 1000, "is no priority: write a number from 0 to 1000");
    }

    public static boolean flag(String text) {
        String word = text.length() > 5 ? "" : text.toLowerCase(Locale.ROOT);
        require(word.equals("true") || word.equals("false"), "is neither true nor false");
        return word.equals("true");
    }

    public static Mode mode(String text) {
        return word(text, Mode.values(), Mode::word, "mode");
    }

    public static Balance balance(String text) {
        return word(text, Balance.values(), Balance::word, "balance");
    }

    /** Reads {@code 500ms}, {@code 30s}, {@code 5m} or {@code 1h}, up to a day. */
    public static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text.length() > 12 ? "" : text);
        Duration read =
                matcher.matches() ? duration(Long.parseLong(matcher.group(1)), matcher.group(2)) : Duration.ZERO;
        require(
                read.compareTo(Duration.ZERO) > 0 && read.compareTo(LONGEST_DURATION) <= 0,
                "is no duration: write a number and ms, s, m or h, up to 24h, as in 30s");
        return read;
    }

    private static Duration duration(long count, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            default -> Duration.ofHours(count);
        };
    }

    private static int number(String text, int least, int most, String refusal) {
        int number = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : -1;
        require(number >= least && number <= most, refusal);
        return number;
    }

    private static <T> T word(String text, T[] values, Function<T, String> word, String what) {
        return Arrays.stream(values)
                .filter(value -> word.apply(value).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("is no " + what + ": write "
                        + Arrays.stream(values).map(word).collect(Collectors.joining(" or "))));
    }

    private static void require(boolean held, String refusal) {
        if (!held) {
            throw new IllegalArgumentException(refusal);
        }
    }

    /** Quotes a hostile value so that it can stand in one line of a log or a page. */
    public static String shown(String value) {
        StringBuilder shown = new StringBuilder("\"");
        value.chars().limit(LONGEST_SHOWN).forEach(c -> {
            if (c < 0x20 || c > 0x7e || c == '"' || c == '\\') {
                shown.append("\\u%04x".formatted(c));
            } else {
                shown.append((char) c);
            }
        });
        return shown.append(value.length() > LONGEST_SHOWN ? "\"… (" + value.length() + " characters)" : "\"")
                .toString();
    }
}
