package io.slipway.local.marathon.executor;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.marathon.definition.AppDefinition;
import io.slipway.local.marathon.definition.AppVersion;
import io.slipway.local.marathon.definition.PortSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Gives a task its environment: context, then ports and host, then what the app says, which wins (contract, A8). */
public final class TaskEnvironment {

    private static final int LONGEST_LABEL_KEY = 493;
    private static final int LONGEST_LABEL_VALUE = 512;

    private TaskEnvironment() {}

    public static Map<String, String> of(AppVersion app, String taskId, String host, List<Integer> ports) {
        AppDefinition definition = app.definition();
        Map<String, String> env = new LinkedHashMap<>();
        env.put("MESOS_TASK_ID", taskId);
        env.put("MARATHON_APP_ID", definition.id().path());
        env.put("MARATHON_APP_VERSION", app.version());
        definition.container().ifPresent(container -> env.put("MARATHON_APP_DOCKER_IMAGE", container.image()));
        env.put("MARATHON_APP_ENFORCE_GROUP_ROLE", "FALSE");
        resources(definition.json(), env);
        labels(definition.labels(), env);
        env.put("HOST", host);
        ports(definition.ports(), ports, env);
        env.putAll(definition.env());
        return env;
    }

    private static void resources(JsonNode app, Map<String, String> env) {
        for (String resource : List.of("cpus", "mem", "disk", "gpus")) {
            env.put(
                    "MARATHON_APP_RESOURCE_" + resource.toUpperCase(Locale.ROOT),
                    app.path(resource).asText());
        }
    }

    private static void labels(Map<String, String> labels, Map<String, String> env) {
        List<String> keys = new ArrayList<>();
        labels.forEach((key, value) -> {
            if (key.length() < LONGEST_LABEL_KEY && value.length() < LONGEST_LABEL_VALUE) {
                String converted = key.replaceAll("[^a-zA-Z0-9_]+", "_").toUpperCase(Locale.ROOT);
                keys.add(converted);
                env.put("MARATHON_APP_LABEL_" + converted, value);
            }
        });
        env.put("MARATHON_APP_LABELS", String.join(" ", keys));
    }

    private static void ports(List<PortSpec> specs, List<Integer> ports, Map<String, String> env) {
        if (ports.isEmpty()) {
            return;
        }
        env.put("PORT", String.valueOf(ports.get(0)));
        env.put("PORTS", ports.stream().map(String::valueOf).collect(Collectors.joining(",")));
        for (int i = 0; i < ports.size(); i++) {
            String port = String.valueOf(ports.get(i));
            PortSpec spec = specs.get(i);
            env.put("PORT" + i, port);
            env.put("PORT_" + spec.requested(ports.get(i)), port);
            if (spec.name() != null) {
                // Not sanitised, as in Marathon: a dash makes it unusable in shells.
                env.put("PORT_" + spec.name().toUpperCase(Locale.ROOT), port);
            }
        }
    }
}
