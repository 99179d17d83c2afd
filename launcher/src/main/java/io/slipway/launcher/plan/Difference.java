package io.slipway.launcher.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.marathon.AppSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds the fields in which a running app is not what it should be.
 *
 * <p>Fields that the spec leaves to Marathon count as equal: defaults, service ports it assigned, and whatever a newer
 * Marathon adds.
 */
final class Difference {

    // What is not among Marathon's defaults, but goes when the wanted app does not have it.
    private static final List<String> OPTIONAL = List.of(
            "acceptedResourceRoles",
            "args",
            "check",
            "cmd",
            "constraints",
            "container",
            "dependencies",
            "env",
            "fetch",
            "healthChecks",
            "portDefinitions",
            "readinessChecks",
            "resourceLimits",
            "secrets",
            "taskKillGracePeriodSeconds",
            "tty",
            "user");
    // Defaults that depend on how, and which version of, Marathon was started.
    private static final Set<String> LEFT_TO_MARATHON = Set.of("role", "maxLaunchDelaySeconds", "unreachableStrategy");
    private static final Set<String> MAPS = Set.of("env", "labels");

    private Difference() {}

    /** Returns every field of an app that does not exist yet. */
    static List<Change> fromNothing(AppSpec wanted) {
        Map<String, String> after = new TreeMap<>();
        wanted.toJson().properties().stream()
                .filter(field -> !field.getKey().equals("id"))
                .forEach(field -> after.putAll(Flat.of(field.getKey(), field.getValue())));
        return Change.between(Map.of(), after);
    }

    static List<Change> between(AppSpec live, AppSpec wanted) {
        ObjectNode before = live.withDefaults().toJson();
        ObjectNode after = wanted.withDefaults().toJson();
        keepServicePorts(before, after);
        Set<String> fields = new TreeSet<>(OPTIONAL);
        after.fieldNames().forEachRemaining(fields::add);
        fields.remove("id");
        LEFT_TO_MARATHON.stream().filter(field -> !wanted.toJson().has(field)).forEach(fields::remove);
        List<Change> changes = new ArrayList<>();
        for (String field : fields) {
            changes.addAll(in(field, before.path(field), after.path(field)));
        }
        return changes;
    }

    /** A service port of 0 asks for any, and the one that it has is one. */
    private static void keepServicePorts(ObjectNode before, ObjectNode after) {
        int index = 0;
        for (JsonNode port : after.path("portDefinitions")) {
            JsonNode assigned = before.path("portDefinitions").path(index++).path("port");
            if (port.path("port").asInt() == 0 && assigned.isNumber()) {
                ((ObjectNode) port).set("port", assigned);
            }
        }
    }

    private static List<Change> in(String field, JsonNode before, JsonNode after) {
        Map<String, String> was = Flat.of(field, before);
        Map<String, String> becomes = Flat.of(field, after);
        if (!MAPS.contains(field)) {
            was.keySet().removeIf(path -> !becomes.containsKey(path) && isAddedByMarathon(path, becomes));
        }
        return Change.between(was, becomes);
    }

    /** Tells a member that the server added to a known object from an object that is there no more. */
    private static boolean isAddedByMarathon(String path, Map<String, String> becomes) {
        int end = path.lastIndexOf('.');
        return end > 0 && becomes.keySet().stream().anyMatch(wanted -> wanted.startsWith(path.substring(0, end + 1)));
    }
}
