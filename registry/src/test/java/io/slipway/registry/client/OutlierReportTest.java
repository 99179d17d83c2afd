package io.slipway.registry.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.registry.discovery.Balance;
import io.slipway.registry.discovery.Discovery;
import io.slipway.registry.discovery.OutlierPolicy;
import java.time.Duration;
import java.util.Set;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Looks at whom discovery leaves alone after calls, where one failure is enough for that. */
class OutlierReportTest extends ClientTest {

    private Discovery strict;
    private ServiceClients clientsOfIt;

    @BeforeEach
    void beStrict() {
        strict = Discovery.over(
                registry,
                Discovery.Options.DEFAULT
                        .withBalance(Balance.ROUND_ROBIN)
                        .withSlowStart(Duration.ZERO)
                        .withOutliers(new OutlierPolicy(1, Duration.ofHours(1), Duration.ofHours(1), 0.5)));
        clientsOfIt = ServiceClients.builder(strict, metrics)
                .timeout(Duration.ofSeconds(10))
                .retries(0)
                .build();
        one.register(registry);
        two.register(registry);
        await().until(() -> strict.snapshot("inventory").instances().size() == 2);
    }

    @AfterEach
    void end() {
        clientsOfIt.close();
        strict.close();
    }

    private void call(String id) {
        Stock stock = clientsOfIt.create(Stock.class);
        while (strict.pick("inventory", Set.of()).orElseThrow().id().equals(id)) {
            Thread.onSpinWait();
        }
        try {
            stock.find("42");
        } catch (ServiceCallException e) {
            assertThat(e.instance()).isEqualTo(id);
        }
    }

    private boolean isEjected(String id) {
        return java.util.stream.Stream.generate(() -> strict.pick("inventory", Set.of()))
                .limit(10)
                .noneMatch(picked -> picked.orElseThrow().id().equals(id));
    }

    @Test
    void anInstanceThatCannotBeReachedIsLeftAlone() {
        one.close();
        call("inventory-1");
        assertThat(isEjected("inventory-1")).isTrue();
    }

    @Test
    void anInstanceThatBreaksOffIsLeftAlone() {
        one.answer(brokenOff());
        call("inventory-1");
        assertThat(isEjected("inventory-1")).isTrue();
    }

    @Test
    void anInstanceThatCannotServeIsLeftAlone() {
        one.answer(new MockResponse.Builder().code(503).build());
        call("inventory-1");
        assertThat(isEjected("inventory-1")).isTrue();
    }

    @Test
    void anInstanceThatIsTooLateIsLeftAlone() {
        one.answer(slow());
        clientsOfIt.close();
        clientsOfIt = ServiceClients.builder(strict, metrics)
                .timeout(Duration.ofMillis(200))
                .build();
        call("inventory-1");
        assertThat(isEjected("inventory-1")).isTrue();
    }

    @Test
    void anAnswerThatBlamesTheCallerSaysNothingAgainstTheInstance() {
        one.answer(new MockResponse.Builder().code(404).build());
        one.answer(new MockResponse.Builder().code(429).build());
        one.answer(ok("<html>"));
        call("inventory-1");
        call("inventory-1");
        call("inventory-1");
        assertThat(one.requests()).isEqualTo(3);
        assertThat(isEjected("inventory-1")).isFalse();
    }

    @Test
    void aCallerInAHurrySaysNothingAgainstTheInstance() {
        one.answer(slow());
        try (Scope scope =
                Deadline.in(Duration.ofMillis(200), System.nanoTime()).makeCurrent()) {
            call("inventory-1");
        }
        assertThat(isEjected("inventory-1")).isFalse();
    }
}
