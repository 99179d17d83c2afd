package io.slipway.marathon.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.slipway.marathon.MarathonException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads every form of error body that Marathon has been seen to send.
 *
 * <p>{@code details} is absent, a string (400), or an array of {@code {path, errors[]}} (422); {@code deployments} names
 * the holders of a locked app (409). A body that is not JSON (401, the 405 of the event stream, proxies) is not shown.
 */
final class Refusal {

    private Refusal() {}

    static MarathonException of(Answer answer) {
        JsonNode body = parse(answer.body());
        String message = body.path("message").asText();
        return new MarathonException(
                message.isEmpty() ? answer.request() + " was answered with " + answer.status() + "." : message,
                answer.status(),
                details(body.path("details")),
                lockedBy(body.path("deployments")));
    }

    /** Tells Marathon's "there is none" from the 404 of a server that is no Marathon. */
    static boolean isUnknown(Answer answer) {
        return answer.status() == 404 && parse(answer.body()).path("message").isTextual();
    }

    private static JsonNode parse(String body) {
        try {
            return Answer.MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static List<String> details(JsonNode details) {
        if (details.isTextual()) {
            return details.asText().lines().map(String::strip).toList();
        }
        List<String> lines = new ArrayList<>();
        for (JsonNode detail : details) {
            String path = detail.path("path").asText();
            detail.path("errors")
                    .forEach(error -> lines.add(path.isEmpty() ? error.asText() : path + ": " + error.asText()));
        }
        return lines;
    }

    private static List<String> lockedBy(JsonNode deployments) {
        List<String> ids = new ArrayList<>();
        deployments.forEach(deployment -> ids.add(deployment.path("id").asText()));
        return ids;
    }
}
