package io.slipway.marathon.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.marathon.AppId;
import io.slipway.marathon.MarathonEvent;

/** Turns one frame of the event stream into an event. */
final class EventReader {

    private EventReader() {}

    /** Throws {@link JsonProcessingException} or {@link IllegalArgumentException} for what no Marathon sends. */
    static MarathonEvent read(String type, String data) throws JsonProcessingException {
        JsonNode json = Answer.MAPPER.readTree(data);
        return switch (type) {
            case "status_update_event" ->
                new MarathonEvent.StatusUpdate(
                        AppId.of(json.path("appId").asText()),
                        json.path("taskId").asText(),
                        json.path("taskStatus").asText(),
                        json.path("message").asText());
            case "deployment_success" ->
                new MarathonEvent.DeploymentSuccess(json.path("id").asText());
            case "deployment_failed" ->
                new MarathonEvent.DeploymentFailed(
                        json.path("id").asText(), json.path("reason").asText());
            default -> new MarathonEvent.Unknown(type, json);
        };
    }
}
