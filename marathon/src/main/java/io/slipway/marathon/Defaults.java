package io.slipway.marathon;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.StreamSupport;

/** Fills an app's JSON with what Marathon 1.10 fills in when it stores one (contract, A1 and A3). */
final class Defaults {

    private static final ObjectNode APP = object("""
            {"backoffFactor":1.15,"backoffSeconds":1,"cpus":1.0,"disk":0.0,"executor":"","gpus":0,"instances":1,
             "killSelection":"YOUNGEST_FIRST","labels":{},"maxLaunchDelaySeconds":300,"mem":128.0,
             "networks":[{"mode":"host"}],"requirePorts":false,"role":"*",
             "unreachableStrategy":{"inactiveAfterSeconds":0,"expungeAfterSeconds":0},
             "upgradeStrategy":{"minimumHealthCapacity":1.0,"maximumOverCapacity":1.0}}""");
    private static final ObjectNode HEALTH_CHECK = object("""
            {"gracePeriodSeconds":300,"intervalSeconds":60,"maxConsecutiveFailures":3,"protocol":"HTTP",
             "ipProtocol":"IPv4","timeoutSeconds":20,"delaySeconds":15}""");
    private static final ObjectNode FETCH = object("{\"extract\":true,\"executable\":false,\"cache\":false}");
    private static final ObjectNode PORT = object("{\"port\":0,\"protocol\":\"tcp\"}");
    private static final ObjectNode DEFAULT_PORT = object("{\"port\":0,\"name\":\"default\",\"protocol\":\"tcp\"}");

    private static final List<String> OMITTED_WHEN_EMPTY = List.of(
            "args",
            "constraints",
            "dependencies",
            "env",
            "fetch",
            "healthChecks",
            "readinessChecks",
            "secrets",
            "uris");

    private Defaults() {}

    static ObjectNode fill(ObjectNode app) {
        ObjectNode filled = app.deepCopy();
        boolean portsGiven = portsGiven(app);
        fill(filled, APP);
        objects(filled, "healthChecks").forEach(check -> healthCheck(check, portsGiven));
        objects(filled, "fetch").forEach(fetch -> fill(fetch, FETCH));
        if (isOnHostNetwork(filled) && !filled.has("portDefinitions")) {
            filled.putArray("portDefinitions").add(DEFAULT_PORT.deepCopy());
        }
        objects(filled, "portDefinitions").forEach(Defaults::port);
        removeEmpty(filled, OMITTED_WHEN_EMPTY);
        asDoubles(filled, List.of("cpus", "mem", "disk", "backoffFactor"));
        if (filled.path("upgradeStrategy") instanceof ObjectNode strategy) {
            asDoubles(strategy, List.of("minimumHealthCapacity", "maximumOverCapacity"));
        }
        return filled;
    }

    /** Tells ports that somebody asked for from the one that Marathon adds, which is named {@code default}. */
    private static boolean portsGiven(ObjectNode app) {
        JsonNode ports = app.path("portDefinitions");
        return !ports.isMissingNode()
                && !(ports.size() == 1 && ports.path(0).path("name").asText().equals("default"));
    }

    private static void port(ObjectNode port) {
        fill(port, PORT);
        removeEmpty(port, List.of("labels"));
    }

    private static void removeEmpty(ObjectNode json, List<String> fields) {
        json.properties()
                .removeIf(field -> fields.contains(field.getKey())
                        && field.getValue().isContainerNode()
                        && field.getValue().isEmpty());
    }

    private static List<ObjectNode> objects(ObjectNode json, String array) {
        return StreamSupport.stream(json.path(array).spliterator(), false)
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .toList();
    }

    private static void healthCheck(ObjectNode check, boolean portsGiven) {
        fill(check, HEALTH_CHECK);
        String protocol = check.path("protocol").asText();
        if (protocol.equals("HTTP") || protocol.equals("HTTPS")) {
            fill(check, object("{\"ignoreHttp1xx\":false}"));
        }
        if (portsGiven && !protocol.equals("COMMAND") && !check.has("port")) {
            fill(check, object("{\"portIndex\":0}"));
        }
    }

    private static boolean isOnHostNetwork(ObjectNode app) {
        return app.path("networks").path(0).path("mode").asText().equals("host");
    }

    private static void fill(ObjectNode json, ObjectNode defaults) {
        json.removeIf(JsonNode::isNull);
        defaults.properties().forEach(field -> {
            if (!json.has(field.getKey())) {
                json.set(field.getKey(), field.getValue().deepCopy());
            }
        });
    }

    /** Writes {@code 1} as {@code 1.0}, as Marathon does, so that equal numbers are equal JSON. */
    private static void asDoubles(ObjectNode json, List<String> fields) {
        fields.stream()
                .filter(field -> json.path(field).isNumber())
                .forEach(field ->
                        json.set(field, DoubleNode.valueOf(json.path(field).asDouble())));
    }

    private static ObjectNode object(String json) {
        try {
            return (ObjectNode) Json.MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
