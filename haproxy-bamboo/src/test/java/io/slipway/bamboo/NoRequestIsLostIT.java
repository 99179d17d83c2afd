package io.slipway.bamboo;

import static io.slipway.bamboo.Apps.app;
import static io.slipway.bamboo.Apps.checkedApp;
import static io.slipway.bamboo.Apps.in;
import static io.slipway.bamboo.Apps.task;
import static io.slipway.bamboo.EdgeFixture.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.marathon.App;
import io.slipway.marathon.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class NoRequestIsLostIT {

    private static final Logger log = LoggerFactory.getLogger(NoRequestIsLostIT.class);
    private static final Map<String, String> UNREGISTERED = Map.of("HAPROXY_0_PATH", "/orders");

    private final List<HttpService> services = new ArrayList<>();
    private EdgeFixture fixture;

    @BeforeEach
    void prepare() throws Exception {
        fixture = new EdgeFixture().start();
        for (int i = 0; i < 4; i++) {
            services.add(HttpService.start("orders-" + i));
        }
    }

    @AfterEach
    void cleanUp() throws Exception {
        fixture.close();
        services.forEach(HttpService::close);
    }

    private App orders(int... running) {
        return app(
                "/orders",
                UNREGISTERED,
                IntStream.of(running).mapToObj(this::taskOf).toArray(Task[]::new));
    }

    private Task taskOf(int service) {
        return task(
                "/orders",
                "t" + service,
                services.get(service % services.size()).port());
    }

    @Test
    @DisplayName("H14, H20: a hundred endpoint changes under load lose nothing and reload nothing")
    void aHundredEndpointChangesUnderLoadLoseNothing() throws Exception {
        fixture.route(orders(0, 1));
        fixture.awaitTraffic("t0", "t1");
        int reloads = fixture.topology().path("haproxy").path("reloads").asInt();
        List<Long> effective = new ArrayList<>();
        try (Load load = new Load(fixture.edge().uri(), "/orders/1", 8)) {
            for (int change = 1; change <= 100; change++) {
                Instant announced = Instant.now();
                // The eldest goes as a new one comes; ports are used again and again.
                fixture.route(orders(change, change + 1));
                fixture.awaitTraffic("t" + change, "t" + (change + 1));
                // When HAProxy's own state was read back.
                Instant readBack = Instant.parse(
                        fixture.topology().path("lastApply").path("at").asText());
                effective.add(Duration.between(announced, readBack).toMillis());
            }
            load.stop();
            effective.sort(null);
            log.info(
                    "100 endpoint changes under load: {} requests, {} lost; announced to effective p50 {} ms, max {} ms",
                    load.requests(),
                    load.failures().size(),
                    effective.get(50),
                    effective.get(99));
            assertThat(load.failures()).isEmpty();
            assertThat(load.requests()).isGreaterThan(500);
        }
        assertThat(fixture.topology().path("haproxy").path("reloads").asInt()).isEqualTo(reloads);
    }

    @Test
    @DisplayName("H17, H18: ten reloads under load lose nothing")
    void tenReloadsUnderLoadLoseNothing() throws Exception {
        fixture.route(orders(0, 1));
        fixture.awaitTraffic("t0", "t1");
        int before = fixture.topology().path("haproxy").path("reloads").asInt();
        try (Load load = new Load(fixture.edge().uri(), "/orders/1", 8)) {
            List<App> apps = new ArrayList<>(List.of(orders(0, 1)));
            for (int reload = 1; reload <= 10; reload++) {
                apps.add(app("/other-" + reload, Map.of("HAPROXY_0_PATH", "/other-" + reload)));
                fixture.marathon.now(apps);
                int wanted = before + reload;
                fixture.awaitTopology(
                        topology -> topology.path("haproxy").path("reloads").asInt() == wanted);
            }
            load.stop();
            log.info(
                    "10 reloads under load: {} requests, {} lost",
                    load.requests(),
                    load.failures().size());
            assertThat(load.failures()).isEmpty();
            assertThat(load.requests()).isGreaterThan(100);
        }
        assertThat(fixture.topology().path("lastApply").path("ok").asBoolean()).isTrue();
    }

    @Test
    @DisplayName("H22: an instance that dies unannounced costs no request")
    void aKilledInstanceIsNotNoticedByAnybodyWhoAsks() throws Exception {
        fixture.route(orders(0, 1, 2));
        fixture.awaitTraffic("t0", "t1", "t2");
        services.get(1).close();
        for (int i = 0; i < 60; i++) {
            assertThat(fixture.get("/orders/1").status()).isEqualTo(200);
            // A connection that could not be made has carried nothing: that is harmless for a POST too.
            assertThat(Http.send(fixture.edge().uri(), "POST", "/orders/1", "x").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void instancesThatDieUnderLoadOneAfterTheOtherCostNoGet() throws Exception {
        fixture.route(orders(0, 1, 2, 3));
        fixture.awaitTraffic("t0", "t1", "t2", "t3");
        try (Load load = new Load(fixture.edge().uri(), "/orders/1", 4)) {
            for (int victim : new int[] {3, 2}) {
                services.get(victim).close();
                awaitRequests(load, 200);
                // Marathon notices only now.
                fixture.route(orders(IntStream.range(0, victim).toArray()));
                fixture.awaitTopology(topology -> fixture.takers().size() == victim);
            }
            awaitRequests(load, 200);
            load.stop();
            // A POST that had reached the victim is not repeated: whether it took effect is unknown.
            assertThat(load.failures())
                    .filteredOn(failure -> failure.startsWith("GET"))
                    .isEmpty();
        }
    }

    private static void awaitRequests(Load load, long more) {
        long seen = load.requests();
        await().until(() -> load.requests() > seen + more);
    }

    @Test
    void aTaskThatIsBeingKilledGetsNoNewRequestAndEndsTheOneItHas() throws Exception {
        fixture.route(orders(0, 1));
        fixture.awaitTraffic("t0", "t1");
        CompletableFuture<Http.Answer> slow = slowRequestOn(0);

        // Only the event: the list of apps still says that it runs.
        fixture.marathon.status(taskOf(0), "TASK_KILLING");

        fixture.awaitTraffic("t1");
        assertThat(fixture.server("t0").path("haproxy").asText()).isEqualTo("DRAIN");
        assertThat(fixture.server("t0").path("draining").asBoolean()).isTrue();
        for (int i = 0; i < 10; i++) {
            assertThat(fixture.get("/orders/1").body()).isEqualTo("orders-1");
        }
        services.get(0).letSlowRequestsEnd();
        assertThat(slow.get().body()).isEqualTo("orders-0");
    }

    @Test
    void aTaskThatIsGoneEndsTheRequestItHasAndItsSlotIsNotGivenAwayBefore() throws Exception {
        fixture.route(orders(0, 1));
        fixture.awaitTraffic("t0", "t1");
        String slot = fixture.server("t0").path("slot").asText();
        CompletableFuture<Http.Answer> slow = slowRequestOn(0);

        fixture.route(orders(1));
        fixture.awaitTraffic("t1");
        fixture.route(orders(1, 2));
        fixture.awaitTraffic("t1", "t2");

        assertThat(fixture.server("t2").path("slot").asText()).isNotEqualTo(slot);
        services.get(0).letSlowRequestsEnd();
        assertThat(slow.get().body()).isEqualTo("orders-0");
        await().untilAsserted(() -> {
            fixture.route(orders(1, 2, 3));
            assertThat(fixture.config())
                    .content()
                    .doesNotContain(":" + services.get(0).port());
        });
    }

    @Test
    void aRequestThatOutlivesAReloadIsAnswered() throws Exception {
        fixture.route(orders(0));
        fixture.awaitTraffic("t0");
        CompletableFuture<Http.Answer> slow = slowRequestOn(0);
        int reloads = fixture.topology().path("haproxy").path("reloads").asInt();

        fixture.route(orders(0), app("/other", Map.of("HAPROXY_0_PATH", "/other")));
        fixture.awaitTopology(
                topology -> topology.path("haproxy").path("oldWorkers").asInt() == 1
                        && topology.path("haproxy").path("reloads").asInt() == reloads + 1);

        services.get(0).letSlowRequestsEnd();
        assertThat(slow.get().body()).isEqualTo("orders-0");
        fixture.awaitTopology(
                topology -> topology.path("haproxy").path("oldWorkers").asInt() == 0);
    }

    @Test
    void anInstanceThatWithdrawsFromConsulIsDrainedWhileMarathonStillListsIt() throws Exception {
        fixture.register("t0", "orders", services.get(0).port());
        fixture.register("t1", "orders", services.get(1).port());
        fixture.route(checkedApp("/orders", ORDERS, taskOf(0), taskOf(1)));
        fixture.awaitTraffic("t0", "t1");

        fixture.registry.deregister("t0");

        fixture.awaitTraffic("t1");
        assertThat(fixture.server("t0").path("haproxy").asText()).isEqualTo("DRAIN");
        assertThat(fixture.server("t0").path("consul").asText()).isEqualTo("absent");
    }

    @Test
    @DisplayName("H21: a backend that outgrows its slots is given twice as many")
    void aBackendThatOutgrowsItsSlotsGrowsByOneReload() throws Exception {
        fixture.route(orders(0));
        fixture.awaitTraffic("t0");
        int reloads = fixture.topology().path("haproxy").path("reloads").asInt();

        Task[] many = IntStream.range(0, 11).mapToObj(this::taskOf).toArray(Task[]::new);
        fixture.route(app("/orders", UNREGISTERED, many));

        fixture.awaitTopology(topology -> fixture.takers().size() == 11);
        assertThat(fixture.topology().path("haproxy").path("reloads").asInt()).isEqualTo(reloads + 1);
        assertThat(fixture.config())
                .content()
                .contains("server s20 127.0.0.1:1 disabled")
                .doesNotContain("server s21");
    }

    @Test
    @DisplayName("H13: only running tasks are routed")
    void aTaskThatOnlyStartsIsNotRouted() {
        fixture.route(
                app("/orders", UNREGISTERED, taskOf(0), in("TASK_STAGING", taskOf(1)), in("TASK_FAILED", taskOf(2))));
        fixture.awaitTraffic("t0");
        assertThat(fixture.server("t1").path("standing").asText()).isEqualTo("starting");
        assertThat(fixture.server("t2").path("standing").asText()).isEqualTo("dead");
    }

    private CompletableFuture<Http.Answer> slowRequestOn(int service) {
        CompletableFuture<Http.Answer> answer = new CompletableFuture<>();
        Thread asker = new Thread(() -> {
            try {
                Http.Answer slow = fixture.get("/orders/slow");
                while (!slow.body().equals(services.get(service).name())) {
                    slow = fixture.get("/orders/slow");
                }
                answer.complete(slow);
            } catch (Exception e) {
                answer.completeExceptionally(e);
            }
        });
        // Round robin comes to the one that is meant; the others answer at once.
        IntStream.range(0, services.size()).filter(other -> other != service).forEach(other -> services.get(other)
                .letSlowRequestsEnd());
        asker.start();
        services.get(service).awaitSlowRequest();
        return answer;
    }
}
