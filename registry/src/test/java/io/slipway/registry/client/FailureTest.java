package io.slipway.registry.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.slipway.registry.client.ServiceCallException.Reason;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.Test;
import retrofit2.http.GET;
import retrofit2.http.Path;

class FailureTest extends ClientTest {

    // Hystrix keeps a semaphore by its key for as long as the process lives.
    @ServiceClient("inventory")
    interface Narrow {
        @GET("inventory/{id}")
        Item find(@Path("id") String id);

        @GET("inventory/{id}")
        CompletableFuture<Item> future(@Path("id") String id);
    }

    @Test
    void aServiceWithoutInstancesIsNamed() {
        ServiceCallException failure = failsWith(
                () -> stock().find("42"),
                "Stock.find (GET /inventory/42) failed after # ms:"
                        + " the registry knows no healthy instance of inventory. No instance was tried.");

        assertThat(failure.reason()).isEqualTo(Reason.NO_INSTANCE);
        assertThat(failure.service()).isEqualTo("inventory");
        assertThat(failure.method()).isEqualTo("Stock.find");
        assertThat(failure.instance()).isEmpty();
        assertThat(failure.status()).isZero();
    }

    @Test
    void aRegistryThatIsAwayIsNamed() {
        registry.goAway();

        failsWith(
                () -> stock().find("42"),
                "Stock.find (GET /inventory/42) failed after # ms: no instance of inventory is known,"
                        + " and the registry does not answer. No instance was tried.");
    }

    @Test
    void aTimeoutSaysHowLongWasWaited() {
        one.register(registry);
        one.answer(slow());
        try (ServiceClients hasty = ServiceClients.builder(discovery, metrics)
                .timeout(Duration.ofMillis(150))
                .build()) {
            ServiceCallException failure = failsWith(
                    () -> hasty.create(Stock.class).find("42"),
                    "Stock.find (GET /inventory/42) failed after # ms: inventory did not answer within 150 ms."
                            + " Tried inventory-1 at 127.0.0.1:" + one.port() + " (# ms): no answer in time.");

            assertThat(failure.reason()).isEqualTo(Reason.TIMED_OUT);
            assertThat(failure.took()).isGreaterThanOrEqualTo(Duration.ofMillis(150));
        }
    }

    @Test
    void aDeadlineThatHasPassedIsSaidAndNobodyCalled() {
        one.register(registry);

        try (Scope scope = Deadline.in(Duration.ZERO, System.nanoTime()).makeCurrent()) {
            ServiceCallException failure = failsWith(
                    () -> stock().find("42"),
                    "Stock.find (GET /inventory/42) failed after # ms:"
                            + " the deadline of the request it is made for has passed. No instance was tried.");

            assertThat(failure.reason()).isEqualTo(Reason.DEADLINE);
            assertThat(stock().future("42")).failsWithin(Duration.ofSeconds(20));
        }
        assertThat(one.requests()).isZero();
    }

    @Test
    void aDeadlineThatLeavesTooLittleTimeIsNotTheServicesFault() {
        one.register(registry);
        one.answer(slow());
        Stock stock = stock();

        try (Scope scope = Deadline.in(Duration.ofSeconds(2), System.nanoTime()).makeCurrent()) {
            assertThatThrownBy(() -> stock.find("42"))
                    .isInstanceOf(ServiceCallException.class)
                    .satisfies(failure -> assertThat(((ServiceCallException) failure).reason())
                            .isEqualTo(Reason.DEADLINE))
                    .message()
                    .containsPattern("inventory did not answer within the \\d+ ms that were left of the deadline\\.");
        }
        assertThat(metrics.meter("client.inventory.Stock.find.errors").getCount())
                .isZero();
    }

    @Test
    void aDeadlineThatLeavesMostOfTheTimeoutIsAsGoodAsIt() {
        one.register(registry);
        one.answer(slow());
        try (ServiceClients hasty = ServiceClients.builder(discovery, metrics)
                        .timeout(Duration.ofMillis(220))
                        .build();
                Scope scope =
                        Deadline.in(Duration.ofMillis(200), System.nanoTime()).makeCurrent()) {
            Stock stock = hasty.create(Stock.class);

            assertThatThrownBy(() -> stock.find("42"))
                    .isInstanceOf(ServiceCallException.class)
                    .satisfies(failure -> assertThat(((ServiceCallException) failure).reason())
                            .isIn(Reason.TIMED_OUT, Reason.DEADLINE));
        }
    }

    @Test
    void aBodyThatIsNoJsonIsNamed() {
        one.register(registry);
        one.answer(ok("<html>"));

        ServiceCallException failure = failsWith(
                () -> stock().find("42"),
                "Stock.find (GET /inventory/42) failed after # ms: inventory sent a body that cannot be read:"
                        + " Unexpected character ('<' (code 60)): expected a valid value (JSON String, Number, Array,"
                        + " Object or token 'null', 'true' or 'false'). Tried inventory-1 at 127.0.0.1:" + one.port()
                        + " (# ms): 200.");

        assertThat(failure.reason()).isEqualTo(Reason.UNREADABLE);
    }

