package io.slipway.launcher.spec;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the text of one field into a checked value. */
@FunctionalInterface
interface Rule<T> {

    // Marathon takes these last segments of an id for endpoints of its own.
    List<String> RESERVED_NAMES = List.of("restart", "tasks", "versions");

    Pattern LABEL = Pattern.compile("[a-z]([a-z0-9-]{0,61}[a-z0-9])?");
    Pattern ROUTE = Pattern.compile("/|(/(?!\\.{1,2}(/|$))[A-Za-z0-9._~-]+)+");
    Pattern URL_PATH = Pattern.compile("/[A-Za-z0-9._~/%?=&-]*");
    Pattern FILE = Pattern.compile("[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*");

    /** @throws IllegalArgumentException whose message goes on after "name "text" is ": what it is not, what to do */
    T read(String text);

    static String label(String text) {
        return matching(
                text,
                LABEL,
                "no DNS label. Use a to z, 0 to 9 and inner dashes, a letter first, at most 63, as in \"orders\".");
    }

    static String name(String text) {
        if (RESERVED_NAMES.contains(text)) {
            throw new IllegalArgumentException("reserved by Marathon. Choose another, as in \"" + text + "-service\".");
        }
        return label(text);
    }

    static String route(String text) {
        if (text.length() > 200) {
            throw new IllegalArgumentException("longer than 200 characters. Shorten it.");
        }
        return matching(
                text,
                ROUTE,
                "no plain path. Use letters, digits, -, _, . and ~ between slashes, one in front and none at the end, as in"
                        + " \"/orders\".");
    }

    static String urlPath(String text) {
        return matching(text, URL_PATH, "no path of a URL. Begin with a slash, as in \"/actuator/health/readiness\".");
    }

    static String file(String text) {
        boolean leaves = List.of(text.split("/")).contains("..");
        return matching(
                leaves ? " " : text,
                FILE,
                "no file below the service's folder. Name one, as in \"target/orders.jar\".");
    }

    static Duration wholeSeconds(String text) {
        Duration duration = duration(text);
        if (!duration.equals(Duration.ofSeconds(Math.max(1, Math.min(duration.toSeconds(), 3600))))) {
            throw new IllegalArgumentException("not from 1s to 1h in whole seconds. Marathon counts in seconds.");
        }
        return duration;
    }

    private static Duration duration(String text) {
        try {
            return (Duration) SettingType.DURATION.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("no duration. Write a number and a unit, as in 300ms, 2s or 5m.", e);
        }
    }

    static int instances(String text) {
        return number(text, SettingType.INT, 0, 1000, "no whole number from 0 to 1000. Write one, as in 2.")
                .intValue();
    }

    static double cpus(String text) {
        return number(text, SettingType.DOUBLE, 0.01, 256, "no number of CPUs from 0.01 to 256. Write one, as in 0.5.")
                .doubleValue();
    }

    static int memory(String text) {
        return number(
                        text,
                        SettingType.INT,
                        4,
                        1_048_576,
                        "no whole number of MiB from 4 to 1048576. Write one without a unit, as in 256.")
                .intValue();
    }

    private static Number number(String text, SettingType type, double least, double most, String fault) {
        try {
            Number number = (Number) type.parse(text);
            if (number.doubleValue() >= least && number.doubleValue() <= most) {
                return number;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(fault, e);
        }
        throw new IllegalArgumentException(fault);
    }

    private static String matching(String text, Pattern pattern, String fault) {
        if (!pattern.matcher(text).matches()) {
            throw new IllegalArgumentException(fault);
        }
        return text;
    }
}
