package io.slipway.launcher.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slipway.launcher.load.Outcome;
import java.util.Optional;

/**
 * Reads what {@code GET /orders/{id}} answers.
 *
 * @param calledInstance the instance of inventory that orders called; empty where its fallback answered instead
 */
record Answer(String instance, String version, int pageSize, String calledInstance) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    static Answer of(JsonNode json) {
        return new Answer(
                json.path("instance").asText(),
                json.path("version").asText(),
                json.path("pageSize").asInt(),
                json.path("calls").path(Stage.INVENTORY).path("instance").asText());
    }

    /** Empty where the request was lost. */
    static Optional<Answer> of(Outcome outcome) {
        if (!(outcome instanceof Outcome.Answered answered) || !outcome.isGood()) {
            return Optional.empty();
        }
        try {
            return Optional.of(of(MAPPER.readTree(answered.body())));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