    @Test
    void aBodyThatBreaksOffIsAFailure() {
        one.register(registry);
        for (int i = 0; i < 2; i++) {
            one.answer(new MockResponse.Builder()
                    .body(SCREWS_JSON)
                    .onResponseBody(new SocketEffect.CloseSocket())
                    .build());
        }

        failsWith(
                () -> stock().find("42"),
                "Stock.find (GET /inventory/42) failed after # ms: inventory did not answer."
                        + (" Tried inventory-1 at 127.0.0.1:%1$d (# ms): 200, then unexpected end of stream;"
                                        + " inventory-1 at 127.0.0.1:%1$d (# ms): 200, then unexpected end of stream.")
                                .formatted(one.port()));
    }

    @Test
    void aBodyThatIsTooLargeIsNotRead() {
        one.register(registry);
        one.answer(ok("\"" + "x".repeat(2000) + "\""));
        one.answer(new MockResponse.Builder()
                .chunkedBody("\"" + "x".repeat(2000) + "\"", 100)
                .build());
        one.answer(new MockResponse.Builder()
                .addHeader("Content-Encoding", "gzip")
                .body(gzip("\"" + "x".repeat(1_000_000) + "\""))
                .build());
        one.answer(new MockResponse.Builder().code(500).body("x".repeat(2000)).build());
        try (ServiceClients narrow = ServiceClients.builder(discovery, metrics)
                .timeout(Duration.ofSeconds(20))
                .largestBody(1990)
                .build()) {
            Stock stock = narrow.create(Stock.class);
            for (int status : new int[] {200, 200, 200, 500}) {
                failsWith(
                        () -> stock.find("42"),
                        "Stock.find (GET /inventory/42) failed after # ms: inventory sent a body that cannot be read:"
                                + " it is larger than 1990 bytes. Tried inventory-1 at 127.0.0.1:" + one.port()
                                + " (# ms): " + status + ".");
            }
        }
    }

    @Test
    void anOpenCircuitSaysThatNothingWasTried() {
        one.register(registry);
        Stock stock = stock();
        await().until(() -> {
            one.answer(new MockResponse.Builder().code(500).build());
            try {
                stock.find("42");
                return false;
            } catch (ServiceCallException e) {
                return e.reason() == Reason.CIRCUIT_OPEN;
            }
        });

        failsWith(
                () -> stock.find("42"),
                "Stock.find (GET /inventory/42) failed after # ms: too many of its calls failed,"
                        + " so that one is let through only every 5000 ms. No instance was tried.");
    }

    @Test
    void moreCallsAtATimeThanAllowedAreTurnedAwayWaitedForOrNot() {
        one.register(registry);
        one.answer(slow());
        one.answer(slow());
        try (ServiceClients narrow = ServiceClients.builder(discovery, metrics)
                .timeout(Duration.ofSeconds(2))
                .concurrency(1)
                .build()) {
            Narrow stock = narrow.create(Narrow.class);
            CompletableFuture<Item> first = CompletableFuture.supplyAsync(() -> stock.find("1"));
            CompletableFuture<Item> second = stock.future("2");
            await().until(() -> one.requests() == 2);

            failsWith(
                    () -> stock.find("42"),
                    "Narrow.find (GET /inventory/42) failed after # ms: 1 of its calls are running already."
                            + " No instance was tried.");
            // Turned away before a thread was spent on it.
            assertThat(stock.future("42")).isCompletedExceptionally();
            assertThat(first).failsWithin(Duration.ofSeconds(20));
            assertThat(second).failsWithin(Duration.ofSeconds(20));
        }
    }

    @Test
    void aThreadThatWasInterruptedStaysSoAndGetsNoAnswer() {
        one.register(registry);
        one.answer(ok(SCREWS_JSON));
        Stock stock = stock();

        Thread.currentThread().interrupt();
        ServiceCallException failure = catchThrowableOfType(ServiceCallException.class, () -> stock.find("42"));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure.reason()).isEqualTo(Reason.CANCELLED);
        assertThat(failure).hasMessageContaining(": its thread was interrupted. Tried inventory-1 at");
    }

    @Test
    void theQueryIsInNoMessage() {
        assertThatThrownBy(() -> stock().all("password"))
                .hasMessageStartingWith("Stock.all (GET /inventory) failed after ")
                .hasMessageNotContaining("password");
    }

    private static Buffer gzip(String text) {
        Buffer packed = new Buffer();
        try (var sink = Okio.buffer(new GzipSink(packed))) {
            sink.writeUtf8(text);
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
        return packed;
    }
}
