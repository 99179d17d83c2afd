package io.slipway.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads what {@code GET /orders/{id}} answers. */
record Answer(String instance, String version, int pageSize, String calledInstance) {

    static Answer of(JsonNode json) {
        return new Answer(
                json.path("instance").asText(),
                json.path("version").asText(),
                json.path("pageSize").asInt(),
                json.path("calls").path("inventory").path("instance").asText());
    }
}
