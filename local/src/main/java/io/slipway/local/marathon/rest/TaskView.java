package io.slipway.local.marathon.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.local.marathon.definition.Json;
import io.slipway.local.marathon.definition.Timestamps;
import io.slipway.local.marathon.scheduler.Agent;
import io.slipway.local.marathon.state.AppState;
import io.slipway.local.marathon.state.CheckResult;
import io.slipway.local.marathon.state.Instance;
import io.slipway.local.marathon.state.Run;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Shows tasks: those with a process, and the dead whose instance waits for another one. */
final class TaskView {

    private final Agent agent;

    TaskView(Agent agent) {
        this.agent = agent;
    }

    /** Returns what has, or has had, a process. */
    static List<Instance> listed(AppState app) {
        return app.instances().stream()
                .filter(instance -> instance.run() != null)
                .toList();
    }

    ArrayNode show(List<Instance> instances) {
        ArrayNode tasks = Json.array();
        instances.forEach(instance -> tasks.add(show(instance)));
        return tasks;
    }

    ObjectNode show(Instance instance) {
        Run run = instance.process();
        boolean dead = instance.condition().isTerminal();
        ObjectNode task = Json.object().put("appId", instance.app().path());
        task.set("healthCheckResults", dead ? Json.array() : results(instance, run));
        task.put("host", agent.host()).put("id", instance.taskId());
        task.putArray("ipAddresses").addObject().put("ipAddress", agent.host()).put("protocol", "IPv4");
        ArrayNode ports = task.putArray("ports");
        ArrayNode servicePorts = task.putArray("servicePorts");
        task.put("slaveId", agent.id()).put("state", instance.condition().taskState());
        if (!dead) {
            run.ports().forEach(ports::add);
            // Marathon fills these in /v2/tasks only; a deliberate improvement, from the contract's list.
            instance.spec().definition().servicePorts().forEach(servicePorts::add);
            time(task::put, "stagedAt", run.stagedAt());
            time(task::put, "startedAt", run.startedAt());
            task.put("version", instance.version());
        }
        task.putArray("localVolumes");
        return task.put("role", "*");
    }

    private static ArrayNode results(Instance instance, Run run) {
        ArrayNode results = Json.array();
        for (CheckResult check : run.checks()) {
            if (check.alive() != null) {
                ObjectNode result = results.addObject()
                        .put("alive", check.alive())
                        .put("consecutiveFailures", check.consecutiveFailures());
                time(result::put, "firstSuccess", check.firstSuccess());
                result.put("instanceId", "instance [" + instance.id() + "]");
                time(result::put, "lastSuccess", check.lastSuccess());
                time(result::put, "lastFailure", check.lastFailure());
                if (check.lastFailureCause() != null) {
                    result.put("lastFailureCause", check.lastFailureCause());
                }
            }
        }
        return results;
    }

    private static void time(BiConsumer<String, String> put, String name, @Nullable Instant time) {
        if (time != null) {
            put.accept(name, Timestamps.format(time));
        }
    }
}
