package io.slipway.bamboo;

import static io.slipway.bamboo.Apps.app;
import static io.slipway.bamboo.Apps.checkedApp;
import static io.slipway.bamboo.Apps.health;
import static io.slipway.bamboo.Apps.task;
import static io.slipway.bamboo.EdgeFixture.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.marathon.App;
import io.slipway.marathon.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SourceFaultsIT {

    private static final Map<String, String> UNREGISTERED = Map.of("HAPROXY_0_PATH", "/orders");

    private EdgeFixture fixture;
    private HttpService one;
    private HttpService two;
    private HttpService three;

    @BeforeEach
    void prepare() throws Exception {
        fixture = new EdgeFixture().start();
        one = HttpService.start("one");
        two = HttpService.start("two");
        three = HttpService.start("three");
    }

    @AfterEach
    void cleanUp() throws Exception {
        fixture.close();
        one.close();
        two.close();
        three.close();
    }

    private Task[] threeTasks() {
        return new Task[] {
            task("/orders", "t1", one.port()), task("/orders", "t2", two.port()), task("/orders", "t3", three.port())
        };
    }

    private void routeThree(Map<String, String> labels) {
        fixture.register("t1", "orders", one.port());
        fixture.register("t2", "orders", two.port());
        fixture.register("t3", "orders", three.port());
        fixture.route(checkedApp("/orders", labels, threeTasks()));
        fixture.awaitTraffic("t1", "t2", "t3");
    }

    private JsonNode source(String name) {
        return fixture.topology().path("sources").path(name);
    }

    private void awaitQuestions(int more) {
        int asked = fixture.marathon.questions();
        await().until(() -> fixture.marathon.questions() >= asked + more);
    }

    @Test
    @DisplayName("H7: Marathon away changes nothing, says so, and is asked again soon")
    void marathonAwayHoldsTheLastGoodWord() throws Exception {
        routeThree(UNREGISTERED);
        fixture.marathon.goAway();
        fixture.marathon.hint();
        fixture.awaitTopology(topology -> !source("marathon").path("ok").asBoolean());
        awaitQuestions(3);
        assertThat(source("marathon").path("held").asText())
                .isEqualTo("Marathon does not answer: Marathon at http://127.0.0.1:1 does not answer: refused."
                        + " Its last good word is kept.");
        assertThat(fixture.takers()).containsExactly("t1", "t2", "t3");
        assertThat(fixture.get("/orders").status()).isEqualTo(200);

        fixture.marathon.tellTheTruth();
        fixture.awaitTopology(topology -> source("marathon").path("ok").asBoolean());
        assertThat(source("marathon").path("held").isNull()).isTrue();
    }

    @Test
    @DisplayName("H8: an empty list is not believed the first time")
    void anEmptyListIsHeldUntilASecondOneSaysTheSame() {
        routeThree(UNREGISTERED);
        AtomicInteger lies = new AtomicInteger();
        fixture.marathon.lie(apps -> lies.incrementAndGet() == 1 ? List.of() : apps);
        fixture.marathon.hint();
        await().until(() -> lies.get() >= 2);
        fixture.awaitTopology(topology -> source("marathon").path("held").isNull());
        assertThat(fixture.takers()).containsExactly("t1", "t2", "t3");

        fixture.marathon.lie(apps -> List.of());
        fixture.marathon.hint();
        fixture.awaitTopology(topology -> !source("marathon").path("held").isNull());
        assertThat(source("marathon").path("held").asText())
                .isEqualTo("Marathon suddenly lists 0 of 3 routed tasks: held until it says so again.");
        assertThat(fixture.takers()).containsExactly("t1", "t2", "t3");
        fixture.awaitTopology(topology -> topology.path("backends").isEmpty());
    }

    @Test
    @DisplayName("H8: a list that lost most of its tasks is not believed the first time")
    void aShrunkenListIsHeldUntilASecondOneSaysTheSame() {
        routeThree(UNREGISTERED);
        fixture.marathon.now(List.of(checkedApp("/orders", UNREGISTERED, threeTasks()[0])));
        fixture.awaitTopology(topology -> !source("marathon").path("held").isNull());
        assertThat(fixture.takers()).containsExactly("t1", "t2", "t3");
        fixture.awaitTraffic("t1");
        assertThat(source("marathon").path("held").isNull()).isTrue();
    }

    @Test
    void aListThatShrinksAsItsEventsSaidIsBelievedAtOnce() {
        routeThree(UNREGISTERED);
        List<String> held = new CopyOnWriteArrayList<>();
        for (Task task : List.of(threeTasks()[1], threeTasks()[2])) {
            fixture.marathon.status(task, "TASK_KILLING");
        }
        fixture.awaitTraffic("t1");
        fixture.marathon.now(List.of(checkedApp("/orders", UNREGISTERED, threeTasks()[0])));
        fixture.awaitTopology(topology -> {
            held.add(topology.path("sources").path("marathon").path("held").asText("null"));
            return topology.path("backends").path(0).path("servers").size() == 1;
        });
        assertThat(held).containsOnly("null");
    }

    @Test
    @DisplayName("H9: health that Marathon forgot is no bad health")
    void healthThatMarathonForgotIsRemembered() {
        routeThree(UNREGISTERED);
        App forgetful = checkedApp(
                "/orders",
                UNREGISTERED,
                health(List.of(), threeTasks()[0]),
                health(List.of(), threeTasks()[1]),
                health(List.of(), threeTasks()[2]),
                health(List.of(), task("/orders", "t4", three.port())));
        fixture.route(forgetful);
        fixture.awaitTopology(
                topology -> topology.path("backends").path(0).path("servers").size() == 4);
        assertThat(fixture.takers()).containsExactly("t1", "t2", "t3");
        assertThat(fixture.server("t4").path("standing").asText()).isEqualTo("starting");
    }

    @Test
    @DisplayName("H10: everything is fetched again after every connect, also when no event comes")
    void everyConnectFetchesAgain() {
        routeThree(UNREGISTERED);
        fixture.marathon.silently(List.of(checkedApp("/orders", UNREGISTERED, threeTasks()[0], threeTasks()[1])));
        fixture.marathon.reconnect();
        fixture.awaitTraffic("t1", "t2");
    }

    @Test
    @DisplayName("H12: Consul away changes nothing; Marathon's checks alone vouch for what is new")
    void consulAwayHoldsTheLastGoodWord() throws Exception {
        routeThree(ORDERS);
        fixture.registry.deregister("t3");
        fixture.awaitTraffic("t1", "t2");
        fixture.registry.goAway();
        fixture.awaitTopology(topology -> !source("consul").path("ok").asBoolean());
        assertThat(source("consul").path("held").asText())
                .contains("Consul, asked about orders, does not answer: ")
                .endsWith(" Its last good word is kept.");

        try (HttpService four = HttpService.start("four")) {
            List<Task> tasks = new ArrayList<>(List.of(threeTasks()));
            tasks.add(task("/orders", "t4", four.port()));
            fixture.route(checkedApp("/orders", ORDERS, tasks.toArray(Task[]::new)));
            fixture.awaitTraffic("t1", "t2", "t4");
            assertThat(fixture.server("t4").path("consul").asText()).isEqualTo("unknown");
            assertThat(fixture.server("t3").path("consul").asText()).isEqualTo("absent");

            fixture.registry.comeBack();
            fixture.awaitTraffic("t1", "t2");
            // One of the questions may still wait before it is asked again.
            fixture.awaitTopology(topology -> source("consul").path("ok").asBoolean());
        }
    }

    @Test
    @DisplayName("H12: a Consul that suddenly knows nobody is not believed at once")
    void aSilentConsulIsHeldUntilItInsists() {
        routeThree(ORDERS);
        List.of("t1", "t2", "t3").forEach(task -> fixture.registry.setPassing(task, false));
        fixture.awaitTopology(topology -> !source("consul").path("held").isNull());
        assertThat(source("consul").path("held").asText())
                .startsWith("Consul lists no healthy instance of orders any more, while Marathon runs ");
        assertThat(fixture.takers()).isNotEmpty();

        List.of("t1", "t2", "t3").forEach(task -> fixture.registry.setPassing(task, true));
        fixture.awaitTopology(topology ->
                source("consul").path("held").isNull() && fixture.takers().equals(List.of("t1", "t2", "t3")));

        List.of("t1", "t2", "t3").forEach(task -> fixture.registry.setPassing(task, false));
        fixture.awaitTraffic();
        assertThat(source("consul").path("held").isNull()).isTrue();
    }

    @Test
    @DisplayName("H12: an agent that restarts with lower indexes is followed on")
    void aRestartedConsulIsFollowedOn() {
        routeThree(ORDERS);
        fixture.registry.restart();
        fixture.registry.setPassing("t2", false);
        fixture.awaitTraffic("t1", "t3");
        fixture.registry.setPassing("t2", true);
        fixture.awaitTraffic("t1", "t2", "t3");
    }

    @Test
    void aTaskThatMarathonFindsUnhealthyIsDrained() {
        routeThree(UNREGISTERED);
        fixture.route(checkedApp(
                "/orders",
                UNREGISTERED,
                threeTasks()[0],
                health(List.of(new Task.HealthCheckResult(false, 1)), threeTasks()[1]),
                threeTasks()[2]));
        fixture.awaitTraffic("t1", "t3");
        assertThat(fixture.server("t2").path("haproxy").asText()).isEqualTo("DRAIN");
        assertThat(fixture.server("t2").path("standing").asText()).isEqualTo("unhealthy");
    }

    @Test
    @DisplayName("H24, H25: the last server gone is answered with 503, the app gone with 404")
    void aBackendWithoutServersAndAnAppThatIsGoneAreAnsweredHonestly() throws Exception {
        routeThree(UNREGISTERED);
        for (Task task : threeTasks()) {
            fixture.marathon.status(task, "TASK_KILLING");
        }
        fixture.awaitTraffic();
        Http.Answer none = fixture.get("/orders/1");
        assertThat(none.status()).isEqualTo(503);
        assertThat(none.header("Retry-After")).isEqualTo("1");
        assertThat(none.body()).contains("<h1>Not available</h1>");

        fixture.route(app("/other", Map.of()));
        // The reload that follows waits for its turn, apart from the topology.
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(fixture.get("/orders/1").status()).isEqualTo(404));
    }
}
