package io.slipway.registry.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.netflix.hystrix.Hystrix;
import com.netflix.hystrix.HystrixThreadPoolKey;
import com.netflix.hystrix.HystrixThreadPoolMetrics;
import com.netflix.hystrix.strategy.HystrixPlugins;
import io.slipway.registry.Subscription;
import io.slipway.registry.client.CallOptions.Isolation;
import io.slipway.registry.client.ServiceCallException.Reason;
import io.slipway.registry.settings.SettingsReport.Refusal;
import io.slipway.registry.settings.SettingsStore;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import retrofit2.http.GET;
import retrofit2.http.Path;

/** Writes properties into KV while clients run, and looks at what the next call does. */
class HystrixSettingsTest extends ClientTest {

    private static final String FIND = "hystrix.command.Stock.find.";
    private static final String TIMEOUT = "execution.isolation.thread.timeoutInMilliseconds";

    @ServiceClient("inventory")
    @CallOptions(timeoutMillis = 9_000)
    interface Annotated {
        @GET("inventory/{id}")
        Item find(@Path("id") String id);
    }

    @ServiceClient("pool")
    @CallOptions(isolation = Isolation.THREAD, concurrency = 1, timeoutMillis = 600_000)
    interface Growing {
        @GET("inventory/{id}")
        CompletableFuture<String> find(@Path("id") String id);
    }

    private SettingsStore store;
    private ServiceClients live;
    private Stock stock;

    @BeforeEach
    void follow() {
        store = SettingsStore.open(registry, "orders");
        live = ServiceClients.builder(discovery, metrics)
                .timeout(Duration.ofSeconds(20))
                .settings(store)
                .build();
        one.register(registry);
        await().until(() -> !discovery.snapshot("inventory").instances().isEmpty());
        stock = live.create(Stock.class);
        one.answer(ok(SCREWS_JSON));
        stock.find("0");
    }

    @AfterEach
    void unfollow() {
        live.close();
        store.close();
        Hystrix.reset(20, TimeUnit.SECONDS);
    }

    private void set(String name, String text) {
        registry.put("config/orders/" + name, text);
    }

    private static String inForce(String name) {
        return HystrixPlugins.getInstance()
                .getDynamicProperties()
                .getString(name, "none")
                .get();
    }

    private static Reason reason(ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(ServiceCallException.class, call).reason();
    }

    @Test
    void hystrixFoundTheseSettingsByItself() {
        assertThat(HystrixPlugins.getInstance().getDynamicProperties()).isInstanceOf(HystrixSettings.class);
    }

    @Test
    void aTimeoutChangesWithoutARestart() {
        set(FIND + TIMEOUT, "150");
        await().until(() -> inForce(FIND + TIMEOUT).equals("150"));
        one.answer(slow());

        failsWith(
                () -> stock.find("42"),
                "Stock.find (GET /inventory/42) failed after # ms: inventory did not answer within 150 ms."
                        + " Tried inventory-1 at 127.0.0.1:" + one.port() + " (# ms): no answer in time.");
    }

    @Test
    void aCircuitIsForcedOpenAndShutAgain() {
        set(FIND + "circuitBreaker.forceOpen", "true");
        await().until(() -> inForce(FIND + "circuitBreaker.forceOpen").equals("true"));

        failsWith(
                () -> stock.find("42"),
                "Stock.find (GET /inventory/42) failed after # ms:"
                        + " its circuit is held open by the property circuitBreaker.forceOpen. No instance was tried.");

        registry.delete("config/orders/" + FIND + "circuitBreaker.forceOpen");
        await().until(() -> inForce(FIND + "circuitBreaker.forceOpen").equals("none"));
        one.answer(ok(SCREWS_JSON));
        assertThat(stock.find("42")).isEqualTo(SCREWS);
    }

    @Test
    void aSemaphoreShrinksAndGrows() {
        set(FIND + "execution.isolation.semaphore.maxConcurrentRequests", "0");
        await().untilAsserted(() -> assertThat(reason(() -> stock.find("42"))).isEqualTo(Reason.TOO_MANY_CALLS));

        set(FIND + "execution.isolation.semaphore.maxConcurrentRequests", "1");
        one.answer(ok(SCREWS_JSON));
        await().untilAsserted(() -> assertThat(stock.find("42")).isEqualTo(SCREWS));
    }

    @Test
    void callsMoveToAPoolAndBack() {
        List<String> threads = new ArrayList<>();
        Stock telling = live.create(Stock.class, (Stock) Proxy.newProxyInstance(
                Stock.class.getClassLoader(), new Class<?>[] {Stock.class}, (proxy, method, arguments) -> {
                    threads.add(Thread.currentThread().getName());
                    return SCREWS;
                }));
        one.close();
        telling.find("42");
        set("hystrix.command.default.execution.isolation.strategy", "THREAD");
        await().untilAsserted(() -> {
            telling.find("42");
            assertThat(threads.get(threads.size() - 1)).startsWith("hystrix-inventory-");
        });
        registry.delete("config/orders/hystrix.command.default.execution.isolation.strategy");
        await().untilAsserted(() -> {
            telling.find("42");
            assertThat(threads.get(threads.size() - 1)).doesNotStartWith("hystrix-");
        });
    }

