package io.slipway.registry.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.codahale.metrics.MetricRegistry;
import com.netflix.hystrix.Hystrix;
import io.slipway.registry.discovery.Discovery;
import io.slipway.registry.internal.Threads;
import io.slipway.registry.testing.InMemoryRegistry;
import java.io.IOException;
import java.util.Set;
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
    }

    private static final class Failing implements Stock {

        @Override
        public String find(String id) {
            throw new IllegalArgumentException("nothing but " + id);
        }

        @Override
        public Call<String> call(String id) {
            return Calls.failure(new IOException("nothing but " + id));
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
        one.answer(new MockResponse.Builder().code(500).build());
        one.answer(new MockResponse.Builder().code(500).build());
        Stock stock = clients.create(Stock.class);

        assertThat(stock.find("screws")).isEqualTo("no screws");
        assertThat(stock.call("nails").execute().body()).isEqualTo("no nails");
        assertThat(metrics.meter("client.inventory.Stock.find.failures").getCount())
                .isEqualTo(1);
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

        assertThat(failure)
                .hasMessage("Stock.find (GET /stock/screws) failed: inventory answered 404: no screws here."
                        + " Tried inventory-1 at 127.0.0.1:" + one.port() + ": 404.");
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
        Stock given = new Stock() {
            @Override
            public String find(String id) {
                return "given " + id;
            }

            @Override
            public Call<String> call(String id) {
                return Calls.response("given " + id);
            }
        };

        assertThat(clients.create(Stock.class, given).find("screws")).isEqualTo("given screws");
    }

    @Test
    void aFallbackThatFailsTooIsToldBesideTheFailure() {
        one.answer(new MockResponse.Builder().code(500).build());
        Stock stock = clients.create(Stock.class, new Failing());

        ServiceCallException failure = catchThrowableOfType(ServiceCallException.class, () -> stock.find("screws"));

        assertThat(failure)
                .hasMessage("Stock.find (GET /stock/screws) failed: inventory answered 500."
                        + " Tried inventory-1 at 127.0.0.1:" + one.port() + ": 500.");
        assertThat(failure.getSuppressed())
                .singleElement()
                .asInstanceOf(InstanceOfAssertFactories.THROWABLE)
                .hasMessage("The fallback Failing failed: java.lang.IllegalArgumentException: nothing but screws");
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
