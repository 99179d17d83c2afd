package io.slipway.bamboo.topology;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.marathon.App;
import io.slipway.marathon.Task;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Judges an app's tasks: where one listens, and whether it may have requests. */
final class AppServers {

    private static final Set<String> DEAD = Set.of(
            "TASK_FAILED", "TASK_FINISHED", "TASK_KILLED", "TASK_ERROR", "TASK_GONE", "TASK_DROPPED", "TASK_UNKNOWN");
    private static final Set<String> UNREACHABLE = Set.of("TASK_UNREACHABLE", "TASK_LOST");

    private final Words words;
    private final Set<String> drained;
    private final App app;
    private final @Nullable String service;

    /** @param service under which the tasks register; absent when they do not */
    AppServers(Words words, Set<String> drained, App app, @Nullable String service) {
        this.words = words;
        this.drained = drained;
        this.app = app;
        this.service = service;
    }

    List<Server> at(int port, int weight) {
        return app.tasks().stream()
                .sorted(Comparator.comparing(Task::id))
                .map(task -> server(task, port, weight))
                .toList();
    }

    private Server server(Task task, int port, int weight) {
        String host = task.host() == null ? "" : task.host();
        boolean ofItsOwn = port >= task.ports().size() && !task.ipAddresses().isEmpty();
        String address = ofItsOwn
                ? task.ipAddresses().get(0).ipAddress()
                : words.marathon().addresses().getOrDefault(host, "");
        int number = ofItsOwn ? containerPort(port) : hostPort(task, port);
        boolean healthy = words.marathon().healthy().contains(task.id());
        ConsulStatus seen = service == null
                ? ConsulStatus.UNKNOWN
                : words.consul().getOrDefault(service, ConsulView.PENDING).of(task.id());
        Server server = new Server(
                task.id(), host, address, number, task.state(), healthy, seen, standing(task, healthy, seen), weight);
        return server.takes() && !server.isAddressed() ? server.standing(Standing.NO_ADDRESS) : server;
    }

    private static int hostPort(Task task, int port) {
        return port < task.ports().size() ? task.ports().get(port) : 0;
    }

    /** With container networking a task has an address of its own, and its app's ports. */
    private int containerPort(int port) {
        JsonNode json = app.spec().toJson();
        JsonNode mapping = json.path("container").path("portMappings").path(port);
        JsonNode discovered =
                json.path("ipAddress").path("discovery").path("ports").path(port);
        return mapping.path("containerPort").asInt(discovered.path("number").asInt());
    }

    private Standing standing(Task task, boolean healthy, ConsulStatus seen) {
        if (DEAD.contains(task.state())) {
            return Standing.DEAD;
        }
        if (UNREACHABLE.contains(task.state())) {
            return Standing.UNREACHABLE;
        }
        if (task.state().equals("TASK_KILLING") || words.marathon().dying().contains(task.id())) {
            return Standing.DYING;
        }
        if (!task.isRunning()) {
            return Standing.STARTING;
        }
        return drained.contains(task.id()) ? Standing.DRAINED : health(task, healthy, seen);
    }

    private Standing health(Task task, boolean healthy, ConsulStatus seen) {
        boolean checked = app.spec().hasHealthChecks();
        if (checked && !healthy) {
            return task.healthCheckResults().isEmpty() ? Standing.STARTING : Standing.UNHEALTHY;
        }
        // While Consul is silent about it, Marathon alone may vouch for a task, but only by a check that passes.
        boolean vouched = seen == ConsulStatus.PASSING || (seen == ConsulStatus.UNKNOWN && checked);
        return service == null || vouched ? Standing.SERVES : Standing.NOT_IN_CONSUL;
    }
}
