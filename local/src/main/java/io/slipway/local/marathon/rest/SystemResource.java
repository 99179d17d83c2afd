package io.slipway.local.marathon.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.local.marathon.definition.Json;
import io.slipway.local.marathon.definition.Refusal;
import io.slipway.local.marathon.scheduler.Scheduler;
import io.slipway.local.marathon.state.AppState;
import io.slipway.local.marathon.state.Instance;
import io.slipway.local.marathon.state.World;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Answers what is about the scheduler itself. */
final class SystemResource {

    /** The API that is imitated; clients read it, so the name beside it says who this really is. */
    private static final String VERSION = "1.10.26";

    private static final String NAME = "slipway-local-marathon";

    private final Scheduler scheduler;
    private final String hostAndPort;
    private final int port;
    private final String frameworkId = UUID.randomUUID() + "-0000";

    SystemResource(Scheduler scheduler, String host, int port) {
        this.scheduler = scheduler;
        this.hostAndPort = host + ":" + port;
        this.port = port;
    }

    void addTo(Router router) {
        router.on("/ping", Map.of("GET", (request, path) -> ping(request)));
        router.on("/v2/info", Map.of("GET", (request, path) -> info()));
        router.on("/v2/leader", Map.of("GET", (request, path) -> leader()));
        router.on("/v2/plugins", Map.of("GET", (request, path) -> plugins()));
        router.on("/metrics", Map.of("GET", (request, path) -> metrics()));
        Router.Handler pods = (request, path) -> {
            throw Refusal.of(501, "Pods are not supported by this scheduler: describe each container as an app.");
        };
        router.on("/v2/pods/?", Map.of("GET", (request, path) -> Answer.ok(Json.array()), "POST", pods, "PUT", pods));
        router.on("/v2/pods/.*", Map.of("GET", pods, "PUT", pods, "DELETE", pods));
    }

    private static Answer ping(Request request) {
        String accept = request.header("Accept");
        if (accept == null || accept.contains("*/*") || accept.contains("text/plain")) {
            return Answer.text("text/plain", "pong");
        }
        if (accept.contains("json")) {
            return Answer.text("application/json", "\"pong\"");
        }
        return accept.contains("text/html") ? Answer.text("text/html", "pong") : Answer.empty(204);
    }

    private Answer info() {
        ObjectNode info = Json.object()
                .put("name", NAME)
                .put("version", VERSION)
                .put("buildref", NAME)
                .put("elected", true)
                .put("leader", hostAndPort)
                .put("frameworkId", frameworkId);
        info.putObject("marathon_config")
                .put("executor", "//cmd")
                .put("framework_name", NAME)
                .put("ha", false)
                .put("hostname", scheduler.agent().host())
                .put("local_port_max", 20000)
                .put("local_port_min", 10000)
                .put("mesos_role", "*")
                .put("scale_apps_initial_delay", 15000)
                .put("scale_apps_interval", 300000)
                .putArray("features");
        info.putObject("zookeeper_config").put("zk_max_versions", 50);
        info.putObject("http_config").put("http_port", port);
        return Answer.ok(info);
    }

    private Answer leader() {
        return Answer.ok(Json.object().put("leader", hostAndPort));
    }

    private static Answer plugins() {
        ObjectNode body = Json.object();
        body.putArray("plugins");
        return Answer.ok(body);
    }

    private Answer metrics() {
        World world = scheduler.world();
        List<Instance> instances = world.apps().values().stream()
                .map(AppState::instances)
                .flatMap(List::stream)
                .toList();
        ObjectNode body = Json.object().put("version", "4.0.0");
        ObjectNode gauges = body.putObject("gauges");
        gauge(gauges, "marathon.apps.active.gauge", world.apps().size());
        gauge(gauges, "marathon.deployments.active.gauge", world.deployments().size());
        gauge(
                gauges,
                "marathon.instances.running.gauge",
                instances.stream().filter(Instance::isRunning).count());
        gauge(
                gauges,
                "marathon.instances.waiting.gauge",
                instances.stream().filter(Instance::isWaiting).count());
        for (String kind : List.of("counters", "histograms", "meters", "timers")) {
            body.putObject(kind);
        }
        return Answer.ok(body);
    }

    private static void gauge(ObjectNode gauges, String name, long value) {
        gauges.putObject(name).put("value", value);
    }
}
