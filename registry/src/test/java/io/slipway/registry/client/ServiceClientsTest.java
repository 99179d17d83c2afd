package io.slipway.registry.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.codahale.metrics.MetricRegistry;
import com.netflix.hystrix.Hystrix;
import io.slipway.registry.discovery.Discovery;
import io.slipway.registry.internal.Threads;
import io.slipway.registry.testing.InMemoryRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.MDC;
import retrofit2.Call;
import retrofit2.Callback;
import retrofit2.Response;
import retrofit2.http.Body;
import retrofit2.http.DELETE;
import retrofit2.http.GET;
import retrofit2.http.POST;
import retrofit2.http.PUT;
import retrofit2.http.Path;
import retrofit2.http.Query;

@Timeout(30)
class ServiceClientsTest {

    record Item(String id, int count, Instant since) {}

    @ServiceClient("inventory")
    interface Stock {
        @GET("inventory/{id}")
        Item find(@Path("id") String id);

        @GET("inventory")
        List<Item> all(@Query("secret") String secret);

        @GET("inventory/{id}")
        Call<Item> call(@Path("id") String id);

        @POST("inventory")
        Item add(@Body Item item);

        @PUT("inventory/{id}")
        Item set(@Path("id") String id, @Body Item item);

        @DELETE("inventory/{id}")
        Void remove(@Path("id") String id);
    }

    // Hystrix keeps a semaphore by its key for as long as the process lives.
    @ServiceClient("inventory")
    interface Narrow {
        @GET("inventory/{id}")
        Item find(@Path("id") String id);
    }

    private static final Item SCREWS = new Item("42", 7, Instant.parse("2026-11-24T12:00:00Z"));
    private static final String SCREWS_JSON =
            "{\"id\":\"42\",\"count\":7,\"since\":\"2026-11-24T12:00:00Z\",\"more\":[]}";

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final Discovery discovery = Discovery.over(registry);
    private final MetricRegistry metrics = new MetricRegistry();
    private final ServiceClients clients = ServiceClients.builder(discovery, metrics)
            .timeout(Duration.ofSeconds(5))
            .build();
    private final Instance one = new Instance("inventory-1");
    private final Instance two = new Instance("inventory-2");

    @BeforeEach
    void start() throws IOException {
        Hystrix.reset();
        one.start();
        two.start();
    }

    @AfterEach
    void stop() {
        one.close();
        two.close();
        clients.close();
        discovery.close();
        MDC.clear();
        Threads.awaitOnly(Set.of());
    }

    @Test
    void aMethodReturnsWhatTheServiceAnswers() throws InterruptedException {
        one.register(registry);
        one.answer(ok(SCREWS_JSON));

        assertThat(stock().find("42")).isEqualTo(SCREWS);

        RecordedRequest request = one.take();
        assertThat(request.getRequestLine()).isEqualTo("GET /inventory/42 HTTP/1.1");
        assertThat(request.getHeaders().get("Host")).isEqualTo("127.0.0.1:" + one.port());
    }

    @Test
    void callsGoToTheInstancesInTurn() {
        bothRegistered();
        for (int i = 0; i < 3; i++) {
            one.answer(ok(SCREWS_JSON));
            two.answer(ok(SCREWS_JSON));
        }
        Stock stock = stock();

        Stream.generate(() -> stock.find("42")).limit(6).forEach(item -> assertThat(item)
                .isEqualTo(SCREWS));

        assertThat(one.requests()).isEqualTo(3);
        assertThat(two.requests()).isEqualTo(3);
    }

    @Test
    void aBodyIsSentAsJson() throws InterruptedException {
        one.register(registry);
        one.answer(ok(SCREWS_JSON));

        assertThat(stock().add(new Item("42", 7, null))).isEqualTo(SCREWS);

        assertThat(one.take().getBody().utf8()).isEqualTo("{\"id\":\"42\",\"count\":7,\"since\":null}");
    }

    @Test
    void anEmptyAnswerIsNull() {
        one.register(registry);
        one.answer(new MockResponse.Builder().code(204).build());

        assertThat(stock().remove("42")).isNull();
    }

