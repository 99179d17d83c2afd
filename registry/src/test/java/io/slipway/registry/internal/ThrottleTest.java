package io.slipway.registry.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ThrottleTest {

    private static final long START = Long.MAX_VALUE - 5; // System.nanoTime may pass the largest long.

    @Test
    void aBurstIsFreeAndThenOneTurnPerInterval() {
        Throttle throttle = new Throttle(3, Duration.ofNanos(100));

        assertThat(throttle.turn(START)).isZero();
        assertThat(throttle.turn(START)).isZero();
        assertThat(throttle.turn(START)).isZero();
        assertThat(throttle.turn(START)).isEqualTo(Duration.ofNanos(100));
        assertThat(throttle.turn(START + 100)).isEqualTo(Duration.ofNanos(100));
    }

    @Test
    void restGivesTheBurstBack() {
        Throttle throttle = new Throttle(2, Duration.ofNanos(100));
        throttle.turn(START);
        throttle.turn(START);
        throttle.turn(START);

        assertThat(throttle.turn(START + 1000)).isZero();
        assertThat(throttle.turn(START + 1000)).isZero();
        assertThat(throttle.turn(START + 1000)).isEqualTo(Duration.ofNanos(100));
    }
}
