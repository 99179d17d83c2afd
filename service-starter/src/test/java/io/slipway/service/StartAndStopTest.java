package io.slipway.service;

import static io.slipway.service.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.registry.FreePort;
import io.slipway.registry.Registry;
import io.slipway.registry.ServiceInstance;
import io.slipway.registry.testing.InMemoryRegistry;
import io.slipway.service.app.OrdersApplication;
import io.slipway.service.app.SlowRequest;
import io.slipway.service.registration.ReadinessGate;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

@Timeout(120)
final class StartAndStopTest {

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    @Test
    void itServesWhileTheRegistryIsAwayAndRegistersWhenItComesBack() throws Exception {
        registry.goAway();
        try (ServletWebServerApplicationContext context =
                start(Duration.ZERO, "--slipway.registry-at-boot=run-without")) {
            Web web = new Web(context.getWebServer().getPort());
            assertThat(web.get("/orders/1").statusCode()).isEqualTo(200);
            assertThat(web.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
            HttpResponse<String> health = web.get("/actuator/health");
            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(health.body()).contains("\"registered\":false,\"state\":\"announcing\"");
            await().until(() ->
                    web.body("/actuator/health").contains("\"problem\":\"The registry in memory is away.\""));
            registry.comeBack();
            await().until(() -> registered(context));
        }
    }

    @Test
    void onStopItLeavesTheRegistryServesOnAndFinishesWhatIsInFlight() throws Exception {
        Duration drain = Duration.ofSeconds(2);
        ServletWebServerApplicationContext context = start(drain);
        int port = context.getWebServer().getPort();
        await().until(() -> registered(context));
        Future<HttpResponse<String>> slow = threads.submit(() -> new Web(port).get("/slow"));
        context.getBean(SlowRequest.class).awaitArrival();

        long begun = System.nanoTime();
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(context::close, threads);
        await().until(() -> healthy().isEmpty());
        assertThat(registered(context)).isTrue();
        HttpResponse<String> last = new Web(port).get("/orders/1");
        assertThat(last.statusCode()).isEqualTo(200);
        assertThat(last.headers().firstValue("Connection")).hasValue("close");
        assertThat(new Web(port).get("/orders/1").statusCode()).isEqualTo(200);
        assertThat(new Web(port).get("/actuator/health/readiness").statusCode()).isEqualTo(503);
        await().until(() -> refusesConnections(port));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(drain);
        assertThat(slow).isNotDone();
        assertThat(stopped).isNotDone();
        String id = context.getBean(Identity.class).instance();
        assertThat(registry.isRegistered(id)).isTrue();

        context.getBean(SlowRequest.class).release();
        assertThat(slow.get().body()).isEqualTo("done");
        stopped.get();
        registry.comeBack(); // The context has closed it.
        assertThat(registry.isRegistered(id)).isFalse();
    }

    @Test
    void whereItIsToldToItLeavesTheRegistryBeforeItDrains() throws Exception {
        ServletWebServerApplicationContext context = start(Duration.ofSeconds(2), "--slipway.withdraw=deregister");
        int port = context.getWebServer().getPort();
        String id = context.getBean(Identity.class).instance();
        await().until(() -> registry.isRegistered(id));

        CompletableFuture<Void> stopped = CompletableFuture.runAsync(context::close, threads);

        await().until(() -> healthy().isEmpty());
        assertThat(registry.isRegistered(id)).isFalse();
        assertThat(new Web(port).get("/orders/1").statusCode()).isEqualTo(200);
        stopped.get();
    }

    @Test
    void itListensAndIsNotReadyUntilTheRegistryAnswersAndEveryGateIsOpen() throws Exception {
        registry.goAway();
        AtomicReference<Optional<String>> prices = new AtomicReference<>(Optional.of("the prices to be read"));
        int port = FreePort.find();
        Future<ServletWebServerApplicationContext> started = threads.submit(() -> start(
                port,
                Duration.ZERO,
                context -> context.registerBean("prices", ReadinessGate.class, () -> prices::get)));
        Web web = new Web(port);
        await().ignoreExceptions()
                .until(() -> web.get("/actuator/health/liveness").statusCode() == 200);
        await().untilAsserted(() -> assertThat(web.body("/actuator/health"))
                .contains("\"registered\":false,\"state\":\"waiting\",\"waitsFor\":[")
                .contains("\"the prices to be read\"")
                .contains("\"the registry to give the settings of orders\"")
                .contains("\"the registry to give the instances of inventory\""));
        assertThat(web.get("/actuator/health/readiness").statusCode()).isEqualTo(503);

        registry.comeBack();
        await().until(() -> web.body("/actuator/health").contains("\"waitsFor\":[\"the prices to be read\"]"));
        assertThat(healthy()).isEmpty();
        assertThat(web.get("/actuator/health/readiness").statusCode()).isEqualTo(503);

        prices.set(Optional.empty());
        await().until(() -> !healthy().isEmpty());
        assertThat(web.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
        started.get().close();
    }

    @Test
    void itReportsItsReadinessWhereTheRegistryDoesNotAsk() throws Exception {
        try (ServletWebServerApplicationContext context = start(Duration.ZERO, "--slipway.check.type=ttl")) {
            await().until(() -> !healthy().isEmpty());
            AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC);

            await().until(() -> healthy().isEmpty());
        }
    }

    private List<ServiceInstance> healthy() {
        return registry.healthyInstances("orders", 0, Duration.ZERO).value();
    }

    private ServletWebServerApplicationContext start(Duration drain, String... more) {
        return start(0, drain, context -> {}, more);
    }

    private ServletWebServerApplicationContext start(
            int port, Duration drain, ApplicationContextInitializer<GenericApplicationContext> beans, String... more) {
        return (ServletWebServerApplicationContext) new SpringApplicationBuilder(OrdersApplication.class)
                .initializers(
                        (GenericApplicationContext context) ->
                                context.registerBean("registry", Registry.class, () -> registry),
                        beans)
                .run(Stream.concat(Stream.of("--slipway.drain=" + drain, "--server.port=" + port), Stream.of(more))
                        .toArray(String[]::new));
    }

    private boolean registered(ServletWebServerApplicationContext context) {
        return registry.isRegistered(context.getBean(Identity.class).instance());
    }

    private static boolean refusesConnections(int port) throws InterruptedException {
        try {
            // A client of its own: an open connection may still be served.
            new Web(port).get("/orders/1");
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
