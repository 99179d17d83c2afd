package io.slipway.registry.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    @Test
    void theFirstAnswerIsTheAverage() {
        assertThat(Latency.at(Latency.UNSEEN, 5 * SECOND)).isZero();
        assertThat(Latency.at(Latency.after(Latency.UNSEEN, 5 * SECOND, 3 * MILLI), 5 * SECOND))
                .isCloseTo(3.0 * MILLI, withinPercentage(1));
    }

    @Test
    void aRiseCountsAtOnce() {
        long average = Latency.after(Latency.UNSEEN, SECOND, MILLI);

        assertThat(Latency.at(Latency.after(average, SECOND + MILLI, 500 * MILLI), SECOND + MILLI))
                .isCloseTo(500.0 * MILLI, withinPercentage(1));
    }

    @Test
    void aFallCountsLittleByLittle() {
        long average = Latency.after(Latency.UNSEEN, SECOND, 500 * MILLI);
        for (int i = 1; i <= 10; i++) {
            average = Latency.after(average, SECOND + i * SECOND, MILLI);
        }

        assertThat(Latency.at(average, 11 * SECOND)).isBetween(100.0 * MILLI, 250.0 * MILLI);
    }

    @Test
    void whatIsOldFades() {
        long average = Latency.after(Latency.UNSEEN, SECOND, 500 * MILLI);

        assertThat(Latency.at(average, 11 * SECOND)).isCloseTo(500.0 * MILLI / Math.E, withinPercentage(1));
        assertThat(Latency.at(average, 300 * SECOND)).isLessThan(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 1, Long.MAX_VALUE})
    void noTimeIsTooOddToBeCounted(long took) {
        long average = Latency.after(Latency.UNSEEN, 1, took);

        assertThat(average).isNotEqualTo(Latency.UNSEEN);
        assertThat(Latency.at(average, 1)).isPositive().isFinite();
        assertThat(Latency.at(Latency.after(average, 2, 5), 2)).isPositive().isFinite();
    }

    @Test
    void anAverageReadAMomentBeforeItWasWrittenHasNotFaded() {
        long average = Latency.after(Latency.UNSEEN, SECOND, 500 * MILLI);

        assertThat(Latency.at(average, SECOND - 100 * MILLI)).isCloseTo(500.0 * MILLI, withinPercentage(1));
    }

    @Test
    void aYearLaterItIsStillCounted() {
        long year = TimeUnit.DAYS.toNanos(365);
        long average = Latency.after(Latency.UNSEEN, year, 500 * MILLI);

        assertThat(Latency.at(average, year + 10 * SECOND)).isCloseTo(500.0 * MILLI / Math.E, withinPercentage(1));
    }
}
