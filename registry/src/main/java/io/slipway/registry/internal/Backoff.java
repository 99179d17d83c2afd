package io.slipway.registry.internal;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/** Doubles the pause after each failure, up to a longest one; half of every pause is chance. Not thread-safe. */
public final class Backoff {

    private final Duration first;
    private final Duration longest;
    private final DoubleSupplier chance;
    private Duration next;

    /** @param chance gives values from 0 to 1 */
    public Backoff(Duration first, Duration longest, DoubleSupplier chance) {
        this.first = first;
        this.longest = longest;
        this.chance = chance;
        this.next = first;
    }

    public Duration next() {
        Duration half = next.dividedBy(2);
        next = next.compareTo(longest.dividedBy(2)) > 0 ? longest : next.multipliedBy(2);
        // Chance keeps many clients from asking a registry that came back all at the same moment.
        return half.plusNanos((long) (half.toNanos() * chance.getAsDouble()));
    }

    public void reset() {
        next = first;
    }
}
