package io.slipway.marathon.lint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Looks at the checks that tell whether a task does its work. */
final class CheckRules {

    private CheckRules() {}

    static Stream<Finding> of(JsonNode app) {
        JsonNode checks = app.path("healthChecks");
        return Stream.of(
                        missing(app),
                        several(checks),
                        IntStream.range(0, checks.size())
                                .boxed()
                                .flatMap(i -> one(app, "/healthChecks(" + i + ")", checks.get(i))),
                        readiness(app))
                .flatMap(found -> found);
    }

    /** Tells a check that is made beside the task from one that Marathon makes itself. */
    static boolean isMesos(JsonNode check) {
        String protocol = check.path("protocol").asText("HTTP");
        return protocol.startsWith("MESOS_") || protocol.equals("COMMAND");
    }

    private static Stream<Finding> missing(JsonNode app) {
        return app.path("healthChecks").isEmpty() && app.path("readinessChecks").isEmpty()
                ? Stream.of(Finding.warning(
                        "/healthChecks",
                        "There is no health check, so a task counts as ready the moment it runs: an upgrade to one that"
                                + " ends at once succeeds, and kills every old task.",
                        "Add a check with protocol MESOS_HTTP, MESOS_TCP or COMMAND."))
                : Stream.of();
    }

    private static Stream<Finding> several(JsonNode checks) {
        long mesos = 0;
        for (JsonNode check : checks) {
            mesos += isMesos(check) ? 1 : 0;
        }
        return mesos > 1
                ? Stream.of(Finding.error(
                        "/healthChecks",
                        mesos + " of its checks are made beside the task, and Mesos makes one.",
                        "Keep one of them, or join them in a COMMAND."))
                : Stream.of();
    }

    private static Stream<Finding> one(JsonNode app, String field, JsonNode check) {
        List<Finding> found = new ArrayList<>();
        String protocol = check.path("protocol").asText("HTTP");
        if (protocol.equals("COMMAND") != check.path("command").hasNonNull("value")) {
            found.add(Finding.error(
                    field + "/command",
                    "A check has a command exactly when its protocol is COMMAND, and this one is " + protocol + ".",
                    "Give both or none."));
        }
        int ports = PortRules.count(app);
        int index = check.path("portIndex").asInt(0);
        if (!protocol.equals("COMMAND") && !check.hasNonNull("port") && (index < 0 || index >= ports)) {
            found.add(Finding.error(
                    field + "/portIndex",
                    "It asks port " + index + ", and the app has " + ports + ".",
                    "Count from 0, or define the port."));
        }
        if (check.has("maxConsecutiveFailures")
                && check.path("maxConsecutiveFailures").asInt() == 0) {
            found.add(Finding.warning(
                    field + "/maxConsecutiveFailures",
                    "0 never has a sick task killed.",
                    "Leave it out for 3, unless somebody else replaces sick tasks."));
        }
        return found.stream();
    }

    private static Stream<Finding> readiness(JsonNode app) {
        JsonNode check = app.path("readinessChecks").path(0);
        if (check.isMissingNode()) {
            return Stream.of();
        }
        List<Finding> found = new ArrayList<>();
        String port = check.path("portName").asText("http-api");
        if (!PortRules.names(app).contains(port)) {
            found.add(Finding.error(
                    "/readinessChecks(0)/portName",
                    "No port has the name \"" + port + "\".",
                    "Name one of the app's ports so."));
        }
        if (check.path("timeoutSeconds").asInt(10)
                >= check.path("intervalSeconds").asInt(30)) {
            found.add(Finding.error(
                    "/readinessChecks(0)/timeoutSeconds",
                    "It is not shorter than the interval.",
                    "Make it shorter than intervalSeconds, which is 30 unless given."));
        }
        return found.stream();
    }
}
