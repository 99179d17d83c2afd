package io.slipway.service;

import static io.slipway.service.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.registry.Registry;
import io.slipway.registry.testing.InMemoryRegistry;
import io.slipway.service.app.OrdersApplication;
import io.slipway.service.app.SlowRequest;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
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
        try (ServletWebServerApplicationContext context = start(Duration.ZERO)) {
            Web web = new Web(context.getWebServer().getPort());
            assertThat(web.get("/orders/1").statusCode()).isEqualTo(200);
            assertThat(web.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
            HttpResponse<String> health = web.get("/actuator/health");
            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(health.body()).contains("\"registered\":false},\"status\":\"UNKNOWN\"");
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
        await().until(() -> !registered(context));
        assertThat(new Web(port).get("/orders/1").statusCode()).isEqualTo(200);
        assertThat(new Web(port).get("/actuator/health/readiness").statusCode()).isEqualTo(503);
        await().until(() -> refusesConnections(port));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(drain);
        assertThat(slow).isNotDone();
        assertThat(stopped).isNotDone();

        context.getBean(SlowRequest.class).release();
        assertThat(slow.get().body()).isEqualTo("done");
        stopped.get();
    }

    private ServletWebServerApplicationContext start(Duration drain) {
        return (ServletWebServerApplicationContext) new SpringApplicationBuilder(OrdersApplication.class)
                .initializers((GenericApplicationContext context) ->
                        context.registerBean("registry", Registry.class, () -> registry))
                .run("--server.port=0", "--slipway.drain=" + drain);
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
