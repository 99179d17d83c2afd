package io.slipway.registry.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMillis(900);

    @Test
    void thePauseDoublesUpToTheLongest() {
        assertThat(five(new Backoff(FIRST, LONGEST, () -> 1)))
                .extracting(Duration::toMillis)
                .containsExactly(100L, 200L, 400L, 800L, 900L);
    }

    @Test
    void chanceTakesAtMostHalfOfIt() {
        assertThat(five(new Backoff(FIRST, LONGEST, () -> 0)))
                .extracting(Duration::toMillis)
                .containsExactly(50L, 100L, 200L, 400L, 450L);
    }

    @Test
    void aSuccessBeginsAnew() {
        Backoff backoff = new Backoff(FIRST, LONGEST, () -> 1);
        five(backoff);
        backoff.reset();
        assertThat(backoff.next()).isEqualTo(FIRST);
    }

    private static List<Duration> five(Backoff backoff) {
        return Stream.generate(backoff::next).limit(5).toList();
    }
}
