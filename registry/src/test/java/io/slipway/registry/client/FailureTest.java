package io.slipway.registry.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;
import retrofit2.http.GET;
import retrofit2.http.Path;

class FailureTest extends ClientTest {

    // Hystrix keeps a semaphore by its key for as long as the process lives.
    @ServiceClient("inventory")
    interface Narrow {
        @GET("inventory/{id}")
        Item find(@Path("id") String id);
    }

    @Test
    void aServiceWithoutInstancesIsNamed() {
        assertThatThrownBy(() -> stock().find("42"))
                .isInstanceOf(ServiceCallException.class)
                .hasMessage("Stock.find (GET /inventory/42) failed:"
                        + " the registry knows no healthy instance of inventory. No instance was tried.");
    }

    @Test
    void aRegistryThatIsAwayIsNamed() {
        registry.goAway();

        assertThatThrownBy(() -> stock().find("42"))
                .isInstanceOf(ServiceCallException.class)
                .hasMessage(
                        "Stock.find (GET /inventory/42) failed:"
                                + " no instance of inventory is known, and the registry does not answer. No instance was tried.");
    }

    @Test
    void hystrixsPropertiesSetTheTimeout() {
        String property = "hystrix.command.Stock.find.execution.isolation.thread.timeoutInMilliseconds";
        System.setProperty(property, "150");
        try {
            one.register(registry);
            one.answer(slow());

            assertThatThrownBy(() -> stock().find("42"))
                    .hasMessageStartingWith(
                            "Stock.find (GET /inventory/42) failed: inventory did not answer within 150 ms.");
        } finally {
            System.clearProperty(property);
        }
    }

    @Test
    void aBodyThatIsNoJsonIsNamed() {
        one.register(registry);
        one.answer(ok("<html>"));

        assertThatThrownBy(() -> stock().find("42"))
                .isInstanceOf(ServiceCallException.class)
                .hasMessage("Stock.find (GET /inventory/42) failed: inventory sent a body that cannot be read:"
                        + " Unexpected character ('<' (code 60)): expected a valid value (JSON String, Number, Array,"
                        + " Object or token 'null', 'true' or 'false'). Tried inventory-1 at 127.0.0.1:" + one.port()
                        + ": 200.");
    }

    @Test
    void aBodyThatBreaksOffIsAFailure() {
        one.register(registry);
        one.answer(new MockResponse.Builder()
                .body(SCREWS_JSON)
                .onResponseBody(new SocketEffect.CloseSocket())
                .build());

        assertThatThrownBy(() -> stock().find("42"))
                .isInstanceOf(ServiceCallException.class)
                .hasMessageStartingWith("Stock.find (GET /inventory/42) failed: inventory did not answer. Tried");
    }

    @Test
    void anOpenCircuitSaysThatNothingWasTried() {
        String property = "hystrix.command.Stock.find.circuitBreaker.forceOpen";
        System.setProperty(property, "true");
        try {
            assertThatThrownBy(() -> stock().find("42"))
                    .isInstanceOf(ServiceCallException.class)
                    .hasMessage("Stock.find (GET /inventory/42) failed: too many of its calls failed,"
                            + " so that one is let through only every 5000 ms. No instance was tried.");
        } finally {
            System.clearProperty(property);
        }
    }

    @Test
    void moreCallsAtATimeThanAllowedAreTurnedAway() {
        one.register(registry);
        one.answer(slow());
        try (ServiceClients narrow = ServiceClients.builder(discovery, metrics)
                .timeout(Duration.ofSeconds(2))
                .concurrency(1)
                .build()) {
            Narrow stock = narrow.create(Narrow.class);
            CompletableFuture<Item> first = CompletableFuture.supplyAsync(() -> stock.find("1"));
            await().until(() -> one.requests() == 1);

            assertThatThrownBy(() -> stock.find("42"))
                    .isInstanceOf(ServiceCallException.class)
                    .hasMessage("Narrow.find (GET /inventory/42) failed: 1 of its calls are running already."
                            + " No instance was tried.");
            assertThat(first).failsWithin(Duration.ofSeconds(5));
        }
    }

    @Test
    void theQueryIsInNoMessage() {
        assertThatThrownBy(() -> stock().all("password"))
                .hasMessageStartingWith("Stock.all (GET /inventory) failed: ")
                .hasMessageNotContaining("password");
    }
}
