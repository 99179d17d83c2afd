package io.slipway.registry.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.registry.client.ServiceCallException.Reason;
import io.slipway.registry.settings.SettingsStore;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import retrofit2.Response;
import retrofit2.http.Body;
import retrofit2.http.GET;
import retrofit2.http.POST;
import retrofit2.http.Path;

/** Holds the examples of docs/clients.md. */
class GuideTest extends ClientTest {

    @ServiceClient(value = "inventory", fallback = NoInventory.class)
    interface InventoryApi {
        @GET("inventory/{id}")
        Item find(@Path("id") String id);

        @POST("inventory")
        @CallOptions(timeoutMillis = 3_000)
        CompletableFuture<Item> add(@Body Item item);

        @GET("inventory/{id}")
        Response<Item> look(@Path("id") String id);
    }

    static final class NoInventory implements InventoryApi {

        @Override
        public Item find(String id) {
            return new Item(id, 0, null);
        }

        @Override
        public CompletableFuture<Item> add(Item item) {
            return CompletableFuture.failedFuture(new IllegalStateException("nobody keeps " + item.id()));
        }

        @Override
        public Response<Item> look(String id) {
            return Response.success(find(id));
        }
    }

    @Test
    void declareAndCall() {
        one.register(registry);
        one.answer(ok(SCREWS_JSON));
        try (SettingsStore settings = SettingsStore.open(registry, "orders");
                ServiceClients clients = ServiceClients.builder(discovery, metrics)
                        .settings(settings)
                        .build()) {
            InventoryApi inventory = clients.create(InventoryApi.class);
            Item item = inventory.find("42");

            assertThat(item).isEqualTo(SCREWS);
        }
    }

    @Test
    void whoeverGetsTheWholeResponseGetsAnErrorToo() {
        one.register(registry);
        one.answer(new MockResponse.Builder().code(404).build());

        assertThat(clients.create(InventoryApi.class).look("42").code()).isEqualTo(404);
    }

    @Test
    void theFallbackAnswersForAServiceThatIsNotThere() {
        InventoryApi inventory = clients.create(InventoryApi.class);

        assertThat(inventory.find("42")).isEqualTo(new Item("42", 0, null));
        assertThat(inventory.add(SCREWS))
                .failsWithin(Duration.ofSeconds(20))
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .isInstanceOfSatisfying(ServiceCallException.class, failure -> assertThat(failure.reason())
                        .isEqualTo(Reason.NO_INSTANCE));
    }

    @Test
    void whatARequestCarriesIsTakenToAnotherThread() {
        ExecutorService executor = Executors.newSingleThreadExecutor(task -> new Thread(task, "other"));
        CompletableFuture<String> seen = new CompletableFuture<>();
        Runnable task = () -> seen.complete(Thread.currentThread().getName() + " " + MDC.get("requestId") + " "
                + TraceContext.current().isPresent());
        MDC.put("requestId", "abc-123");
        try (Scope scope = TraceContext.begin(new Random(1)).makeCurrent()) {
            executor.execute(RequestContext.capture().around(task));
        }

        assertThat(seen.join()).isEqualTo("other abc-123 true");
        CompletableFuture<String> after = new CompletableFuture<>();
        executor.execute(() -> after.complete(
                MDC.get("requestId") + " " + TraceContext.current().isPresent()));
        assertThat(after.join()).isEqualTo("null false");
        executor.shutdown();
    }

    @Test
    void anOperatorOpensACircuit() {
        try (SettingsStore settings = SettingsStore.open(registry, "orders");
                ServiceClients clients = ServiceClients.builder(discovery, metrics)
                        .settings(settings)
                        .build()) {
            one.register(registry);
            InventoryApi inventory = clients.create(InventoryApi.class);
            registry.put("config/orders/hystrix.command.InventoryApi.find.circuitBreaker.forceOpen", "true");

            await().until(() -> {
                one.answer(ok(SCREWS_JSON));
                return inventory.find("42").count() == 0;
            });
        }
    }
}
