package io.slipway.registry.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ThrottleTest {

    // System.nanoTime may pass the largest long at any moment.
    private final long start = Long.parseLong("9223372036854775802");

    @Test
    void aBurstIsFreeAndThenOneTurnPerInterval() {
        Throttle throttle = new Throttle(3, Duration.ofNanos(100));

        assertThat(throttle.turn(start)).isZero();
        assertThat(throttle.turn(start)).isZero();
        assertThat(throttle.turn(start)).isZero();
        assertThat(throttle.turn(start)).isEqualTo(Duration.ofNanos(100));
        assertThat(throttle.turn(start + 100)).isEqualTo(Duration.ofNanos(100));
    }

    @Test
    void restGivesTheBurstBack() {
        Throttle throttle = new Throttle(2, Duration.ofNanos(100));
        throttle.turn(start);
        throttle.turn(start);
        throttle.turn(start);

        assertThat(throttle.turn(start + 1000)).isZero();
        assertThat(throttle.turn(start + 1000)).isZero();
        assertThat(throttle.turn(start + 1000)).isEqualTo(Duration.ofNanos(100));
    }
}
