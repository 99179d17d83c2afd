package io.slipway.registry.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.slipway.registry.Check;
import io.slipway.registry.Registration;
import io.slipway.registry.ServiceInstance;
import io.slipway.registry.client.ServiceCallException.Reason;
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

        ServiceCallException failure = catchThrowableOfType(ServiceCallException.class, () -> stock.add(SCREWS));

        assertThat(timeless(failure))
                .matches("Stock\\.add \\(POST /inventory\\) failed after # ms: inventory did not answer\\."
                        + " Tried inventory-1 at 127\\.0\\.0\\.1:" + one.port()
                        + " \\(# ms\\): unexpected end of stream on .*\\.");
        assertThat(failure.reason()).isEqualTo(Reason.BROKEN_OFF);
        assertThat(two.requests()).isZero();
    }

    @Test
    void moreThanTwoInstancesAreNotTried() {
        bothRegistered();
        one.close();
        two.close();
        Stock stock = stock();
        nextIs("inventory-1");

        ServiceCallException failure = failsWith(
                () -> stock.find("42"),
                "Stock.find (GET /inventory/42) failed after # ms: inventory could not be reached."
                        + " Tried inventory-1 at 127.0.0.1:%1$d (# ms): Failed to connect to /127.0.0.1:%1$d;"
                                .formatted(one.port())
                        + " inventory-2 at 127.0.0.1:%1$d (# ms): Failed to connect to /127.0.0.1:%1$d."
                                .formatted(two.port()));

        assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(metrics.meter("client.inventory.Stock.find.retries").getCount())
                .isEqualTo(1);
        assertThat(metrics.meter("client.inventory.Stock.find.errors").getCount())
                .isEqualTo(2);
    }

    @Test
    void anAnswerIsNeverTriedAgain() {
        bothRegistered();
        one.answer(new MockResponse.Builder().code(503).body("out of\norder").build());
        Stock stock = stock();
        nextIs("inventory-1");

        ServiceCallException failure = failsWith(
                () -> stock.find("42"),
                "Stock.find (GET /inventory/42) failed after # ms: inventory answered 503: out of order."
                        + " Tried inventory-1 at 127.0.0.1:" + one.port() + " (# ms): 503.");

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

            failsWith(
                    () -> stock.find("42"),
                    "Stock.find (GET /inventory/42) failed after # ms: inventory did not answer within 200 ms."
                            + " Tried inventory-1 at 127.0.0.1:" + one.port() + " (# ms): no answer in time.");

            assertThat(two.requests()).isZero();
        }
    }

    @Test
    void aPostThatWasNeverSentIsTriedElsewhere() {
        bothRegistered();
        one.close();
        two.answer(ok(SCREWS_JSON));
        Stock stock = stock();
        nextIs("inventory-1");

        assertThat(stock.add(SCREWS)).isEqualTo(SCREWS);
    }

    @Test
    void aServiceThatAsksForThePostAgainDoesNotGetIt() throws Exception {
        one.register(registry);
        one.answer(new MockResponse.Builder()
                .code(503)
                .addHeader("Retry-After", "0")
                .build());
        one.answer(ok(SCREWS_JSON));

        assertThat(catchThrowableOfType(ServiceCallException.class, () -> stock().add(SCREWS))
                        .status())
                .isEqualTo(503);
        assertThat(one.requests()).isEqualTo(1);
    }

    @Test
    void whatComesLaterIsStillThereForWhoeverReadsTheAnswer() throws Exception {
        one.register(registry);
        one.answer(new MockResponse.Builder()
                .code(503)
                .addHeader("Retry-After", "120")
                .build());

        assertThat(stock().response("42").headers().get("Retry-After")).isEqualTo("120");
    }

    @Test
    void aServiceInTroubleIsNotAskedTwiceForEverything() {
        one.register(registry);
        Stock stock = stock();
        int calls = 60;
        for (int i = 0; i < 2 * calls; i++) {
            one.answer(brokenOff());
        }
        String closed = "hystrix.command.Stock.all.circuitBreaker.forceClosed";
        System.setProperty(closed, "true");
        try {
            for (int i = 0; i < calls; i++) {
                assertThatThrownBy(() -> stock.all("")).isInstanceOf(ServiceCallException.class);
            }
        } finally {
            System.clearProperty(closed);
        }

        // A burst of 20, and one for every five calls; time adds two a second.
        assertThat(one.requests()).isGreaterThanOrEqualTo(calls + 30).isLessThan(2 * calls);
    }

    @Test
    void clientsMayRetryNothingAtAll() {
        one.register(registry);
        one.answer(brokenOff());
        try (ServiceClients once =
                ServiceClients.builder(discovery, metrics).retries(0).build()) {
            Stock stock = once.create(Stock.class);

            assertThatThrownBy(() -> stock.find("42")).isInstanceOf(ServiceCallException.class);
        }
        assertThat(one.requests()).isEqualTo(1);
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
