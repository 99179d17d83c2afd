package io.slipway.launcher.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class FiguresTest {

    @Test
    void latencyCountsFromThePlannedStart() {
        Attempt late = attempt(0, 0, 40, 50, new Outcome.Answered(200, ""));

        Figures figures = Figures.of(List.of(late));

        assertThat(figures.p50()).isBetween(Duration.ofMillis(50), Duration.ofMillis(51));
        assertThat(figures.late()).isBetween(Duration.ofMillis(40), Duration.ofMillis(41));
    }

    @Test
    void everyKindOfLossIsCountedAndNoneIsPartOfTheLatency() {
        List<Attempt> attempts = new ArrayList<>();
        for (long i = 0; i < 98; i++) {
            attempts.add(attempt(i, i * 10, i * 10, i * 10 + 3, new Outcome.Answered(200, "")));
        }
        attempts.add(attempt(98, 980, 980, 5980, new Outcome.Answered(502, "")));
        attempts.add(attempt(99, 990, 990, 5990, new Outcome.Unanswered("connection refused")));

        Figures figures = Figures.of(attempts);

        assertThat(figures.lost()).isEqualTo(Map.of("502", 1L, "connection refused", 1L));
        assertThat(figures.inWords())
                .isEqualTo("100 requests, 2 lost (1× 502, 1× connection refused), p50 3 ms, p99 3 ms");
    }

    @Test
    void whatWasNeverSentHasNoFigures() {
        assertThat(Figures.of(List.of()).inWords()).isEqualTo("0 requests, 0 lost, p50 1 ms, p99 1 ms");
    }

    @Test
    void onlyAStatusOf2xxIsGood() {
        assertThat(new Outcome.Answered(201, "").isGood()).isTrue();
        assertThat(List.of(100, 302, 404, 500, 503)).allMatch(status -> !new Outcome.Answered(status, "").isGood());
    }

    private static Attempt attempt(long number, long planned, long sent, long ended, Outcome outcome) {
        return new Attempt(
                number,
                Request.get("/"),
                TimeUnit.MILLISECONDS.toNanos(planned),
                TimeUnit.MILLISECONDS.toNanos(sent),
                TimeUnit.MILLISECONDS.toNanos(ended),
                outcome);
    }
}
