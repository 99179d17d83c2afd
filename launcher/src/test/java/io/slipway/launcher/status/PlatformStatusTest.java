package io.slipway.launcher.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.slipway.launcher.wire.ConsulInstance;
import io.slipway.launcher.wire.EdgeServer;
import io.slipway.local.platform.RunningPlatform;
import io.slipway.marathon.App;
import io.slipway.marathon.AppId;
import io.slipway.marathon.AppSpec;
import io.slipway.marathon.HealthCheck;
import io.slipway.marathon.Task;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PlatformStatusTest {

    private static final RunningPlatform PLATFORM =
            new RunningPlatform(4711, Instant.parse("2026-11-24T12:00:00Z"), 9600);
    private static final String FIRST = "orders.instance-0a1b2c3d-1111-2222-3333-444455556666._app.1";

    @Test
    void everythingFitsTogether() {
        Views views = new Views(
                List.of(
                        app(
                                "/orders",
                                2,
                                Map.of("consul", "orders", "HAPROXY_0_PATH", "/orders"),
                                healthy("/orders", FIRST, 9700),
                                healthy("/orders", "orders.2", 9701)),
                        app("/inventory", 1, Map.of("consul", "inventory"), healthy("/inventory", "inventory.1", 9702)),
                        app("/idle", 0, Map.of())),
                List.of(
                        passing("orders", FIRST, 9700),
                        passing("orders", "orders.2", 9701),
                        passing("inventory", "inventory.1", 9702),
                        passing("postgres", "db", 5432)),
                List.of(up("orders", FIRST), up("orders", "orders.2")));

        assertThat(status(views).text()).isEqualTo("""
                        The platform is up (pid 4711, since 2026-11-24T12:00:00Z):
                          the edge          http://127.0.0.1:9600/
                          its page          http://127.0.0.1:9601/
                          the Marathon API  http://127.0.0.1:9602/v2/apps
                          the Consul API    http://127.0.0.1:9603/v1/catalog/services

                        service    route    run  instance                   address         Marathon  Consul   edge
                        idle                0/0
                        inventory           1/1  inventory.1                127.0.0.1:9702  healthy   passing  -
                        orders     /orders  2/2  orders.instance-0a1b2c3d…  127.0.0.1:9700  healthy   passing  up
                                                 orders.2                   127.0.0.1:9701  healthy   passing  up
                        postgres                 db                         127.0.0.1:5432  -         passing  -
                        """);
    }

    @Test
    void everyDisagreementIsNamed() {
        Views views = new Views(
                List.of(app(
                        "/orders",
                        3,
                        Map.of("consul", "orders", "HAPROXY_0_PATH", "/orders"),
                        healthy("/orders", "orders.1", 9701),
                        healthy("/orders", "orders.2", 9702),
                        unhealthy("/orders", "orders.3", 9703),
                        healthy("/orders", "orders.4", 9704))),
                List.of(
                        new ConsulInstance("orders", "orders.1", "127.0.0.1:9701", "critical"),
                        passing("orders", "orders.2", 9702),
                        passing("orders", "orders.3", 9703),
                        passing("orders", "orders.5", 9705)),
                List.of(
                        up("orders", "orders.1"),
                        new EdgeServer("orders", "orders.2", "UP", true),
                        up("orders", "orders.3")));

        assertThat(status(views).disagreements())
                .containsExactly(
                        "Marathon is asked for 3 instances of orders and runs 4",
                        "Marathon says that orders.1 is healthy, in Consul it is critical",
                        "orders.2 could serve, but at the edge it is drain",
                        "Consul says that orders.3 is passing, in Marathon it is unhealthy",
                        "Marathon says that orders.4 is healthy, in Consul it is absent",
                        "Consul lists orders.5 at 127.0.0.1:9705, which Marathon does not run");
    }

    @Test
    void aKilledInstanceThatConsulHasNotForgottenYetContradictsNobody() {
        Views views = new Views(
                List.of(app("/orders", 0, Map.of("consul", "orders", "HAPROXY_0_PATH", "/orders"))),
                List.of(new ConsulInstance("orders", "orders.1", "127.0.0.1:9701", "critical")),
                List.of());

        assertThat(status(views).disagreements()).isEmpty();
        assertThat(status(views).text()).contains("orders.1  127.0.0.1:9701  absent    critical  absent\n");
    }

    @Test
    void aDeadServerAtTheEdgeIsNamed() {
        Views views = new Views(
                List.of(app("/orders", 1, Map.of("HAPROXY_0_PATH", "/orders"), unhealthy("/orders", "orders.1", 9701))),
                List.of(),
                List.of(up("orders", "orders.1")));

        assertThat(status(views).disagreements())
                .containsExactly("The edge sends requests to orders.1, which in Marathon is unhealthy");
    }

    @Test
    void aSilentPartIsNamedAndContradictsNobody() {
        PlatformStatus status = new PlatformStatus(
                PLATFORM,
                Join.of(new Views(
                        List.of(app("/orders", 1, Map.of("consul", "orders"), healthy("/orders", "orders.1", 9701))),
                        List.of(),
                        List.of())),
                List.of("Consul does not tell: GET http://127.0.0.1:9603/v1/catalog/services: nobody listens there"));

        assertThat(status.isWhole()).isFalse();
        assertThat(status.text())
                .endsWith(
                        "\n! Consul does not tell: GET http://127.0.0.1:9603/v1/catalog/services: nobody listens there.\n");
        assertThat(status.disagreements()).hasSize(1);
    }

    @Test
    void withoutServicesTheAddressesAreShown() {
        assertThat(status(new Views(List.of(), List.of(), List.of())).text()).isEqualTo("""
                        The platform is up (pid 4711, since 2026-11-24T12:00:00Z):
                          the edge          http://127.0.0.1:9600/
                          its page          http://127.0.0.1:9601/
                          the Marathon API  http://127.0.0.1:9602/v2/apps
                          the Consul API    http://127.0.0.1:9603/v1/catalog/services

                        No service is known.
                        """);
    }

    @Test
    void programsReadJson() throws Exception {
        Views views = new Views(
                List.of(app(
                        "/orders",
                        1,
                        Map.of("consul", "orders", "HAPROXY_0_PATH", "/orders"),
                        healthy("/orders", FIRST, 9700))),
                List.of(),
                List.of(up("orders", FIRST)));

        assertThat(new ObjectMapper().readTree(status(views).json()))
                .isEqualTo(new ObjectMapper().readTree("""
                                        {"pid": 4711, "startedAt": "2026-11-24T12:00:00Z", "portBase": 9600,
                                         "addresses": {"edge": "http://127.0.0.1:9600", "edgePage": "http://127.0.0.1:9601",
                                                       "marathon": "http://127.0.0.1:9602", "consul": "http://127.0.0.1:9603"},
                                         "services": [{"service": "orders", "app": "/orders", "routes": "/orders", "wanted": 1,
                                           "running": 1, "deploying": false, "instances": [
                                             {"id": "%s", "address": "127.0.0.1:9700",
                                              "marathon": "healthy", "consul": "absent", "edge": "up"}]}],
                                         "disagreements": ["Marathon says that %s is healthy, in Consul it is absent"]}
                                        """.formatted(FIRST, FIRST)));
    }

    private static PlatformStatus status(Views views) {
        return new PlatformStatus(PLATFORM, Join.of(views), List.of());
    }

    private static App app(String id, int wanted, Map<String, String> labels, Task... tasks) {
        AppSpec spec = AppSpec.of(AppId.of(id))
                .withInstances(wanted)
                .withLabels(labels)
                .withHealthChecks(List.of(HealthCheck.mesosHttp("/", 1)));
        return new App(spec, "2026-11-24T12:00:00Z", null, 0, 0, 0, 0, List.of(tasks), List.of(), null);
    }

    private static Task healthy(String app, String id, int port) {
        return task(app, id, port, true);
    }

    private static Task unhealthy(String app, String id, int port) {
        return task(app, id, port, false);
    }

    private static Task task(String app, String id, int port, boolean alive) {
        return new Task(
                id,
                AppId.of(app),
                "127.0.0.1",
                List.of(port),
                "TASK_RUNNING",
                null,
                null,
                List.of(new Task.HealthCheckResult(alive, 0)));
    }

    private static ConsulInstance passing(String service, String id, int port) {
        return new ConsulInstance(service, id, "127.0.0.1:" + port, "passing");
    }

    private static EdgeServer up(String service, String task) {
        return new EdgeServer(service, task, "UP", false);
    }
}
