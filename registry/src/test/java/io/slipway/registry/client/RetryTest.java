package io.slipway.registry.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.slipway.registry.Check;
import io.slipway.registry.Registration;
import io.slipway.registry.ServiceInstance;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.Test;

class RetryTest extends ClientTest {

    @Test
    void anInstanceThatCannotBeReachedIsPassedOver() {
        bothRegistered();
        one.close();
        two.answer(ok(SCREWS_JSON));
        Stock stock = stock();
        nextIs("inventory-1");

        assertThat(stock.find("42")).isEqualTo(SCREWS);
    }

    @Test
    void anIdempotentCallThatBrokeOffIsTriedOnceMoreElsewhere() {
        bothRegistered();
        one.answer(brokenOff());
        two.answer(ok(SCREWS_JSON));
        Stock stock = stock();
        nextIs("inventory-1");

        assertThat(stock.set("42", SCREWS)).isEqualTo(SCREWS);
        assertThat(one.requests()).isEqualTo(1);
        assertThat(two.requests()).isEqualTo(1);
    }

    @Test
    void aSingleInstanceThatBrokeOffIsTriedOnceMore() {
        one.register(registry);
        one.answer(brokenOff());
        one.answer(ok(SCREWS_JSON));

        assertThat(stock().find("42")).isEqualTo(SCREWS);
    }

    @Test
    void aPostIsNeverTriedTwice() {
        bothRegistered();
        one.answer(brokenOff());
        Stock stock = stock();
        nextIs("inventory-1");

        assertThatThrownBy(() -> stock.add(SCREWS))
                .isInstanceOf(ServiceCallException.class)
                .hasMessageMatching("Stock\\.add \\(POST /inventory\\) failed: inventory did not answer\\."
                        + " Tried inventory-1 at 127\\.0\\.0\\.1:" + one.port()
                        + ": unexpected end of stream on .*\\.");
        assertThat(two.requests()).isZero();
    }

    @Test
    void moreThanTwoInstancesAreNotTried() {
        bothRegistered();
        one.close();
        two.close();
        Stock stock = stock();
        nextIs("inventory-1");

        assertThatThrownBy(() -> stock.find("42"))
                .isInstanceOf(ServiceCallException.class)
                .hasMessage(
                        "Stock.find (GET /inventory/42) failed: inventory did not answer."
                                + " Tried inventory-1 at 127.0.0.1:%d: Failed to connect to /127.0.0.1:%d;"
                                + " inventory-2 at 127.0.0.1:%d: Failed to connect to /127.0.0.1:%d.",
                        one.port(), one.port(), two.port(), two.port());
    }

    @Test
    void anAnswerIsNeverTriedAgain() {
        bothRegistered();
        one.answer(new MockResponse.Builder().code(503).body("out of\norder").build());
        Stock stock = stock();
        nextIs("inventory-1");

        ServiceCallException failure = catchThrowableOfType(ServiceCallException.class, () -> stock.find("42"));

        assertThat(failure)
                .hasMessage("Stock.find (GET /inventory/42) failed: inventory answered 503: out of order."
                        + " Tried inventory-1 at 127.0.0.1:" + one.port() + ": 503.");
        assertThat(failure.service()).isEqualTo("inventory");
        assertThat(failure.method()).isEqualTo("Stock.find");
        assertThat(failure.instance()).isEqualTo("inventory-1");
        assertThat(failure.status()).isEqualTo(503);
        assertThat(two.requests()).isZero();
    }

    @Test
    void aSlowAnswerIsGivenUpAndNotAskedForAgain() {
        bothRegistered();
        one.answer(slow());
        try (ServiceClients hasty = ServiceClients.builder(discovery, metrics)
                .timeout(Duration.ofMillis(200))
                .build()) {
            Stock stock = hasty.create(Stock.class);
            nextIs("inventory-1");
            long begun = System.nanoTime();

            assertThatThrownBy(() -> stock.find("42"))
                    .isInstanceOf(ServiceCallException.class)
                    .hasMessage("Stock.find (GET /inventory/42) failed: inventory did not answer within 200 ms."
                            + " Tried inventory-1 at 127.0.0.1:" + one.port() + ": no answer in time.");

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
            assertThat(two.requests()).isZero();
        }
    }

    @Test
    void anInstanceRegisteredUnderNoAddressIsPassedOver() {
        two.register(registry);
        registry.register(new Registration(
                new ServiceInstance("inventory-0", "inventory", "no host/at all", 70, List.of(), Map.of()),
                new Check.Tcp("127.0.0.1", 70, Duration.ofSeconds(1), Duration.ofSeconds(1)),
                Duration.ofMinutes(1)));
        await().until(() -> discovery.snapshot("inventory").instances().size() == 2);
        two.answer(ok(SCREWS_JSON));
        Stock stock = stock();
        nextIs("inventory-0");

        assertThat(stock.find("42")).isEqualTo(SCREWS);
    }
}
