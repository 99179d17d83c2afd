package io.slipway.registry.registration;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/** Says when something that recurs is due; a share of every period is chance, so that many do not act in step. Not thread-safe. */
final class Rhythm {

    private final Duration period;
    private final double spread;
    private final DoubleSupplier chance;
    private long next = System.nanoTime();

    /** @param spread the share by which a period may be longer or shorter */
    Rhythm(Duration period, double spread, DoubleSupplier chance) {
        this.period = period;
        this.spread = spread;
        this.chance = chance;
    }

    boolean due() {
        return next - System.nanoTime() <= 0;
    }

    /** Returns the time until it is due. */
    Duration pause() {
        return Duration.ofNanos(Math.max(0, next - System.nanoTime()));
    }

    void begin() {
        next = System.nanoTime() + (long) (period.toNanos() * (1 - spread + 2 * spread * chance.getAsDouble()));
    }

    void hurry() {
        next = System.nanoTime();
    }
}
