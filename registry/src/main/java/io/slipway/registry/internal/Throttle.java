package io.slipway.registry.internal;

import java.time.Duration;

/**
 * Slows a loop down once it turned too often: a burst is free, after that one turn per interval.
 *
 * <p>Consul's own advice for blocking reads, since any write may wake one. Not thread-safe.
 */
public final class Throttle {

    private final long interval;
    private final long tolerance;
    private long due;
    private boolean begun;

    public Throttle(int burst, Duration interval) {
        this.interval = interval.toNanos();
        this.tolerance = this.interval * burst;
    }

    /** Counts one turn at a time and returns how long to pause after it. */
    public Duration turn(long nanoTime) {
        long start = begun && due - nanoTime > 0 ? due : nanoTime;
        begun = true;
        due = start + interval;
        return Duration.ofNanos(Math.max(0, due - nanoTime - tolerance));
    }
}