    @Test
    void aPoolGrowsWhileItRuns() {
        one.registerAs("pool", registry);
        for (int i = 0; i < 30; i++) {
            one.answer(slow());
        }
        Growing growing = live.create(Growing.class);
        List<CompletableFuture<String>> running = new ArrayList<>(List.of(growing.find("1")));
        await().until(() -> growing.find("2").isCompletedExceptionally());

        set("hystrix.threadpool.pool.coreSize", "20");
        await().until(() -> inForce("hystrix.threadpool.pool.coreSize").equals("20"));
        for (int i = 0; i < 12; i++) {
            running.add(growing.find("more"));
        }

        await().until(() -> HystrixThreadPoolMetrics.getInstance(HystrixThreadPoolKey.Factory.asKey("pool"))
                        .getCurrentActiveCount()
                        .intValue()
                == 13);
        assertThat(running).noneMatch(CompletableFuture::isDone);
        running.forEach(call -> call.cancel(true));
    }

    @Test
    void whatDoesNotParseIsRefusedOnceAndTheLastGoodOneStays() {
        set(FIND + TIMEOUT, "150");
        await().until(() -> inForce(FIND + TIMEOUT).equals("150"));
        set(FIND + TIMEOUT, "soon");
        set("hystrix.command.Stock.find.circuitBreaker.forceOpne", "true");
        set("hystrix.plugin.HystrixEventNotifier.implementation", "evil.Notifier");
        set("hystrix.command.Stock.find.execution.isolation.strategy", "THREADS");
        set("hystrix.command.Stock.find.circuitBreaker.errorThresholdPercentage", "101");

        String unknown = "no property of Hystrix's commands, thread pools and collapsers ends like this";
        await().untilAsserted(() -> assertThat(store.report().refused())
                .extracting(Refusal::key, Refusal::value, Refusal::reason)
                .containsExactlyInAnyOrder(
                        tuple(FIND + TIMEOUT, "soon", "not a whole number"),
                        tuple(FIND + "circuitBreaker.forceOpne", "true", unknown),
                        tuple("hystrix.plugin.HystrixEventNotifier.implementation", "evil.Notifier", unknown),
                        tuple(FIND + "execution.isolation.strategy", "THREADS", "neither THREAD nor SEMAPHORE"),
                        tuple(FIND + "circuitBreaker.errorThresholdPercentage", "101", "more than 100")));
        assertThat(inForce(FIND + TIMEOUT)).isEqualTo("150");
        assertThat(inForce("hystrix.plugin.HystrixEventNotifier.implementation"))
                .isEqualTo("none");
    }

    @Test
    void kvWinsOverTheEnvironmentAndThatOverAnnotationsAndTheseOverDefaults() {
        Annotated annotated = live.create(Annotated.class);
        one.answer(ok(SCREWS_JSON));
        annotated.find("42");
        String own = "hystrix.command.Annotated.find." + TIMEOUT;
        String all = "hystrix.command.default." + TIMEOUT;

        assertThat(inForce(own)).isEqualTo("9000");
        assertThat(inForce(FIND + TIMEOUT)).isEqualTo("20000");
        try (Subscription environment = HystrixSettings.ask(Map.of(all, "5000")::get)) {
            assertThat(inForce(own)).isEqualTo("9000");
            assertThat(inForce(FIND + TIMEOUT)).isEqualTo("5000");
        }
        try (Subscription environment = HystrixSettings.ask(Map.of(own, "4000")::get)) {
            assertThat(inForce(own)).isEqualTo("4000");
            set(own, "3000");
            await().until(() -> inForce(own).equals("3000"));
        }
        set(all, "2000");
        await().until(() -> inForce(FIND + TIMEOUT).equals("2000"));
        assertThat(inForce(own)).isEqualTo("3000");
        registry.delete("config/orders/" + own);
        await().until(() -> inForce(own).equals("9000"));
    }

    @Test
    void anEnvironmentThatSaysNonsenseIsPassedOver() {
        try (Subscription environment = HystrixSettings.ask(Map.of(FIND + TIMEOUT, "-5")::get)) {
            assertThat(inForce(FIND + TIMEOUT)).isEqualTo("20000");
        }
    }

    @Test
    void whatAStoreSaidIsForgottenWithIt() {
        set(FIND + TIMEOUT, "150");
        await().until(() -> inForce(FIND + TIMEOUT).equals("150"));

        live.close();

        assertThat(inForce(FIND + TIMEOUT)).isEqualTo("20000");
    }

    @Test
    void retriesCanBeTurnedOff() {
        set(FIND + "retries", "0");
        await().until(() -> inForce(FIND + "retries").equals("0"));
        one.answer(brokenOff());
        int before = one.requests();

        assertThat(reason(() -> stock.find("42"))).isEqualTo(Reason.BROKEN_OFF);

        assertThat(one.requests()).isEqualTo(before + 1);
    }
}
