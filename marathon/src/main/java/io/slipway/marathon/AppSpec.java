package io.slipway.marathon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Describes what an app is to be.
 *
 * <p>Wraps the JSON object itself, so that fields this version does not know survive a read-modify-write. Immutable:
 * every {@code with} method returns a changed copy.
 */
public final class AppSpec {

    private static final List<String> READ_ONLY = List.of(
            "version",
            "versionInfo",
            "tasks",
            "deployments",
            "tasksStaged",
            "tasksRunning",
            "tasksHealthy",
            "tasksUnhealthy",
            "lastTaskFailure",
            "readinessCheckResults",
            "tasksStats");

    private final ObjectNode json;

    private AppSpec(ObjectNode json) {
        this.json = json;
    }

    /** Starts an app that Marathon's defaults fill. */
    public static AppSpec of(AppId id) {
        return new AppSpec(JsonNodeFactory.instance.objectNode().put("id", id.path()));
    }

    /**
     * Reads what {@code GET /v2/apps/{id}} returns, or what a user wrote, without the fields that only Marathon
     * writes: a GET result cannot be PUT back as it is.
     */
    public static AppSpec of(JsonNode app) {
        ObjectNode copy = app.deepCopy();
        copy.remove(READ_ONLY);
        return new AppSpec(copy);
    }

    public AppId id() {
        return AppId.of(json.path("id").asText());
    }

    public int instances() {
        return json.path("instances").asInt(1);
    }

    public Map<String, String> labels() {
        return strings(json.path("labels"));
    }

    public boolean hasHealthChecks() {
        return !json.path("healthChecks").isEmpty();
    }

    /** Returns the variables with plain values; references to secrets are left out. */
    public Map<String, String> env() {
        return strings(json.path("env"));
    }

    public AppSpec withCmd(String cmd) {
        return with("cmd", JsonNodeFactory.instance.textNode(cmd));
    }

    public AppSpec withInstances(int instances) {
        return with("instances", JsonNodeFactory.instance.numberNode(instances));
    }

    public AppSpec withResources(double cpus, double mem) {
        return with("cpus", JsonNodeFactory.instance.numberNode(cpus))
                .with("mem", JsonNodeFactory.instance.numberNode(mem));
    }

    public AppSpec withEnv(Map<String, String> env) {
        return with("env", Json.MAPPER.valueToTree(new TreeMap<>(env)));
    }

    public AppSpec withLabels(Map<String, String> labels) {
        return with("labels", Json.MAPPER.valueToTree(new TreeMap<>(labels)));
    }

    public AppSpec withFetch(List<Fetch> fetch) {
        return with("fetch", Json.MAPPER.valueToTree(fetch));
    }

    public AppSpec withHealthChecks(List<HealthCheck> checks) {
        return with("healthChecks", Json.MAPPER.valueToTree(checks));
    }

    public AppSpec withPorts(List<PortDefinition> ports) {
        return with("portDefinitions", Json.MAPPER.valueToTree(ports));
    }

    public AppSpec withUpgradeStrategy(UpgradeStrategy strategy) {
        return with("upgradeStrategy", Json.MAPPER.valueToTree(strategy));
    }

    public AppSpec withTaskKillGracePeriodSeconds(int seconds) {
        return with("taskKillGracePeriodSeconds", JsonNodeFactory.instance.numberNode(seconds));
    }

    /** Sets any field, known here or not; {@code null} removes it. */
    public AppSpec with(String field, @Nullable JsonNode value) {
        ObjectNode copy = json.deepCopy();
        if (value == null) {
            copy.remove(field);
        } else {
            copy.set(field, value);
        }
        return new AppSpec(copy);
    }

    /** Returns the form in which Marathon shows it: absent fields filled, empty ones gone, numbers written alike. */
    public AppSpec withDefaults() {
        return new AppSpec(Defaults.fill(json));
    }

    /** Returns the JSON to send; a copy. */
    public ObjectNode toJson() {
        return json.deepCopy();
    }

    private static Map<String, String> strings(JsonNode node) {
        Map<String, String> map = new TreeMap<>();
        node.properties().forEach(field -> {
            if (field.getValue().isTextual()) {
                map.put(field.getKey(), field.getValue().asText());
            }
        });
        return map;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AppSpec that && json.equals(that.json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    @Override
    public String toString() {
        return json.toString();
    }
}
