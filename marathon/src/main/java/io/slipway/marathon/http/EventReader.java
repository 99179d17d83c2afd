package io.slipway.marathon.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.marathon.AppId;
import io.slipway.marathon.GroupId;
import io.slipway.marathon.MarathonEvent;
import org.jspecify.annotations.Nullable;

/** Turns one frame of the event stream into an event. */
final class EventReader {

    private EventReader() {}

    /** Throws {@link JsonProcessingException} or {@link IllegalArgumentException} for what no Marathon sends. */
    static MarathonEvent read(String type, String data) throws JsonProcessingException {
        JsonNode json = Answer.MAPPER.readTree(data);
        return switch (type) {
            case "status_update_event" ->
                new MarathonEvent.StatusUpdate(
                        app(json, "appId"), text(json, "taskId"), text(json, "taskStatus"), text(json, "message"));
            case "unhealthy_instance_kill_event" ->
                new MarathonEvent.UnhealthyKill(app(json, "appId"), text(json, "taskId"), text(json, "reason"));
            case "app_terminated_event" -> new MarathonEvent.AppTerminated(app(json, "appId"));
            case "group_change_success" ->
                new MarathonEvent.GroupChanged(GroupId.of(text(json, "groupId")), text(json, "version"));
            default -> type.startsWith("deployment_") ? deployment(type, json) : instance(type, json);
        };
    }

    private static MarathonEvent deployment(String type, JsonNode json) {
        return switch (type) {
            case "deployment_info" -> new MarathonEvent.DeploymentInfo(text(json.path("plan"), "id"));
            case "deployment_step_success" -> new MarathonEvent.DeploymentStepSuccess(text(json.path("plan"), "id"));
            case "deployment_success" -> new MarathonEvent.DeploymentSuccess(text(json, "id"));
            case "deployment_failed" -> new MarathonEvent.DeploymentFailed(text(json, "id"), text(json, "reason"));
            default -> new MarathonEvent.Unknown(type, json);
        };
    }

    private static MarathonEvent instance(String type, JsonNode json) {
        return switch (type) {
            case "instance_changed_event" ->
                new MarathonEvent.InstanceChanged(
                        app(json, "runSpecId"), text(json, "instanceId"), text(json, "condition"));
            case "instance_health_changed_event" ->
                new MarathonEvent.InstanceHealthChanged(
                        app(json, "runSpecId"), text(json, "instanceId"), flag(json.path("healthy")));
            default -> new MarathonEvent.Unknown(type, json);
        };
    }

    private static AppId app(JsonNode json, String field) {
        return AppId.of(text(json, field));
    }

    private static String text(JsonNode json, String field) {
        return json.path(field).asText();
    }

    private static @Nullable Boolean flag(JsonNode json) {
        return json.isBoolean() ? Boolean.valueOf(json.asBoolean()) : null;
    }
}