    @Test
    void aCallIsMadeWhenItIsExecuted() throws IOException {
        one.register(registry);
        Call<Item> call = stock().call("42");
        assertThat(one.requests()).isZero();
        one.answer(ok(SCREWS_JSON));
        one.answer(ok(SCREWS_JSON));

        assertThat(call.execute().body()).isEqualTo(SCREWS);
        assertThat(call.clone().execute().body()).isEqualTo(SCREWS);
    }

    @Test
    void aCallThatIsQueuedAnswersItsCallback() {
        one.register(registry);
        one.answer(ok(SCREWS_JSON));
        CompletableFuture<Item> answer = new CompletableFuture<>();

        stock().call("42").enqueue(new Callback<>() {
            @Override
            public void onResponse(Call<Item> call, Response<Item> response) {
                answer.complete(response.body());
            }

            @Override
            public void onFailure(Call<Item> call, Throwable failure) {
                answer.completeExceptionally(failure);
            }
        });

        assertThat(answer.join()).isEqualTo(SCREWS);
    }

    @Test
    void aCallReturnsAnErrorAnswerWithItsBody() throws IOException {
        one.register(registry);
        one.answer(new MockResponse.Builder().code(503).body("out of order").build());

        Response<Item> response = stock().call("42").execute();

        assertThat(response.code()).isEqualTo(503);
        assertThat(response.errorBody().string()).isEqualTo("out of order");
    }

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
    void theRequestIdBeingServedIsPassedOn() throws InterruptedException {
        one.register(registry);
        one.answer(ok(SCREWS_JSON));
        MDC.put("requestId", "abc-123");

        stock().find("42");

        assertThat(one.take().getHeaders().get("X-Request-Id")).isEqualTo("abc-123");
    }

    @Test
    void withoutAUsableRequestIdOneIsBegun() throws InterruptedException {
        one.register(registry);
        one.answer(ok(SCREWS_JSON));
        one.answer(ok(SCREWS_JSON));
        stock().find("42");
        MDC.put("requestId", "a\r\nForged: header");
        stock().find("42");

        assertThat(one.take().getHeaders().get("X-Request-Id")).matches("[0-9a-f]{16}");
        assertThat(one.take().getHeaders().get("X-Request-Id")).matches("[0-9a-f]{16}");
    }

    @Test
    void theQueryIsInNoMessage() {
        assertThatThrownBy(() -> stock().all("password"))
                .hasMessageStartingWith("Stock.all (GET /inventory) failed: ")
                .hasMessageNotContaining("password");
    }

    @Test
    void callsAndFailuresAreMeasured() {
        one.register(registry);
        one.answer(ok(SCREWS_JSON));
        one.answer(new MockResponse.Builder().code(404).build());
        one.answer(new MockResponse.Builder().code(500).build());
        Stock stock = stock();
        stock.find("42");
        assertThatThrownBy(() -> stock.find("43")).isInstanceOf(ServiceCallException.class);
        assertThatThrownBy(() -> stock.find("44")).isInstanceOf(ServiceCallException.class);

        assertThat(metrics.timer("client.inventory.Stock.find").getCount()).isEqualTo(3);
        assertThat(metrics.meter("client.inventory.Stock.find.failures").getCount())
                .isEqualTo(1);
    }

    @Test
    void unsafeIsOffBeforeRxJavaLoads() {
        assertThat(System.getProperty("rx.unsafe-disable")).isEqualTo("true");
    }

    private Stock stock() {
        return clients.create(Stock.class);
    }

    private void bothRegistered() {
        one.register(registry);
        two.register(registry);
        await().until(() -> discovery.snapshot("inventory").instances().size() == 2);
    }

    /** Turns the round robin of two until the one given is next. */
    private void nextIs(String id) {
        while (discovery.pick("inventory", Set.of()).orElseThrow().id().equals(id)) {
            Thread.onSpinWait();
        }
    }

    private static MockResponse ok(String json) {
        return new MockResponse.Builder().body(json).build();
    }

    private static MockResponse brokenOff() {
        return new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build();
    }

    private static MockResponse slow() {
        return new MockResponse.Builder()
                .body(SCREWS_JSON)
                .headersDelay(20, TimeUnit.SECONDS)
                .build();
    }
}
