package io.slipway.launcher.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class LoadGeneratorTest {

    @Test
    void requestsAreSentAtTheirRateAndEachIsCountedOnce() throws Exception {
        try (FailingServer server = new FailingServer();
                LoadGenerator load = LoadGenerator.start(server.uri(), 200, number -> Request.get("/ok"))) {
            await().atMost(Duration.ofSeconds(20)).until(() -> load.attempts().size() >= 100);
            List<Attempt> attempts = load.finish();

            assertThat(attempts.stream().map(Attempt::number).sorted())
                    .containsExactlyElementsOf(
                            LongStream.range(0, attempts.size()).boxed().toList());
            assertThat(attempts).allMatch(attempt -> attempt.planned() == attempt.number() * 5_000_000);
            assertThat(attempts).allMatch(attempt -> attempt.sent() >= attempt.planned());
            assertThat(server.received()).hasSize(attempts.size());
        }
    }

    @Test
    void aSlowAnswerHoldsNoOtherRequestBack() throws Exception {
        try (FailingServer server = new FailingServer();
                LoadGenerator load = LoadGenerator.start(
                        server.uri(), 100, number -> Request.get(number % 10 == 0 ? "/slow" : "/ok"))) {
            await().atMost(Duration.ofSeconds(20)).until(() -> load.attempts().size() >= 90);

            assertThat(load.attempts()).allMatch(attempt -> attempt.outcome().isGood());
        }
    }

    @Test
    void lossesAreCountedAndNothingIsSentAgain() throws Exception {
        try (FailingServer server = new FailingServer();
                LoadGenerator load = LoadGenerator.start(
                        server.uri(), 200, number -> Request.get(number % 4 == 0 ? "/drop" : "/ok"))) {
            await().atMost(Duration.ofSeconds(20)).until(() -> load.attempts().size() >= 80);
            List<Attempt> attempts = load.finish();

            long dropped = attempts.stream()
                    .filter(attempt -> attempt.number() % 4 == 0)
                    .count();
            assertThat(Figures.of(attempts).lostCount()).isEqualTo(dropped);
            assertThat(server.received()).hasSize(attempts.size());
        }
    }

    @Test
    void aRequestIsInFlightFromItsSendingToItsEnd() {
        Attempt attempt = new Attempt(0, Request.get("/"), 0, 10, 20, new Outcome.Answered(200, ""));

        assertThat(attempt.inFlight(0, 9)).isFalse();
        assertThat(attempt.inFlight(0, 10)).isTrue();
        assertThat(attempt.inFlight(20, 30)).isTrue();
        assertThat(attempt.inFlight(21, 30)).isFalse();
    }
}
