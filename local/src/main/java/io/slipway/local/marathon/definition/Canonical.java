package io.slipway.local.marathon.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Turns a well-shaped definition into the one form that Marathon stores: deprecated members translated, ports
 * matched to the network mode, defaults filled (contract, A3; every case of transcript 03).
 */
final class Canonical {

    private static final Form APP = Form.of("""
            id acceptedResourceRoles args? backoffFactor:d=1.15 backoffSeconds=1 check cmd constraints? container
            cpus:d=1.0 dependencies? disk:d=0.0 env? executor="" executorResources fetch? healthChecks? instances=1
            labels={} maxLaunchDelaySeconds=300 mem:d=128.0 gpus=0 networks=[{"mode":"host"}] portDefinitions
            readinessChecks? residency resourceLimits requirePorts=false secrets? taskKillGracePeriodSeconds
            upgradeStrategy={"maximumOverCapacity":1.0,"minimumHealthCapacity":1.0} user
            killSelection="YOUNGEST_FIRST" unreachableStrategy={"inactiveAfterSeconds":0,"expungeAfterSeconds":0}
            tty role="*\"""");
    private static final Form CONTAINER = Form.of("type=\"DOCKER\" docker linuxInfo volumes=[] portMappings");
    private static final Form DOCKER =
            Form.of("credential pullConfig forcePullImage=false image parameters=[] privileged=false");
    private static final Form PORT_MAPPING =
            Form.of("containerPort=0 hostPort labels={} name protocol=\"tcp\" servicePort=0 networkNames?");
    private static final Form PORT_DEFINITION = Form.of("port=0 labels? name protocol=\"tcp\"");
    private static final Form NETWORK = Form.of("name mode=\"container\" labels?");
    private static final Form FETCH = Form.of("uri extract=true executable=false cache=false destPath");
    private static final Form HEALTH_CHECK = Form.of("""
            command gracePeriodSeconds=300 ignoreHttp1xx intervalSeconds=60 maxConsecutiveFailures=3 path port portIndex
            protocol="HTTP" ipProtocol="IPv4" timeoutSeconds=20 delaySeconds=15""");
    private static final Form READINESS_CHECK = Form.of("""
            name="readinessCheck" protocol="HTTP" path="/" portName="http-api" intervalSeconds=30 timeoutSeconds=10
            httpStatusCodesForReady=[200] preserveLastResponse=false""");
    private static final Form UPGRADE_STRATEGY = Form.of("maximumOverCapacity:d minimumHealthCapacity:d");
    private static final Form UNREACHABLE = Form.of("inactiveAfterSeconds=0 expungeAfterSeconds=0");
    private static final Form RESOURCE_LIMITS = Form.of("cpus:d mem:d");

    private static final Pattern ARCHIVE = Pattern.compile(".*\\.(tgz|tar|tar\\.gz|tbz2|tar\\.bz2|txz|tar\\.xz|zip)");

    private Canonical() {}

    /**
     * Completes a definition.
     *
     * @param portsGiven whether somebody asked for ports: only then does a health check get {@code portIndex: 0}
     */
    static ObjectNode complete(ObjectNode given, boolean portsGiven) {
        ObjectNode app = APP.fill(given);
        app.put("id", absolute(given.path("id").asText()));
        ArrayNode dependencies = mapped(app, "dependencies", id -> app.textNode(absolute(id.asText())));
        each(app, "networks", NETWORK::fill);
        each(app, "fetch", FETCH::fill);
        each(app, "healthChecks", check -> healthCheck(check, portsGiven));
        each(app, "readinessChecks", READINESS_CHECK::fill);
        replace(app, "upgradeStrategy", UPGRADE_STRATEGY::fill);
        replace(app, "unreachableStrategy", UNREACHABLE::fill);
        replace(app, "resourceLimits", RESOURCE_LIMITS::fill);
        ports(app);
        if (dependencies.isEmpty()) {
            app.remove("dependencies");
        }
        return app;
    }

