package io.slipway.local.marathon.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.local.marathon.definition.AppVersion;
import io.slipway.local.marathon.definition.Json;
import io.slipway.local.marathon.definition.Timestamps;
import io.slipway.local.marathon.scheduler.Agent;
import io.slipway.local.marathon.state.AppState;
import io.slipway.local.marathon.state.Instance;
import io.slipway.local.marathon.state.Readiness;
import io.slipway.local.marathon.state.TaskFailure;
import io.slipway.local.marathon.state.World;
import io.slipway.marathon.DeploymentResult;
import java.time.Instant;
import java.util.List;

/** Shows apps: the definition, and as much of what runs as was asked for. */
final class AppView {

    private final Agent agent;
    private final TaskView tasks;

    AppView(Agent agent) {
        this.agent = agent;
        this.tasks = new TaskView(agent);
    }

    ObjectNode show(AppState app, World world, Embeds embeds, Instant now) {
        ObjectNode json = app.current().json(true);
        List<Instance> listed = TaskView.listed(app);
        if (embeds.has("counts")) {
            counts(json, TaskStats.Counts.of(listed));
        }
        if (embeds.has("deployments")) {
            ArrayNode deployments = json.putArray("deployments");
            world.deploymentsOf(app.id()).forEach(one -> deployments.addObject().put("id", one.id()));
        }
        if (embeds.has("readiness")) {
            json.set("readinessCheckResults", readiness(app));
        }
        if (embeds.has("tasks")) {
            json.set("tasks", tasks.show(listed));
        }
        TaskFailure failure = app.lastFailure();
        if (embeds.has("lastTaskFailure") && failure != null) {
            json.set("lastTaskFailure", show(app, failure));
        }
        if (embeds.has("taskStats")) {
            json.set("tasksStats", TaskStats.of(app.current(), listed, now));
        }
        return json;
    }

    /** Shows an app in the moment of its creation. */
    static ObjectNode created(AppVersion app, DeploymentResult result) {
        ObjectNode json = app.json(false);
        counts(json, new TaskStats.Counts(0, 0, 0, 0));
        json.putArray("deployments").addObject().put("id", result.deploymentId());
        return json;
    }

    /** Shows what the readiness checks of an app's new tasks have heard. */
    static ArrayNode readiness(AppState app) {
        ArrayNode results = Json.array();
        app.current().definition().readinessChecks().forEach(check -> app.instances().stream()
                .filter(instance -> instance.isRunning()
                        && instance.version().equals(app.current().version()))
                .forEach(instance -> {
                    ObjectNode result = results.addObject()
                            .put("name", check.name())
                            .put("taskId", instance.taskId())
                            .put("ready", instance.isReady());
                    Readiness heard = instance.process().readiness();
                    if (heard != null && heard.lastResponse() != null) {
                        result.putObject("lastResponse")
                                .put("status", heard.lastResponse().status())
                                .put("contentType", heard.lastResponse().contentType())
                                .put("body", heard.lastResponse().body());
                    }
                }));
        return results;
    }

    private static void counts(ObjectNode json, TaskStats.Counts counts) {
        json.put("tasksStaged", counts.staged())
                .put("tasksRunning", counts.running())
                .put("tasksHealthy", counts.healthy())
                .put("tasksUnhealthy", counts.unhealthy());
    }

    private ObjectNode show(AppState app, TaskFailure failure) {
        return Json.object()
                .put("appId", app.id().path())
                .put("host", agent.host())
                .put("message", failure.message())
                .put("state", failure.state())
                .put("taskId", failure.taskId())
                .put("timestamp", Timestamps.format(failure.at()))
                .put("version", failure.version())
                .put("slaveId", agent.id());
    }
}
