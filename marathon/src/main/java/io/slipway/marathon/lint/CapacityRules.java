package io.slipway.marathon.lint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Looks at how many tasks may run, and must, while an app is replaced. */
final class CapacityRules {

    private static final List<String> BOUNDS = List.of("minimumHealthCapacity", "maximumOverCapacity");
    private static final String OVER = "/upgradeStrategy/maximumOverCapacity";

    private CapacityRules() {}

    static Stream<Finding> of(JsonNode app) {
        return Stream.of(bounds(app), hang(app).stream(), single(app), fixedPorts(app))
                .flatMap(found -> found);
    }

    private static Stream<Finding> bounds(JsonNode app) {
        JsonNode strategy = app.path("upgradeStrategy");
        if (!strategy.isObject()) {
            return Stream.of();
        }
        return BOUNDS.stream().flatMap(bound -> {
            JsonNode value = strategy.path(bound);
            if (value.isMissingNode() || value.isNull()) {
                return Stream.of(Finding.error(
                        "/upgradeStrategy/" + bound,
                        "It is missing, and one bound is only taken together with the other.",
                        "Give both; 1.0 is what Marathon takes when none is given."));
            }
            return value.isNumber() && value.asDouble() >= 0 && value.asDouble() <= 1
                    ? Stream.of()
                    : Stream.of(Finding.error(
                            "/upgradeStrategy/" + bound,
                            value + " is no share between 0 and 1.",
                            "Write 0.5 for half of the instances."));
        });
    }

    /**
     * Finds an upgrade that cannot begin (contract, fact 7): since 1.10 only tasks whose health Mesos tells count as
     * healthy, so none may be killed; and where none may be added either, nothing ever happens.
     */
    static Optional<Finding> hang(JsonNode app) {
        int instances = app.path("instances").asInt(1);
        boolean checked = !app.path("healthChecks").isEmpty()
                || !app.path("readinessChecks").isEmpty()
                || app.path("check").isObject();
        boolean told = StreamSupport.stream(app.path("healthChecks").spliterator(), false)
                .anyMatch(CheckRules::isMesos);
        boolean none = (long) Math.floor(instances * (1 + over(app))) <= instances;
        return instances > 0 && checked && !told && none
                ? Optional.of(Finding.error(
                        OVER,
                        "It leaves no room for a new task, and Marathon 1.10 does not kill an old one whose health only"
                                + " Marathon's own checks tell: an upgrade hangs for ever.",
                        "Use a check with protocol MESOS_HTTP, MESOS_TCP or COMMAND, or allow at least one task more, as"
                                + " 1.0 does."))
                : Optional.empty();
    }

    private static double over(JsonNode app) {
        return app.path("upgradeStrategy").path("maximumOverCapacity").asDouble(1.0);
    }

    private static Stream<Finding> single(JsonNode app) {
        boolean single =
                app.path("labels").path("MARATHON_SINGLE_INSTANCE_APP").asText().equals("true");
        JsonNode strategy = app.path("upgradeStrategy");
        boolean zero = BOUNDS.stream().allMatch(bound -> strategy.path(bound).asDouble(1.0) == 0);
        return single && !zero
                ? Stream.of(Finding.error(
                        "/upgradeStrategy",
                        "MARATHON_SINGLE_INSTANCE_APP allows no second task, not even for an upgrade.",
                        "Set both bounds to 0."))
                : Stream.of();
    }

    private static Stream<Finding> fixedPorts(JsonNode app) {
        return app.path("requirePorts").asBoolean() && over(app) > 0
                ? Stream.of(Finding.warning(
                        OVER,
                        "A new task needs the very host ports that an old one holds, so it starts only where another"
                                + " host is free.",
                        "Set it to 0 and minimumHealthCapacity below 1, or do without requirePorts."))
                : Stream.of();
    }
}
