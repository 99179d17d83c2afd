package io.slipway.registry.discovery;

import java.time.Duration;

/**
 * Says when an instance that fails is left alone for a while.
 *
 * @param failures how many failures in a row eject it; 0 ejects nobody
 * @param first how long it is left alone the first time, doubled each time it fails again when it is tried
 * @param longest where doubling ends
 * @param most the largest share of a service's instances that may be ejected at once; never the last one
 */
public record OutlierPolicy(int failures, Duration first, Duration longest, double most) {

    public static final OutlierPolicy DEFAULT = new OutlierPolicy(5, Duration.ofSeconds(5), Duration.ofMinutes(5), 0.5);
    public static final OutlierPolicy NONE = new OutlierPolicy(0, Duration.ofSeconds(5), Duration.ofMinutes(5), 0);

    public OutlierPolicy {
        if (failures < 0
                || first.isNegative()
                || first.isZero()
                || longest.compareTo(first) < 0
                || longest.compareTo(Duration.ofDays(1)) > 0
                || !(most >= 0 && most <= 1)) {
            throw new IllegalArgumentException(
                    "Cannot eject after " + failures + " failures for " + first + " up to "
                            + longest + " at most a share of " + most
                            + ": failures are 0 or more, the times above zero, growing and up to a day, the share between 0 and 1.");
        }
    }
}
