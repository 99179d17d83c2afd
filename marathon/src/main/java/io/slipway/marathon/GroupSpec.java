package io.slipway.marathon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describes what a group is to be: a tree of groups and apps that change together.
 *
 * <p>Apps that a group no longer names are stopped; groups that it does not name are kept. Wraps the JSON object, as
 * {@link AppSpec} does, and is immutable.
 */
public final class GroupSpec {

    private final ObjectNode json;

    private GroupSpec(ObjectNode json) {
        this.json = json;
    }

    public static GroupSpec of(GroupId id) {
        return new GroupSpec(JsonNodeFactory.instance.objectNode().put("id", id.path()));
    }

    public GroupId id() {
        return GroupId.of(json.path("id").asText());
    }

    public GroupSpec withApps(List<AppSpec> apps) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        apps.forEach(app -> array.add(app.toJson()));
        return with("apps", array);
    }

    public GroupSpec withGroups(List<GroupSpec> groups) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        groups.forEach(group -> array.add(group.json));
        return with("groups", array);
    }

    /** Has the deployment wait for other groups or apps, absolute or relative to this one. */
    public GroupSpec withDependencies(List<String> dependencies) {
        return with("dependencies", Json.MAPPER.valueToTree(dependencies));
    }

    /** Sets any field, known here or not; {@code null} removes it. */
    public GroupSpec with(String field, @Nullable JsonNode value) {
        ObjectNode copy = json.deepCopy();
        if (value == null) {
            copy.remove(field);
        } else {
            copy.set(field, value.deepCopy());
        }
        return new GroupSpec(copy);
    }

    /** Returns the JSON to send; a copy. */
    public ObjectNode toJson() {
        return json.deepCopy();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GroupSpec that && json.equals(that.json);
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
