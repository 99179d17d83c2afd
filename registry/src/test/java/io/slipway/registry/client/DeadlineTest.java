package io.slipway.registry.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlineTest {

    // Close to the end of its range: nanoTime has no origin and may run over.
    private static final long NOW = Long.MAX_VALUE - 5;

    @Test
    void millisecondsLeftAreReadAndWritten() {
        Deadline deadline = Deadline.parse("1500", NOW).orElseThrow();

        assertThat(deadline.left(NOW)).isEqualTo(Duration.ofMillis(1500));
        assertThat(deadline.isSpent(NOW)).isFalse();
        assertThat(deadline.header(NOW)).isEqualTo("1500");
    }

    @Test
    void whatIsLeftIsRoundedDownSoThatAHopNeverAddsToIt() {
        Deadline deadline = Deadline.parse("1500", NOW).orElseThrow();

        assertThat(deadline.header(NOW + 1)).isEqualTo("1499");
        assertThat(deadline.header(NOW + Duration.ofMillis(1500).toNanos() - 1)).isEqualTo("0");
    }

    @Test
    void nothingIsLeftOfOneThatIsSpent() {
        Deadline deadline = Deadline.in(Duration.ofMillis(10), NOW);
        long later = NOW + Duration.ofMillis(10).toNanos();

        assertThat(deadline.isSpent(later)).isTrue();
        assertThat(deadline.left(later + 7)).isZero();
        assertThat(deadline.header(later + 7)).isEqualTo("0");
        assertThat(Deadline.parse("0", NOW).orElseThrow().isSpent(NOW)).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "-1",
                "+1",
                "1.5",
                "1e3",
                "0x10",
                "1 ",
                "1\r\nX-Forged: 1",
                "12345678901",
                "99999999999999999999",
                "١٢",
                "soon",
                "NaN"
            })
    void whatIsNoNumberIsNoDeadline(String header) {
        assertThat(Deadline.parse(header, NOW)).isEmpty();
    }

    @Test
    void theLongestHeaderDoesNotOverflow() {
        assertThat(Deadline.parse("9999999999", NOW).orElseThrow().left(NOW))
                .isEqualTo(Duration.ofMillis(9_999_999_999L));
    }

    @Test
    void aThreadsDeadlineIsNeverExtended() {
        Deadline early = new Deadline(NOW);
        Deadline late = Deadline.in(Duration.ofNanos(10), NOW);

        assertThat(Deadline.current()).isEmpty();
        try (Scope outer = early.makeCurrent()) {
            try (Scope inner = late.makeCurrent()) {
                assertThat(Deadline.current()).contains(early);
            }
            assertThat(Deadline.current()).contains(early);
        }
        try (Scope outer = late.makeCurrent()) {
            try (Scope inner = early.makeCurrent()) {
                assertThat(Deadline.current()).contains(early);
            }
            assertThat(Deadline.current()).contains(late);
        }
        assertThat(Deadline.current()).isEmpty();
    }
}
