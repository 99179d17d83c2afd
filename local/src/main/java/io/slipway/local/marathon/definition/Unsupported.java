package io.slipway.local.marathon.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/** Refuses what Marathon can do and this scheduler cannot, one honest sentence each: nothing is dropped silently. */
final class Unsupported {

    private static final String HERE = " not supported by this scheduler, which runs on one machine.";
    private static final int MOST_INSTANCES = 1_000;
    private static final Set<String> EXECUTORS = Set.of("", "//cmd");

    private Unsupported() {}

    static void check(ObjectNode app) {
        Faults faults = new Faults();
        container(app, faults);
        faults.addIf(app.path("gpus").asInt() > 0, "/gpus", "GPUs are" + HERE);
        faults.addIf(
                app.path("instances").asInt() > MOST_INSTANCES,
                "/instances",
                "More than " + MOST_INSTANCES + " instances are" + HERE);
        faults.addIf(app.has("check"), "/check", "Informational checks are" + HERE);
        faults.addIf(app.has("residency"), "/residency", "Residency is" + HERE);
        faults.addIf(app.path("tty").asBoolean(), "/tty", "Terminals are" + HERE);
        faults.addIf(!app.path("role").asText().equals("*"), "/role", "Roles other than * are" + HERE);
        faults.addIf(
                !EXECUTORS.contains(app.path("executor").asText()),
                "/executor",
                "Executors other than //cmd are" + HERE);
        faults.addIf(
                app.has("user") && !app.path("user").asText().equals(System.getProperty("user.name")),
                "/user",
                "Running as another user is" + HERE);
        constraints(app, faults);
        variables(app, faults);
        fetch(app, faults);
        if (!faults.isEmpty()) {
            throw Refusal.rules(faults);
        }
    }

    private static void container(ObjectNode app, Faults faults) {
        JsonNode container = app.path("container");
        if (!container.path("docker").isObject()) {
            faults.addIf(
                    !container.path("volumes").isEmpty(),
                    "/container/volumes",
                    "Volumes of plain processes are" + HERE);
            faults.addIf(!app.has("portDefinitions"), "/networks", "Networks of plain processes are" + HERE);
            return;
        }
        faults.addIf(
                !container.path("type").asText().equals("DOCKER"),
                "/container/type",
                "Images in containers of another type than DOCKER are" + HERE);
        faults.addIf(
                container.path("docker").has("pullConfig"),
                "/container/docker/pullConfig",
                "Secrets for pulling images are" + HERE);
        List<ObjectNode> volumes = Json.objects(container.path("volumes"));
        for (int i = 0; i < volumes.size(); i++) {
            boolean ofHost = volumes.get(i).path("hostPath").asText().startsWith("/")
                    && volumes.get(i).path("containerPath").asText().startsWith("/");
            faults.addIf(
                    !ofHost,
                    "/container/volumes(" + i + ")",
                    "Volumes other than an absolute hostPath at an absolute containerPath are" + HERE);
        }
        for (JsonNode network : app.path("networks")) {
            faults.addIf(
                    network.path("mode").asText().equals("container"), "/networks", "Container networks are" + HERE);
        }
    }

    private static void constraints(ObjectNode app, Faults faults) {
        for (JsonNode constraint : app.path("constraints")) {
            boolean uniqueHost = constraint.path(0).asText().matches("@?hostname")
                    && constraint.path(1).asText().equals("UNIQUE");
            faults.addIf(!uniqueHost, "/constraints", "Constraints other than hostname UNIQUE are" + HERE);
        }
    }

    private static void variables(ObjectNode app, Faults faults) {
        app.path("env")
                .properties()
                .forEach(variable -> faults.addIf(
                        variable.getValue().isObject(), "/env/" + variable.getKey(), "Secrets are" + HERE));
    }

    private static void fetch(ObjectNode app, Faults faults) {
        List<ObjectNode> fetch = Json.objects(app.path("fetch"));
        for (int i = 0; i < fetch.size(); i++) {
            String uri = fetch.get(i).path("uri").asText();
            String path = "/fetch(" + i + ")";
            faults.addIf(
                    !uri.matches("(file:/|https?://|/).*"),
                    path + "/uri",
                    "Only file, http and https URIs are fetched.");
        }
    }
}
