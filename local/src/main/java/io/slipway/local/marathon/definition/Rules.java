package io.slipway.local.marathon.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Checks a well-shaped, complete definition against Marathon's rules, in its words (transcript 02). */
final class Rules {

    private static final Set<String> OPERATORS =
            Set.of("UNIQUE", "CLUSTER", "GROUP_BY", "LIKE", "MAX_PER", "UNLIKE", "IS");
    private static final Set<String> RESERVED = Set.of("restart", "tasks", "versions", ".", "..");

    private final ObjectNode app;
    private final Faults faults = new Faults();

    private Rules(ObjectNode app) {
        this.app = app;
    }

    static void check(ObjectNode app) {
        Rules rules = new Rules(app);
        rules.id();
        rules.command();
        rules.ports();
        rules.container();
        rules.healthChecks();
        rules.readinessChecks();
        rules.constraints();
        rules.strategies();
        rules.singleInstance();
        if (!rules.faults.isEmpty()) {
            throw Refusal.rules(rules.faults);
        }
    }

    private void id() {
        String id = app.path("id").asText();
        faults.addIf(id.equals("/"), "/id", "Path must contain at least one path element");
        faults.addIf(id.equals("/"), "/", "must not be root");
        faults.addIf(
                RESERVED.contains(id.substring(id.lastIndexOf('/') + 1)),
                "/id",
                "must not end with any of the following reserved keywords: restart, tasks, versions, ., ..");
        for (JsonNode dependency : app.path("dependencies")) {
            faults.addIf(dependency.asText().equals("/"), "/dependencies", "must not be root");
        }
    }

    private void command() {
        boolean image = app.at("/container/docker/image").isTextual();
        boolean both = app.has("cmd") && app.has("args");
        boolean none = !app.has("cmd") && !app.has("args") && !image;
        faults.addIf(
                both || none, "/", "AppDefinition must either contain one of 'cmd' or 'args', and/or a 'container'.");
        faults.addIf(app.path("cmd").asText("long").length() < 2, "/", "must not be an empty string");
    }

    private void ports() {
        boolean onHost = app.has("portDefinitions");
        String path = onHost ? "/portDefinitions" : "/container/portMappings";
        JsonNode ports = app.at(path);
        faults.addIf(repeats(ports, "name", name -> true), path, "Port names must be unique.");
        faults.addIf(onHost && repeats(ports, "port", port -> port.asInt() != 0), path, "Ports must be unique.");
    }

    private static boolean repeats(JsonNode objects, String field, Predicate<JsonNode> counts) {
        Set<JsonNode> seen = new HashSet<>();
        return Json.objects(objects).stream()
                .filter(object -> object.has(field) && counts.test(object.get(field)))
                .anyMatch(object -> !seen.add(object.get(field)));
    }

    private void container() {
        boolean docker = app.at("/container/type").asText().equals("DOCKER");
        faults.addIf(docker && !app.at("/container/docker").isObject(), "/container/docker", "not defined");
        for (JsonNode network : app.path("networks")) {
            faults.addIf(
                    network.path("mode").asText().equals("container") && !network.has("name"),
                    "/networks",
                    "Network name must be specified when container network is selected.");
        }
        faults.addIf(
                app.has("secrets"),
                "/secrets",
                "Feature secrets is not enabled. Enable with --enable_features secrets)");
    }

    private void healthChecks() {
        int ports = app.has("portDefinitions")
                ? app.path("portDefinitions").size()
                : app.at("/container/portMappings").size();
        List<ObjectNode> checks = Json.objects(app.path("healthChecks"));
        for (int i = 0; i < checks.size(); i++) {
            String path = "/healthChecks(" + i + ")";
            JsonNode check = checks.get(i);
            boolean command = check.path("protocol").asText().equals("COMMAND");
            faults.addIf(command && !check.has("command"), path + "/command", "not defined");
            faults.addIf(
                    !command && !check.has("port") && check.path("portIndex").asInt() >= ports,
                    path,
                    "Health check port indices must address an element of the ports array or container port"
                            + " mappings.");
        }
        long mesos = checks.stream()
                .map(check -> check.path("protocol").asText())
                .filter(protocol -> protocol.startsWith("MESOS_") || protocol.equals("COMMAND"))
                .count();
        faults.addIf(mesos > 1, "/", "AppDefinition can contain at most one Mesos health check");
    }

    private void readinessChecks() {
        List<ObjectNode> checks = Json.objects(app.path("readinessChecks"));
        faults.addIf(checks.size() > 1, "/readinessChecks", "AppDefinition can contain at most one readiness check");
        for (int i = 0; i < checks.size(); i++) {
            JsonNode check = checks.get(i);
            String path = "/readinessChecks(" + i + ")";
            String port = check.path("portName").asText();
            JsonNode ports =
                    app.has("portDefinitions") ? app.path("portDefinitions") : app.at("/container/portMappings");
            boolean known = Json.objects(ports).stream()
                    .anyMatch(definition -> definition.path("name").asText().equals(port));
            faults.addIf(!known, path + "/portName", "No port definition reference for portName " + port);
            faults.addIf(
                    check.path("timeoutSeconds").asInt()
                            >= check.path("intervalSeconds").asInt(),
                    path + "/timeoutSeconds",
                    "must be less than intervalSeconds");
        }
    }

    private void constraints() {
        for (JsonNode constraint : app.path("constraints")) {
            if (constraint.size() < 2 || constraint.size() > 3) {
                faults.add("/constraints", "Each constraint must have either 2 or 3 fields");
            } else {
                faults.addIf(
                        !OPERATORS.contains(constraint.path(1).asText()),
                        "/constraints",
                        "operator must be one of the following UNIQUE, CLUSTER, GROUP_BY, LIKE, MAX_PER, UNLIKE or IS");
            }
        }
    }

    private void strategies() {
        int inactive = app.at("/unreachableStrategy/inactiveAfterSeconds").asInt();
        int expunge = app.at("/unreachableStrategy/expungeAfterSeconds").asInt();
        faults.addIf(
                inactive > expunge,
                "/unreachableStrategy/inactiveAfterSeconds",
                "inactiveAfterSeconds (" + inactive + ") must be less or equal to expungeAfterSeconds, which is "
                        + expunge);
        for (JsonNode role : app.path("acceptedResourceRoles")) {
            faults.addIf(
                    !role.asText().equals("*"), "/acceptedResourceRoles", "acceptedResourceRoles can only contain *");
        }
    }

    private void singleInstance() {
        if (!app.path("labels").path("MARATHON_SINGLE_INSTANCE_APP").asText().equals("true")) {
            return;
        }
        if (app.path("instances").asInt() > 1) {
            faults.add("/", "Single instance app may only have one instance");
            return;
        }
        double max = app.at("/upgradeStrategy/maximumOverCapacity").asDouble();
        double min = app.at("/upgradeStrategy/minimumHealthCapacity").asDouble();
        boolean rolling = max != 0 || min != 0;
        faults.addIf(rolling, "/isSingleInstance", "must be false");
        faults.addIf(max != 0, "/upgradeStrategy/maximumOverCapacity", "got " + max + ", expected 0.0");
        faults.addIf(min != 0, "/upgradeStrategy/minimumHealthCapacity", "got " + min + ", expected 0.0");
    }
}
