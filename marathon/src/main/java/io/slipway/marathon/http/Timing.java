package io.slipway.marathon.http;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Bounds how long the client waits.
 *
 * @param connect until a server takes the connection
 * @param answer between two bytes of an answer
 * @param silence between two bytes of the event stream, on which Marathon sends a line every 10 s
 * @param firstRetry before the event stream is opened again, or a read that every server was too busy for is asked
 *     again; doubles up to {@code longestRetry}
 */
public record Timing(Duration connect, Duration answer, Duration silence, Duration firstRetry, Duration longestRetry) {

    public static final Timing DEFAULT = new Timing(
            Duration.ofSeconds(3),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofMillis(200),
            Duration.ofSeconds(10));

    /** Spreads the retries of many clients: between half and one and a half times the doubled wait. */
    Duration retry(int failures, RandomGenerator random) {
        long doubled = firstRetry.toMillis() << Math.min(failures, 20);
        long bounded = Math.min(doubled, longestRetry.toMillis());
        return Duration.ofMillis((long) (bounded * random.nextDouble(0.5, 1.5)));
    }
}
