package io.slipway.local.marathon.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.local.marathon.definition.Json;

/** Is one announcement, written the way it goes out. */
public record Event(String type, String json) {

    /** Writes an announcement; numbers lose the {@code .0} that they have in answers (contract, A1). */
    public static Event of(String type, ObjectNode data) {
        return new Event(type, plain(data).toString());
    }

    private static JsonNode plain(JsonNode node) {
        if (node instanceof DoubleNode number && number.doubleValue() == Math.rint(number.doubleValue())) {
            return LongNode.valueOf(number.longValue());
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = Json.object();
            object.properties().forEach(member -> copy.set(member.getKey(), plain(member.getValue())));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = Json.array();
            array.forEach(item -> copy.add(plain(item)));
            return copy;
        }
        return node;
    }
}
