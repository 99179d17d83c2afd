package io.slipway.local.marathon.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.local.marathon.definition.BackoffLimits;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Instant NOW = Instant.parse("2026-11-24T00:00:00Z");
    private static final BackoffLimits LIMITS = new BackoffLimits(Duration.ofSeconds(2), 2, Duration.ofSeconds(20));

    @Test
    void everyEndDoublesTheDelayUpToTheLongest() {
        Backoff backoff = Backoff.NONE;
        for (int seconds : new int[] {2, 4, 8, 16, 20, 20}) {
            backoff = backoff.afterEnd(LIMITS, NOW);
            assertThat(backoff.timeLeft(NOW)).isEqualTo(Duration.ofSeconds(seconds));
        }
    }

    @Test
    void theDelayPassesWithTime() {
        Backoff backoff = Backoff.NONE.afterEnd(LIMITS, NOW);

        assertThat(backoff.timeLeft(NOW.plusMillis(1_500))).isEqualTo(Duration.ofMillis(500));
        assertThat(backoff.timeLeft(NOW.plusSeconds(3))).isEqualTo(Duration.ZERO);
        assertThat(Backoff.NONE.timeLeft(NOW)).isEqualTo(Duration.ZERO);
    }

    @Test
    void progressMovesTheReferenceAndQuietForgetsTheDelay() {
        Backoff backoff = Backoff.NONE.afterEnd(LIMITS, NOW).afterProgress(NOW.plusSeconds(10));

        assertThat(backoff.timeLeft(NOW.plusSeconds(10))).isEqualTo(Duration.ofSeconds(2));
        assertThat(backoff.afterEnd(LIMITS, NOW.plusSeconds(29)).delay()).isEqualTo(Duration.ofSeconds(4));
        assertThat(backoff.afterEnd(LIMITS, NOW.plusSeconds(31)).delay()).isEqualTo(Duration.ofSeconds(2));
    }
}
