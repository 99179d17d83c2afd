package io.slipway.registry.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.codahale.metrics.MetricRegistry;
import com.netflix.hystrix.Hystrix;
import io.slipway.registry.discovery.Balance;
import io.slipway.registry.discovery.Discovery;
import io.slipway.registry.discovery.OutlierPolicy;
import io.slipway.registry.internal.Threads;
import io.slipway.registry.testing.InMemoryRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.slf4j.MDC;
import retrofit2.Call;
import retrofit2.Response;
import retrofit2.http.Body;
import retrofit2.http.DELETE;
import retrofit2.http.GET;
import retrofit2.http.POST;
import retrofit2.http.PUT;
import retrofit2.http.Path;
import retrofit2.http.Query;

/** Sets up a client of the inventory and two instances of it, for the tests of calls. */
@Timeout(30)
abstract class ClientTest {

    record Item(String id, int count, Instant since) {}

    @ServiceClient("inventory")
    interface Stock {
        @GET("inventory/{id}")
        Item find(@Path("id") String id);

        @GET("inventory")
        List<Item> all(@Query("secret") String secret);

        @GET("inventory/{id}")
        Call<Item> call(@Path("id") String id);

        @GET("inventory/{id}")
        Response<Item> response(@Path("id") String id);

        @GET("inventory/{id}")
        CompletableFuture<Item> future(@Path("id") String id);

        @GET("inventory/{id}")
        CompletableFuture<Response<Item>> futureResponse(@Path("id") String id);

        @POST("inventory")
        Item add(@Body Item item);

        @PUT("inventory/{id}")
        Item set(@Path("id") String id, @Body Item item);

        @DELETE("inventory/{id}")
        Void remove(@Path("id") String id);
    }

    static final Item SCREWS = new Item("42", 7, Instant.parse("2026-11-24T12:00:00Z"));
    static final String SCREWS_JSON = "{\"id\":\"42\",\"count\":7,\"since\":\"2026-11-24T12:00:00Z\",\"more\":[]}";

    final InMemoryRegistry registry = new InMemoryRegistry();
    // In turn, so that a test can say who is next.
    final Discovery discovery = Discovery.over(
            registry,
            Discovery.Options.DEFAULT
                    .withBalance(Balance.ROUND_ROBIN)
                    .withOutliers(OutlierPolicy.NONE)
                    .withSlowStart(Duration.ZERO));
    final MetricRegistry metrics = new MetricRegistry();
    final ServiceClients clients = ServiceClients.builder(discovery, metrics)
            .timeout(Duration.ofSeconds(5))
            .build();
    final Instance one = new Instance("inventory-1");
    final Instance two = new Instance("inventory-2");

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

    Stock stock() {
        return clients.create(Stock.class);
    }

    void bothRegistered() {
        one.register(registry);
        two.register(registry);
        await().until(() -> discovery.snapshot("inventory").instances().size() == 2);
    }

    /** Turns the round robin of two until the one given is next. */
    void nextIs(String id) {
        while (discovery.pick("inventory", Set.of()).orElseThrow().id().equals(id)) {
            Thread.onSpinWait();
        }
    }

    /** Expects a failure with a message in which {@code #} stands for every number of milliseconds that it took. */
    static ServiceCallException failsWith(ThrowableAssert.ThrowingCallable call, String message) {
        ServiceCallException failure = catchThrowableOfType(ServiceCallException.class, call);
        assertThat(timeless(failure)).isEqualTo(message);
        return failure;
    }

    static String timeless(Throwable failure) {
        return failure.getMessage()
                .replaceFirst(" failed after \\d+ ms: ", " failed after # ms: ")
                .replaceAll("\\(\\d+ ms\\): ", "(# ms): ");
    }

    static MockResponse ok(String json) {
        return new MockResponse.Builder().body(json).build();
    }

    static MockResponse brokenOff() {
        return new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build();
    }

    static MockResponse slow() {
        return new MockResponse.Builder()
                .body(SCREWS_JSON)
                .headersDelay(20, TimeUnit.SECONDS)
                .build();
    }
}