    /** Translates what only older Marathons called so; what is translated disappears. */
    static ObjectNode translate(ObjectNode given) {
        ObjectNode app = given.deepCopy();
        app.removeIf(JsonNode::isNull);
        if (app.remove("ports") instanceof ArrayNode ports && !app.has("portDefinitions")) {
            ArrayNode definitions = app.putArray("portDefinitions");
            ports.forEach(port -> definitions.addObject().set("port", port));
        }
        if (app.remove("uris") instanceof ArrayNode uris && !app.has("fetch")) {
            ArrayNode fetch = app.putArray("fetch");
            uris.forEach(uri -> fetch.addObject().put("uri", uri.asText()).put("extract", isArchive(uri.asText())));
        }
        if (app.path("container").path("docker") instanceof ObjectNode docker) {
            dockerNetwork(app, docker);
        }
        return app;
    }

    /** Resolves an id against the root, as Marathon does for apps outside a group: {@code ../min} is {@code /min}. */
    static String absolute(String id) {
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : id.split("/", -1)) {
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        return "/" + String.join("/", segments);
    }

    static boolean isArchive(String uri) {
        return ARCHIVE.matcher(uri).matches();
    }

    private static void dockerNetwork(ObjectNode app, ObjectNode docker) {
        JsonNode mappings = docker.remove("portMappings");
        JsonNode network = docker.remove("network");
        if (mappings != null && app.get("container") instanceof ObjectNode container) {
            container.set("portMappings", mappings);
        }
        if (network != null && !app.has("networks")) {
            String mode =
                    switch (network.asText()) {
                        case "BRIDGE" -> "container/bridge";
                        case "USER" -> "container";
                        default -> "host";
                    };
            app.putArray("networks").addObject().put("mode", mode);
        }
    }

    private static void ports(ObjectNode app) {
        boolean onHost = app.at("/networks/0/mode").asText().equals("host");
        if (onHost && !app.has("portDefinitions")) {
            app.set("portDefinitions", Json.literal("[{\"port\":0,\"name\":\"default\"}]"));
        } else if (!onHost) {
            app.remove("portDefinitions");
            if (!app.has("container")) {
                app.putObject("container").put("type", "MESOS");
            }
        }
        each(app, "portDefinitions", PORT_DEFINITION::fill);
        replace(app, "container", container -> container(container, app, onHost));
        // The form again, for the order of members.
        ObjectNode ordered = APP.fill(app);
        app.removeAll();
        app.setAll(ordered);
    }

    private static ObjectNode container(ObjectNode given, ObjectNode app, boolean onHost) {
        ObjectNode container = CONTAINER.fill(given);
        replace(container, "docker", DOCKER::fill);
        if (onHost) {
            container.remove("portMappings");
            return container;
        }
        if (!container.has("portMappings")) {
            container.set("portMappings", Json.literal("[{\"name\":\"default\"}]"));
        }
        boolean bridge = app.at("/networks/0/mode").asText().equals("container/bridge");
        each(container, "portMappings", mapping -> {
            if (bridge && !mapping.has("hostPort")) {
                mapping.put("hostPort", 0);
            }
            return PORT_MAPPING.fill(mapping);
        });
        return container;
    }

    private static ObjectNode healthCheck(ObjectNode given, boolean portsGiven) {
        ObjectNode check = HEALTH_CHECK.fill(given);
        String protocol = check.path("protocol").asText();
        if (!protocol.startsWith("HTTP")) {
            check.remove("ignoreHttp1xx");
        } else if (!check.has("ignoreHttp1xx")) {
            check.put("ignoreHttp1xx", false);
        }
        if (portsGiven && !protocol.equals("COMMAND") && !check.has("port") && !check.has("portIndex")) {
            check.put("portIndex", 0);
        }
        return HEALTH_CHECK.fill(check);
    }

    private static void each(ObjectNode parent, String field, UnaryOperator<ObjectNode> fill) {
        if (parent.get(field) instanceof ArrayNode array) {
            ArrayNode filled = Json.array();
            Json.objects(array).forEach(item -> filled.add(fill.apply(item)));
            parent.set(field, filled);
        }
    }

    private static ArrayNode mapped(ObjectNode parent, String field, UnaryOperator<JsonNode> change) {
        ArrayNode changed = Json.array();
        parent.path(field).forEach(item -> changed.add(change.apply(item)));
        parent.set(field, changed);
        return changed;
    }

    private static void replace(ObjectNode parent, String field, UnaryOperator<ObjectNode> fill) {
        if (parent.get(field) instanceof ObjectNode object) {
            parent.set(field, fill.apply(object));
        }
    }
}
