package io.slipway.bamboo.topology;

import static io.slipway.bamboo.Apps.app;
import static io.slipway.bamboo.Apps.checkedApp;
import static io.slipway.bamboo.Apps.health;
import static io.slipway.bamboo.Apps.in;
import static io.slipway.bamboo.Apps.on;
import static io.slipway.bamboo.Apps.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.slipway.bamboo.route.Policy;
import io.slipway.bamboo.route.Route;
import io.slipway.bamboo.topology.Topology.LeftOut;
import io.slipway.marathon.App;
import io.slipway.marathon.Task;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TopologyBuilderTest {

    private static final Map<String, String> ROUTE = Map.of("HAPROXY_0_PATH", "/orders");
    private static final Map<String, String> REGISTERED = Map.of("HAPROXY_0_PATH", "/orders", "consul", "orders");
    private static final ConsulView.Place PLACE = new ConsulView.Place("127.0.0.1", "127.0.0.1", 9701);
    private static final Task TASK = task("/orders", "t1", 9701);

    private static Topology build(App... apps) {
        return build(Set.of(), Map.of(), apps);
    }

    private static Topology build(Set<String> dying, Map<String, ConsulView> consul, App... apps) {
        Set<String> healthy = List.of(apps).stream()
                .flatMap(app -> app.tasks().stream())
                .filter(Task::isHealthy)
                .map(Task::id)
                .collect(Collectors.toSet());
        return TopologyBuilder.build(
                Words.of(
                        new MarathonView(true, List.of(apps), healthy, dying, Map.of("127.0.0.1", "127.0.0.1")),
                        consul),
                Doors.OPEN);
    }

    private static Standing standing(Topology topology) {
        return topology.backends().get(0).servers().get(0).standing();
    }

    @Test
    void anAppBecomesABackendWithAServerPerTask() {
        Topology topology = build(app("/shop/orders", ROUTE, task("/shop/orders", "t2", 9702), TASK));
        assertThat(topology)
                .isEqualTo(new Topology(
                        true,
                        List.of(new Backend(
                                "shop-orders_061e4fd4",
                                Origin.MARATHON,
                                "/shop/orders",
                                "shop/orders",
                                List.of(new Route(null, "/orders")),
                                Policy.DEFAULT,
                                List.of(server("t1", 9701), server("t2", 9702)))),
                        List.of()));
    }

    private static Server server(String task, int port) {
        return new Server(
                task, "127.0.0.1", "127.0.0.1", port, "TASK_RUNNING", true, ConsulStatus.UNKNOWN, Standing.SERVES, 1);
    }

    @Test
    void anAppWithoutLabelsIsNotRoutedAndNotComplainedAbout() {
        assertThat(build(app("/internal", Map.of("team", "shop"), TASK)))
                .isEqualTo(new Topology(true, List.of(), List.of()));
    }

    @Test
    @DisplayName("H13: every state has its place")
    void everyStateHasItsPlace() {
        Map<String, Standing> expected = Map.ofEntries(
                Map.entry("TASK_RUNNING", Standing.SERVES),
                Map.entry("TASK_STAGING", Standing.STARTING),
                Map.entry("TASK_STARTING", Standing.STARTING),
                Map.entry("TASK_KILLING", Standing.DYING),
                Map.entry("TASK_FAILED", Standing.DEAD),
                Map.entry("TASK_FINISHED", Standing.DEAD),
                Map.entry("TASK_KILLED", Standing.DEAD),
                Map.entry("TASK_ERROR", Standing.DEAD),
                Map.entry("TASK_GONE", Standing.DEAD),
                Map.entry("TASK_DROPPED", Standing.DEAD),
                Map.entry("TASK_UNKNOWN", Standing.DEAD),
                Map.entry("TASK_LOST", Standing.UNREACHABLE),
                Map.entry("TASK_UNREACHABLE", Standing.UNREACHABLE));
        expected.forEach((state, standing) -> assertThat(standing(build(app("/orders", ROUTE, in(state, TASK)))))
                .as(state)
                .isEqualTo(standing));
    }

    @Test
    void aTaskThatAnEventSaidIsDyingIsDyingWhateverTheListSays() {
        assertThat(standing(build(Set.of("t1"), Map.of(), app("/orders", ROUTE, TASK))))
                .isEqualTo(Standing.DYING);
    }

    @Test
    void aCheckedTaskWaitsForItsFirstResultAndDrainsAtABadOne() {
        assertThat(standing(build(checkedApp("/orders", ROUTE, health(List.of(), TASK)))))
                .isEqualTo(Standing.STARTING);
        Task sick = health(List.of(new Task.HealthCheckResult(true, 0), new Task.HealthCheckResult(false, 1)), TASK);
        assertThat(standing(build(checkedApp("/orders", ROUTE, sick)))).isEqualTo(Standing.UNHEALTHY);
        assertThat(standing(build(app("/orders", ROUTE, health(List.of(), TASK)))))
                .isEqualTo(Standing.SERVES);
    }

    @Test
    void aTaskThatRegistersServesOnlyWhileItPasses() {
        App app = checkedApp("/orders", REGISTERED, TASK);
        ConsulView passing = new ConsulView(Map.of("t1", PLACE), Set.of(), true);
        ConsulView absent = new ConsulView(Map.of(), Set.of(), true);
        assertThat(standing(build(Set.of(), Map.of("orders", passing), app))).isEqualTo(Standing.SERVES);
        assertThat(standing(build(Set.of(), Map.of("orders", absent), app))).isEqualTo(Standing.NOT_IN_CONSUL);
        assertThat(standing(build(app))).isEqualTo(Standing.NOT_IN_CONSUL);
    }

    @Test
    void whileConsulIsAwayItsLastWordCountsAndMarathonsChecksVouchForTheRest() {
        ConsulView away = new ConsulView(Map.of("t1", PLACE), Set.of("t2"), false);
        Topology topology = build(
                Set.of(),
                Map.of("orders", away),
                checkedApp("/orders", REGISTERED, TASK, task("/orders", "t2", 2), task("/orders", "t3", 3)));
        assertThat(topology.backends().get(0).servers())
                .extracting(Server::consul, Server::standing)
                .containsExactly(
                        tuple(ConsulStatus.PASSING, Standing.SERVES),
                        tuple(ConsulStatus.ABSENT, Standing.NOT_IN_CONSUL),
                        tuple(ConsulStatus.UNKNOWN, Standing.SERVES));
        assertThat(standing(build(
                        Set.of(),
                        Map.of("orders", new ConsulView(Map.of(), Set.of(), false)),
                        app("/orders", REGISTERED, TASK))))
                .isEqualTo(Standing.NOT_IN_CONSUL);
    }

    @Test
    @DisplayName("H4: a task without a usable address is never a server")
    void aTaskWithoutAUsableAddressIsShownAndNotRouted() {
        assertThat(standing(build(app("/orders", ROUTE, on("nowhere.invalid", TASK)))))
                .isEqualTo(Standing.NO_ADDRESS);
        assertThat(standing(build(app("/orders", ROUTE, task("/orders", "t1", 0)))))
                .isEqualTo(Standing.NO_ADDRESS);
        assertThat(standing(build(app("/orders", ROUTE, task("/orders", "t1", 99_999)))))
                .isEqualTo(Standing.NO_ADDRESS);
    }

    @Test
    void ofTwoAppsThatWantOneRouteTheFirstByNameHasItAndTheOtherIsNamed() {
        Topology topology = build(app("/b", ROUTE, TASK), app("/a", Map.of("HAPROXY_0_PATH", "/orders/"), TASK));
        assertThat(topology.backends()).extracting(Backend::owner).containsExactly("/a");
        assertThat(topology.leftOut())
                .containsExactly(new LeftOut("/b", "The route /orders belongs to /a already: choose another one."));
    }

    @Test
    @DisplayName("H3: names that look alike after cleaning are still apart")
    void namesThatLookAlikeAreApart() {
        Topology topology = build(
                app("/a/b", Map.of("HAPROXY_0_PATH", "/1")),
                app("/a-b", Map.of("HAPROXY_0_PATH", "/2")),
                app("/" + "x".repeat(200), Map.of("HAPROXY_0_PATH", "/3")),
                app("/" + "x".repeat(201), Map.of("HAPROXY_0_PATH", "/4")));
        assertThat(topology.backends())
                .extracting(Backend::name)
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(name).matches("[a-z0-9._-]{1,90}"));
    }

    @Test
    void nothingIsKnownBeforeMarathonSpoke() {
        assertThat(TopologyBuilder.build(Words.of(MarathonView.UNKNOWN, Map.of()), Doors.OPEN))
                .isEqualTo(Topology.UNKNOWN);
    }
}
