package io.slipway.local.marathon.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.local.marathon.definition.AppVersion;
import io.slipway.local.marathon.definition.Json;
import io.slipway.local.marathon.definition.Timestamps;
import io.slipway.local.marathon.event.Event;
import io.slipway.local.marathon.event.EventBus;
import io.slipway.local.marathon.plan.Action;
import io.slipway.local.marathon.plan.DeploymentPlan;
import io.slipway.local.marathon.state.Condition;
import io.slipway.local.marathon.state.Deployment;
import io.slipway.local.marathon.state.Instance;
import io.slipway.local.marathon.state.PlanJson;
import io.slipway.marathon.AppId;
import java.util.List;

/** Announces what happens: every event with the members, and in the order, of a real server's (contract, A9). */
final class Herald {

    private final EventBus bus;
    private final Outbox outbox;
    private final Agent agent;
    private final Ledger ledger;

    Herald(EventBus bus, Outbox outbox, Agent agent, Ledger ledger) {
        this.bus = bus;
        this.outbox = outbox;
        this.agent = agent;
        this.ledger = ledger;
    }

    void deploymentInfo(Deployment deployment) {
        step("deployment_info", deployment);
    }

    void stepSucceeded(Deployment deployment) {
        step("deployment_step_success", deployment);
    }

    void deploymentSucceeded(DeploymentPlan plan) {
        ObjectNode data = Json.object().put("id", plan.id());
        data.set("plan", PlanJson.plan(plan));
        publish("deployment_success", data);
    }

    void deploymentFailed(DeploymentPlan plan, String reason) {
        ObjectNode data = Json.object().put("id", plan.id());
        data.set("plan", PlanJson.plan(plan));
        publish("deployment_failed", data, Json.object().put("reason", reason));
    }

    void groupChanged(String group, String version) {
        publish("group_change_success", Json.object().put("groupId", group).put("version", version));
    }

    void groupNotChanged(String group, String version, String reason) {
        publish(
                "group_change_failed",
                Json.object().put("groupId", group).put("version", version).put("reason", reason));
    }

    void apiPost(Caller caller, ObjectNode definition) {
        ObjectNode data = Json.object().put("clientIp", caller.clientIp()).put("uri", caller.uri());
        data.set("appDefinition", definition);
        publish("api_post_event", data);
    }

    void healthChecksAdded(AppVersion app) {
        for (JsonNode check : app.definition().json().path("healthChecks")) {
            ObjectNode data = Json.object().put("appId", app.id().path()).put("eventType", "add_health_check_event");
            data.set("healthCheck", check);
            publish("add_health_check_event", data, Json.object().put("version", app.version()));
        }
    }

    void healthChecksRemoved(AppVersion app) {
        if (!app.definition().healthChecks().isEmpty()) {
            publish(
                    "remove_health_check_event",
                    Json.object().put("appId", app.id().path()));
        }
    }

    void appTerminated(AppId app) {
        publish("app_terminated_event", Json.object().put("appId", app.path()));
    }

    /** Announces a condition; again with the same one when it was decided that the instance goes. */
    void instanceChanged(Instance instance) {
        boolean placed = instance.condition() != Condition.SCHEDULED;
        ObjectNode data = Json.object()
                .put("instanceId", instance.id())
                .put("condition", instance.condition().wireName())
                .put("runSpecId", instance.app().path())
                .put("agentId", placed ? agent.id() : null)
                .put("host", placed ? agent.host() : null)
                .put("runSpecVersion", instance.version());
        publish("instance_changed_event", timed(data));
    }

    void statusUpdated(Instance instance, String message) {
        ObjectNode data = Json.object()
                .put("slaveId", agent.id())
                .put("taskId", instance.taskId())
                .put("taskStatus", instance.condition().taskState())
                .put("message", message)
                .put("appId", instance.app().path())
                .put("host", agent.host());
        data.putArray("ipAddresses").addObject().put("ipAddress", agent.host()).put("protocol", "IPv4");
        instance.process().ports().forEach(data.putArray("ports")::add);
        publish("status_update_event", data.put("version", instance.version()));
    }

    void healthChanged(Instance instance) {
        ObjectNode data = Json.object()
                .put("instanceId", instance.id())
                .put("runSpecId", instance.app().path())
                .put("healthy", instance.healthy())
                .put("runSpecVersion", instance.version());
        publish("instance_health_changed_event", timed(data));
    }

    void checkChanged(Instance instance, boolean alive) {
        publish(
                "health_status_changed_event",
                Json.object()
                        .put("appId", instance.app().path())
                        .put("instanceId", instance.id())
                        .put("version", instance.version())
                        .put("alive", alive));
    }

    void checkFailed(Instance instance, int index) {
        ObjectNode data =
                Json.object().put("appId", instance.app().path()).put("eventType", "failed_health_check_event");
        data.set(
                "healthCheck",
                instance.spec().definition().json().path("healthChecks").path(index));
        publish("failed_health_check_event", data.put("taskId", instance.id()));
    }

    void unhealthyKilled(Instance instance, String reason) {
        publish(
                "unhealthy_instance_kill_event",
                Json.object()
                        .put("appId", instance.app().path())
                        .put("taskId", instance.taskId())
                        .put("instanceId", instance.id())
                        .put("version", instance.version())
                        .put("reason", reason)
                        .put("host", agent.host())
                        .put("slaveId", agent.id()));
    }

    private void step(String type, Deployment deployment) {
        List<Action> actions = deployment.currentActions();
        ObjectNode data = Json.object();
        data.set("plan", PlanJson.plan(deployment.plan()));
        data.set("currentStep", PlanJson.step(actions));
        publish(type, data);
    }

    private void publish(String type, ObjectNode data) {
        publish(type, data, Json.object());
    }

    private void publish(String type, ObjectNode data, ObjectNode last) {
        ObjectNode stamped = stamped(data, type);
        stamped.setAll(last);
        outbox.add(() -> bus.publish(Event.of(type, stamped)));
    }

    private ObjectNode stamped(ObjectNode data, String type) {
        return timed(data.put("eventType", type));
    }

    private ObjectNode timed(ObjectNode data) {
        return data.put("timestamp", Timestamps.format(ledger.now()));
    }
}
