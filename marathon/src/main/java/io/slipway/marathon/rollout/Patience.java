package io.slipway.marathon.rollout;

import java.time.Duration;

/**
 * Bounds how long a deployment may take: Marathon itself would go on for ever.
 *
 * @param deadline until all new instances are healthy and the old ones gone
 * @param poll between two looks when no event comes
 * @param failures how many new tasks may end by themselves
 */
public record Patience(Duration deadline, Duration poll, int failures) {

    public static final Patience DEFAULT = new Patience(Duration.ofMinutes(3), Duration.ofMillis(500), 3);
}
