package io.slipway.local.marathon.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.marathon.AppId;
import io.slipway.marathon.HealthCheck;
import io.slipway.marathon.UpgradeStrategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Describes what an app is to be, checked and complete.
 *
 * <p>Holds the JSON itself, in Marathon's order, because that is what clients see; reads from it what the scheduler
 * needs. Immutable: nobody changes the JSON after construction.
 */
public final class AppDefinition {

    private final ObjectNode json;
    private final AppId id;
    private final Resources resources;
    private final List<HealthCheck> healthChecks;
    private final List<ReadinessCheck> readinessChecks;

    private AppDefinition(ObjectNode json) {
        this.json = json;
        this.id = AppId.of(json.path("id").asText());
        this.resources = new Resources(
                json.path("cpus").asDouble(),
                json.path("mem").asDouble(),
                json.path("disk").asDouble());
        this.healthChecks = read(json.path("healthChecks"), HealthCheck.class);
        this.readinessChecks = read(json.path("readinessChecks"), ReadinessCheck.class);
    }

    /** Takes a canonical definition that has passed every check. */
    static AppDefinition of(ObjectNode checked) {
        return new AppDefinition(checked);
    }

    /** Takes a definition that was checked when it was stored. */
    public static AppDefinition stored(ObjectNode checked) {
        return new AppDefinition(checked);
    }

    public ObjectNode json() {
        return json;
    }

    public AppId id() {
        return id;
    }

    public int instances() {
        return json.path("instances").asInt();
    }

    public AppDefinition withInstances(int instances) {
        ObjectNode copy = json.deepCopy();
        copy.set("instances", IntNode.valueOf(instances));
        return new AppDefinition(copy);
    }

    /** Gives service ports where 0 was asked. */
    public AppDefinition withServicePorts(@Nullable AppDefinition before, Set<Integer> taken) {
        ObjectNode copy = json.deepCopy();
        ServicePorts.assign(copy, before == null ? null : before.json, taken);
        return new AppDefinition(copy);
    }

    /** Tells whether only the number of instances differs. */
    public boolean isSameConfiguration(AppDefinition other) {
        ObjectNode mine = json.deepCopy();
        mine.set("instances", other.json.get("instances"));
        return mine.equals(other.json);
    }

    public List<Integer> servicePorts() {
        return ServicePorts.in(json);
    }

    /** Returns the host ports it asks for, in order, whatever network it has. */
    public List<PortSpec> ports() {
        return json.has("portDefinitions")
                ? Json.objects(json.path("portDefinitions")).stream()
                        .map(port -> PortSpec.definition(
                                port, json.path("requirePorts").asBoolean()))
                        .toList()
                : Json.objects(json.at("/container/portMappings")).stream()
                        .map(PortSpec::mapping)
                        .toList();
    }

    /** Returns what one instance takes. */
    public Resources resources() {
        return resources;
    }

    /** Returns what one instance is held to. */
    public Limits limits() {
        return Limits.of(json);
    }

    /** Returns the container around its command; empty for a plain process. */
    public Optional<ContainerSpec> container() {
        return json.at("/container/docker").isObject()
                ? Optional.of(ContainerSpec.of(json, ports()))
                : Optional.empty();
    }

    /** Returns what to execute: the shell with the command, or the arguments as they are; a container may need neither. */
    public List<String> argv() {
        if (json.has("cmd")) {
            return List.of("/bin/sh", "-c", json.path("cmd").asText());
        }
        return strings(json.path("args"));
    }

    public Map<String, String> env() {
        return stringMap(json.path("env"));
    }

    public Map<String, String> labels() {
        return stringMap(json.path("labels"));
    }

    /** Tells by its name whether a file is unpacked when it is fetched. */
    public static boolean isArchive(String name) {
        return Canonical.isArchive(name);
    }

    public List<JsonNode> fetch() {
        return List.copyOf(Json.objects(json.path("fetch")));
    }

    public List<HealthCheck> healthChecks() {
        return healthChecks;
    }

    /** Returns none or one: Marathon allows no more. */
    public List<ReadinessCheck> readinessChecks() {
        return readinessChecks;
    }

    public UpgradeStrategy upgradeStrategy() {
        JsonNode strategy = json.path("upgradeStrategy");
        return new UpgradeStrategy(
                strategy.path("minimumHealthCapacity").asDouble(),
                strategy.path("maximumOverCapacity").asDouble());
    }

    public boolean killsOldestFirst() {
        return json.path("killSelection").asText().equals("OLDEST_FIRST");
    }

    /** Tells whether a host may run one instance only. */
    public boolean isUniquePerHost() {
        return !json.path("constraints").isEmpty();
    }

    public OptionalInt taskKillGracePeriodSeconds() {
        JsonNode grace = json.path("taskKillGracePeriodSeconds");
        return grace.isInt() ? OptionalInt.of(grace.asInt()) : OptionalInt.empty();
    }

    public BackoffLimits backoffLimits() {
        return new BackoffLimits(
                Duration.ofSeconds(json.path("backoffSeconds").asLong()),
                json.path("backoffFactor").asDouble(),
                Duration.ofSeconds(json.path("maxLaunchDelaySeconds").asLong()));
    }

    public Set<AppId> dependencies() {
        return Set.copyOf(
                strings(json.path("dependencies")).stream().map(AppId::of).toList());
    }

    private static <T> List<T> read(JsonNode array, Class<T> type) {
        if (!(array instanceof ArrayNode)) {
            return List.of();
        }
        List<T> items = new ArrayList<>();
        array.forEach(item -> items.add(Json.MAPPER.convertValue(item, type)));
        return List.copyOf(items);
    }

    private static List<String> strings(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static Map<String, String> stringMap(JsonNode object) {
        Map<String, String> map = new LinkedHashMap<>();
        object.properties()
                .forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
        return map;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AppDefinition that && json.equals(that.json);
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
