package io.slipway.bamboo;

import io.slipway.bamboo.apply.ApplyLoop.Pace;
import io.slipway.bamboo.source.ConsulSource;
import io.slipway.bamboo.source.MarathonSource;
import java.time.Duration;

/**
 * Gathers every duration of the edge.
 *
 * @param firstWord how long a start waits for the sources before it begins without them
 * @param turn how long a reload waits for other edges to end theirs
 * @param grace how long a stop waits for running requests
 */
record Timing(
        Duration firstWord,
        MarathonSource.Timing marathon,
        ConsulSource.Timing consul,
        Pace pace,
        Duration turn,
        Duration grace) {

    static final Timing DEFAULT = new Timing(
            Duration.ofSeconds(2),
            new MarathonSource.Timing(Duration.ofMillis(5), Duration.ofSeconds(30), Duration.ofSeconds(1)),
            new ConsulSource.Timing(Duration.ofSeconds(30), Duration.ofSeconds(30)),
            new Pace(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofSeconds(30)),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5));
}
