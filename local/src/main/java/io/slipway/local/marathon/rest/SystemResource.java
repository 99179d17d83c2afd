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
import java.util.SortedMap;
import java.util.TreeMap;
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
        Router.Handler abdicate = (request, path) -> {
            throw Refusal.of(501, "This scheduler is alone: nobody would lead after it. Stop its process instead.");
        };
        Router.Handler logging = (request, path) -> {
            throw Refusal.of(501, "Levels of logging are set where this scheduler is started, not over its API.");
        };
        router.on("/v2/leader", Map.of("GET", (request, path) -> leader(), "DELETE", abdicate));
        router.on("/logging", Map.of("GET", logging, "POST", logging));
        router.on("/config", Map.of("GET", (request, path) -> Answer.ok(config())));
        router.on("/metrics/prometheus", Map.of("GET", (request, path) -> prometheus()));
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
        info.set("marathon_config", config());
        info.putObject("zookeeper_config").put("zk_max_versions", 50);
        info.putObject("http_config").put("http_port", port);
        return Answer.ok(info);
    }

    private ObjectNode config() {
        ObjectNode config = Json.object()
                .put("executor", "//cmd")
                .put("framework_name", NAME)
                .put("ha", false)
                .put("hostname", scheduler.agent().host())
                .put("local_port_max", 20000)
                .put("local_port_min", 10000)
                .put("mesos_role", "*")
                .put("scale_apps_initial_delay", 15000)
                .put("scale_apps_interval", 300000);
        config.putArray("features");
        return config;
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
        ObjectNode body = Json.object().put("version", "4.0.0");
        ObjectNode gauges = body.putObject("gauges");
        gauges().forEach((name, value) -> gauges.putObject(name).put("value", value));
        for (String kind : List.of("counters", "histograms", "meters", "timers")) {
            body.putObject(kind);
        }
        return Answer.ok(body);
    }

    private Answer prometheus() {
        StringBuilder text = new StringBuilder();
        gauges().forEach((name, value) -> {
            String flat = name.replace('.', '_');
            text.append("# TYPE ").append(flat).append(" gauge\n").append(flat).append(' ');
            text.append(value).append('\n');
        });
        return Answer.text("text/plain; version=0.0.4; charset=utf-8", text.toString());
    }

    private SortedMap<String, Long> gauges() {
        World world = scheduler.world();
        List<Instance> instances = world.apps().values().stream()
                .map(AppState::instances)
                .flatMap(List::stream)
                .toList();
        return new TreeMap<>(Map.of(
                "marathon.apps.active.gauge",
                (long) world.apps().size(),
                "marathon.deployments.active.gauge",
                (long) world.deployments().size(),
                "marathon.instances.running.gauge",
                instances.stream().filter(Instance::isRunning).count(),
                "marathon.instances.waiting.gauge",
                instances.stream().filter(Instance::isWaiting).count()));
    }
}
