package io.slipway.registry.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.codahale.metrics.MetricRegistry;
import com.netflix.hystrix.Hystrix;
import io.slipway.registry.discovery.Discovery;
import io.slipway.registry.internal.Threads;
import io.slipway.registry.testing.InMemoryRegistry;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import mockwebserver3.MockResponse;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import retrofit2.Call;
import retrofit2.Response;
import retrofit2.http.GET;
import retrofit2.http.Path;
import retrofit2.mock.Calls;

@Timeout(30)
class FallbackTest {

    @ServiceClient(value = "inventory", fallback = Empty.class)
    interface Stock {
        @GET("stock/{id}")
        String find(@Path("id") String id);

        @GET("stock/{id}")
        Call<String> call(@Path("id") String id);

        @GET("stock/{id}")
        Response<String> response(@Path("id") String id);

        @GET("stock/{id}")
        CompletableFuture<String> future(@Path("id") String id);

        @GET("stock/{id}")
        CompletableFuture<Response<String>> futureResponse(@Path("id") String id);
    }

    private static final class Empty implements Stock {

        @Override
        public String find(String id) {
            return "no " + id;
        }

        @Override
        public Call<String> call(String id) {
            return Calls.response("no " + id);
        }

        @Override
        public Response<String> response(String id) {
            return Response.success("no " + id);
        }

        @Override
        public CompletableFuture<String> future(String id) {
            return CompletableFuture.completedFuture("no " + id);
        }

        @Override
        public CompletableFuture<Response<String>> futureResponse(String id) {
            return CompletableFuture.completedFuture(Response.success("no " + id));
        }
    }

    /** Fails in every way there is. */
    private static final class Failing implements Stock {

        @Override
        public String find(String id) {
            throw new IllegalArgumentException("nothing but " + id);
        }

        @Override
        public Call<String> call(String id) {
            return Calls.failure(new IOException("nothing but " + id));
        }

        @Override
        public Response<String> response(String id) {
            return null;
        }

        @Override
        public CompletableFuture<String> future(String id) {
            return CompletableFuture.failedFuture(new IllegalArgumentException("nothing but " + id));
        }

        @Override
        public CompletableFuture<Response<String>> futureResponse(String id) {
            return new CompletableFuture<>();
        }
    }

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final Discovery discovery = Discovery.over(registry);
    private final MetricRegistry metrics = new MetricRegistry();
    private final ServiceClients clients = ServiceClients.over(discovery, metrics);
    private final Instance one = new Instance("inventory-1");

    @BeforeEach
    void start() throws IOException {
        Hystrix.reset();
        one.start();
        one.register(registry);
    }

    @AfterEach
    void stop() {
        one.close();
        clients.close();
        discovery.close();
        Threads.awaitOnly(Set.of());
    }

    @Test
    void aFailureIsAnsweredByTheSameMethodWithTheSameArguments() throws IOException {
        for (int i = 0; i < 5; i++) {
            one.answer(new MockResponse.Builder().code(500).build());
        }
        Stock stock = clients.create(Stock.class);

        assertThat(stock.find("screws")).isEqualTo("no screws");
        assertThat(stock.call("nails").execute().body()).isEqualTo("no nails");
        assertThat(stock.response("nuts").body()).isEqualTo("no nuts");
        assertThat(stock.future("bolts").join()).isEqualTo("no bolts");
        assertThat(stock.futureResponse("pins").join().body()).isEqualTo("no pins");
        for (String method : List.of("find", "call", "response", "future", "futureResponse")) {
            String name = "client.inventory.Stock." + method;
            assertThat(metrics.meter(name + ".errors").getCount()).isEqualTo(1);
            assertThat(metrics.meter(name + ".fallbacks").getCount()).isEqualTo(1);
        }
    }

    @Test
    void aServiceThatIsGoneIsAnsweredByTheFallback() {
        one.close();

        assertThat(clients.create(Stock.class).find("screws")).isEqualTo("no screws");
    }

    @Test
    void theCallersOwnFaultIsNoCaseForTheFallback() throws IOException {
        one.answer(new MockResponse.Builder().code(404).body("no screws here").build());
        one.answer(new MockResponse.Builder().code(404).body("no nails here").build());
        Stock stock = clients.create(Stock.class);

        ServiceCallException failure = catchThrowableOfType(ServiceCallException.class, () -> stock.find("screws"));
        Response<String> answer = stock.call("nails").execute();

        assertThat(ClientTest.timeless(failure))
                .isEqualTo("Stock.find (GET /stock/screws) failed after # ms: inventory answered 404: no screws here."
                        + " Tried inventory-1 at 127.0.0.1:" + one.port() + " (# ms): 404.");
        assertThat(answer.code()).isEqualTo(404);
        assertThat(answer.errorBody().string()).isEqualTo("no nails here");
    }

    @Test
    void tooManyRequestsIsTheServicesFault() {
        one.answer(new MockResponse.Builder().code(429).build());

        assertThat(clients.create(Stock.class).find("screws")).isEqualTo("no screws");
    }

    @Test
    void aFallbackGivenWinsOverTheOneAnnotated() {
        one.close();
        Stock given = (Stock) Proxy.newProxyInstance(
                Stock.class.getClassLoader(),
                new Class<?>[] {Stock.class},
                (proxy, method, arguments) -> "given " + arguments[0]);

        assertThat(clients.create(Stock.class, given).find("screws")).isEqualTo("given screws");
    }

    @Test
    void aFallbackThatFailsTooIsToldBesideTheFailure() {
        failsBeside(
                stock -> stock.find("screws"),
                "the fallback Failing failed:" + " java.lang.IllegalArgumentException: nothing but screws");
        failsBeside(
                stock -> stock.call("screws").execute(),
                "the call that the fallback Failing returned failed:" + " nothing but screws");
        failsBeside(stock -> stock.response("screws"), "the fallback Failing returned null for a Response");
        failsBeside(
                stock -> stock.future("screws").get(),
                "the future that the fallback Failing returned failed:"
                        + " java.lang.IllegalArgumentException: nothing but screws");
        failsBeside(
                stock -> stock.futureResponse("screws").get(),
                "the future that the fallback Failing returned was not done within 1000 ms");
        assertThat(metrics.meter("client.inventory.Stock.find.fallbacks").getCount())
                .isZero();
    }

    private interface Called {
        Object on(Stock stock) throws Exception;
    }

    private void failsBeside(Called called, String ofFallback) {
        // A connection refused says the same in every form.
        one.close();
        Throwable thrown = catchThrowable(() -> called.on(clients.create(Stock.class, new Failing())));
        Throwable failure = thrown instanceof ExecutionException ? thrown.getCause() : thrown;

        assertThat(failure).isInstanceOf(ServiceCallException.class).hasMessageContaining("could not be reached");
        assertThat(failure.getSuppressed())
                .singleElement()
                .asInstanceOf(InstanceOfAssertFactories.THROWABLE)
                .hasMessage(ofFallback);
    }

    @Test
    void anOpenCircuitIsAnsweredByTheFallback() {
        String property = "hystrix.command.Stock.find.circuitBreaker.forceOpen";
        System.setProperty(property, "true");
        try {
            assertThat(clients.create(Stock.class).find("screws")).isEqualTo("no screws");
            assertThat(one.requests()).isZero();
        } finally {
            System.clearProperty(property);
        }
    }
}
