package io.slipway.registry.internal;

import java.time.Duration;

/**
 * Sets the times of a watch.
 *
 * @param longestWait how long one blocking read may take
 * @param firstAnswer how long somebody may be kept waiting for the first answer
 * @param firstRetry the pause after the first failure; doubled after each further one
 * @param longestRetry where doubling ends
 * @param doubt how long a registry that was away, or lost its indexes, is not believed when it knows nothing
 * @param burst how many answers may follow each other at once
 * @param interval between answers after such a burst
 */
public record Pace(
        Duration longestWait,
        Duration firstAnswer,
        Duration firstRetry,
        Duration longestRetry,
        Duration doubt,
        int burst,
        Duration interval) {

    // 55 s stays below the minute after which proxies and firewalls tend to cut a silent connection.
    public static final Pace DEFAULT = new Pace(
            Duration.ofSeconds(55),
            Duration.ofSeconds(1),
            Duration.ofMillis(250),
            Duration.ofSeconds(15),
            // Within 18 s every announcer has looked again.
            Duration.ofSeconds(30),
            100,
            Duration.ofMillis(25));
}
