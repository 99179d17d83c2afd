package io.slipway.registry.registration;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names one life of one process, so that nobody takes another's registration for its own.
 *
 * @param place the machine since its last boot, and the name space in which the pid counts
 * @param start when the process began, in the kernel's ticks since the boot, which no clock moves
 */
record Life(String place, long pid, long start) {

    /** Where a registration's meta holds it. */
    static final String KEY = "slipway-life";

    private static final Pattern TEXT = Pattern.compile("([0-9a-f]{16})\\.([0-9]{1,10})\\.([0-9]{1,18})");

    static Optional<Life> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches()
                ? Optional.of(new Life(parts.group(1), Long.parseLong(parts.group(2)), Long.parseLong(parts.group(3))))
                : Optional.empty();
    }

    String text() {
        return place + "." + pid + "." + start;
    }
}
