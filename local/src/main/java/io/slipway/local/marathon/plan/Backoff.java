package io.slipway.local.marathon.plan;

import io.slipway.local.marathon.definition.BackoffLimits;
import java.time.Duration;
import java.time.Instant;

/**
 * Holds back an app whose tasks keep ending: the first end delays the next launch by {@code backoffSeconds}, each
 * further one by {@code backoffFactor} times more (contract, A7).
 *
 * @param delay what the last end cost
 * @param since when it was counted, or when a task last made progress
 */
public record Backoff(Duration delay, Instant since) {

    public static final Backoff NONE = new Backoff(Duration.ZERO, Instant.EPOCH);

    public Backoff afterEnd(BackoffLimits limits, Instant now) {
        boolean forgotten = delay.isZero() || since.plus(limits.longest()).isBefore(now);
        Duration grown = Duration.ofMillis((long) (delay.toMillis() * limits.factor()));
        Duration next = forgotten ? limits.first() : grown;
        return new Backoff(next.compareTo(limits.longest()) > 0 ? limits.longest() : next, now);
    }

    /** Moves the reference time: a task was launched or runs. */
    public Backoff afterProgress(Instant now) {
        return delay.isZero() ? this : new Backoff(delay, now);
    }

    /** Returns how long a launch must still wait; zero when it may go ahead. */
    public Duration timeLeft(Instant now) {
        Duration left = Duration.between(now, since.plus(delay));
        return left.isNegative() || delay.isZero() ? Duration.ZERO : left;
    }
}
