package io.slipway.local.marathon.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.local.marathon.definition.Json;
import io.slipway.local.marathon.definition.Refusal;
import io.slipway.marathon.DeploymentResult;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Is what goes back to a client. */
record Answer(int status, @Nullable String contentType, String body, Map<String, String> headers) {

    private static final String JSON = "application/json";

    static Answer ok(JsonNode body) {
        return json(200, body);
    }

    static Answer json(int status, JsonNode body) {
        return new Answer(status, JSON, body.toString(), Map.of());
    }

    static Answer text(String contentType, String body) {
        return new Answer(200, contentType, body, Map.of());
    }

    static Answer empty(int status) {
        return new Answer(status, null, "", Map.of());
    }

    static Answer message(int status, String message) {
        return json(status, Json.object().put("message", message));
    }

    static Answer refused(Refusal refusal) {
        return json(refusal.status(), refusal.body());
    }

    /** Names the deployment that a change has begun, in the body and in a header. */
    static Answer deployment(int status, DeploymentResult result) {
        ObjectNode body =
                Json.object().put("deploymentId", result.deploymentId()).put("version", result.version());
        return json(status, body).by(result);
    }

    Answer by(DeploymentResult result) {
        return with("Marathon-Deployment-Id", result.deploymentId());
    }

    Answer with(String header, String value) {
        Map<String, String> grown = new LinkedHashMap<>(headers);
        grown.put(header, value);
        return new Answer(status, contentType, body, grown);
    }
}
