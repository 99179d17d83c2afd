package io.slipway.service.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.codahale.metrics.Snapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LastMinuteTest {

    private static final Percentage PRECISION = Percentage.withPercentage(0.8);

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final LastMinute minute = new LastMinute(now::get);

    @Test
    void percentilesAreThoseOfAllValues() {
        Random random = new Random(7);
        long[] values = IntStream.range(0, 100_000)
                .mapToLong(i -> (long) Math.exp(random.nextDouble() * 23))
                .toArray();
        Arrays.stream(values).forEach(minute::update);
        Arrays.sort(values);
        Snapshot snapshot = minute.getSnapshot();
        for (double quantile : new double[] {0.01, 0.5, 0.75, 0.95, 0.99, 0.999, 0.9999}) {
            double exact = values[(int) Math.ceil(quantile * values.length) - 1];
            assertThat(snapshot.getValue(quantile)).isCloseTo(exact, PRECISION);
        }
        assertThat(snapshot.getMean()).isCloseTo(Arrays.stream(values).average().orElseThrow(), within(1e-6));
        assertThat(snapshot.size()).isEqualTo(values.length);
    }

    @Test
    void oneSlowOneInAMillionIsTheMaximumForAMinute() {
        minute.update(123_456_789);
        IntStream.range(0, 1_000_000).forEach(i -> minute.update(1_000));
        after(Duration.ofSeconds(49));
        assertThat(minute.getSnapshot().getMax()).isEqualTo(123_456_789);
        assertThat(minute.getSnapshot().getValue(1)).isCloseTo(123_456_789, PRECISION);
        assertThat(minute.getSnapshot().get999thPercentile()).isCloseTo(1_000, PRECISION);
        after(Duration.ofSeconds(11));
        assertThat(minute.getSnapshot().getMax()).isZero();
    }

    @Test
    void anIdleMinuteIsEmptyAndTheTotalStays() {
        minute.update(10);
        minute.update(20);
        after(Duration.ofMinutes(10));
        Snapshot snapshot = minute.getSnapshot();
        assertThat(snapshot.size()).isZero();
        assertThat(List.of(
                        snapshot.getMean(), snapshot.getMedian(), snapshot.getStdDev(), snapshot.get999thPercentile()))
                .containsOnly(0.0);
        assertThat(snapshot.getMin()).isZero();
        assertThat(((Distribution) snapshot).total()).isEqualTo(30);
        minute.update(7);
        assertThat(minute.getSnapshot().getValues()).containsExactly(7);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 63, 64, 127, 128, 1_000_003, 1L << 40, Long.MAX_VALUE})
    void everyValueFindsItsPlace(long value) {
        minute.update(value);
        Snapshot snapshot = minute.getSnapshot();
        assertThat(snapshot.getMedian()).isCloseTo((double) value, PRECISION);
        assertThat(snapshot.getMax()).isEqualTo(value);
    }

    @Test
    void aNegativeValueCountsAsNone() {
        minute.update(Long.MIN_VALUE);
        assertThat(minute.getSnapshot().getValues()).containsExactly(0);
    }

    @Test
    void theDeviationIsThatOfAllValues() {
        IntStream.of(2, 4, 4, 4, 5, 5, 7, 9).forEach(minute::update);
        assertThat(minute.getSnapshot().getStdDev()).isCloseTo(2.138, within(0.001));
        assertThat(minute.getSnapshot().getMin()).isEqualTo(2);
    }

    @Test
    void aQuantileThatIsNoneIsRefused() {
        assertThatThrownBy(() -> minute.getSnapshot().getValue(1.5)).hasMessage("1.5 is not in [0..1]");
        assertThatThrownBy(() -> minute.getSnapshot().getValue(Double.NaN)).hasMessage("NaN is not in [0..1]");
    }

    @Test
    void noValueOfManyThreadsIsLost() throws Exception {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread thread = new Thread(() -> IntStream.range(0, 50_000).forEach(minute::update));
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(minute.getSnapshot().size()).isEqualTo(200_000);
    }

    private void after(Duration time) {
        // Beyond the end of a long, as System.nanoTime may go.
        now.addAndGet(time.toNanos());
    }
}
