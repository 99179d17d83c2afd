package io.slipway.local.marathon.definition;

import static io.slipway.local.marathon.definition.Shape.arrayOf;
import static io.slipway.local.marathon.definition.Shape.number;
import static io.slipway.local.marathon.definition.Shape.object;
import static io.slipway.local.marathon.definition.Shape.optional;
import static io.slipway.local.marathon.definition.Shape.string;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says what a group shall be; what is null stays as it is.
 *
 * @param path absolute; {@code /} for the root
 * @param apps the complete list of the group's own apps
 * @param groups those below that change; others stay
 * @param dependencies absolute ids of apps and groups that must stand before this group's apps
 * @param scaleBy by how much to multiply the instances of every app below; then nothing else is looked at
 * @param version the kept version to go back to; then not even that is looked at
 */
public record GroupUpdate(
        String path,
        @Nullable List<AppDefinition> apps,
        List<GroupUpdate> groups,
        @Nullable List<String> dependencies,
        @Nullable Double scaleBy,
        @Nullable String version) {

    /** A tree of groups that is deeper than this is nobody's wish. */
    private static final int DEEPEST = 50;

    private static final Shape GROUP = object(
            optional("id", string()),
            optional("apps", arrayOf((path, value, faults) -> {})),
            optional("groups", arrayOf((path, value, faults) -> {})),
            optional("dependencies", arrayOf(string())),
            optional("scaleBy", number(0, Double.MAX_VALUE)),
            optional("version", Shape.date()));

    public GroupUpdate {
        groups = List.copyOf(groups);
    }

    /**
     * Reads a body.
     *
     * @param base the group named by the URL, against which an id in the body is resolved
     */
    public static GroupUpdate read(String base, JsonNode body) {
        String id = body.path("id").asText("");
        return read(id.isEmpty() ? base : resolve(base, id), body, 0);
    }

    private static GroupUpdate read(String path, JsonNode body, int depth) {
        Faults faults = new Faults();
        GROUP.check("", body, faults);
        faults.addIf(depth > DEEPEST, "/groups", "Groups are nested deeper than " + DEEPEST + ".");
        if (!faults.isEmpty()) {
            throw Refusal.shape(faults);
        }
        List<GroupUpdate> groups = new ArrayList<>();
        for (JsonNode group : body.path("groups")) {
            String child = child(path, group, "/groups");
            groups.add(read(child, group, depth + 1));
        }
        return new GroupUpdate(
                path,
                body.path("apps") instanceof ArrayNode apps ? apps(path, apps) : null,
                groups,
                body.path("dependencies") instanceof ArrayNode ids ? resolved(path, ids) : null,
                body.path("scaleBy").isNumber() ? body.path("scaleBy").asDouble() : null,
                body.hasNonNull("version")
                        ? AppReader.version(body.path("version").asText())
                        : null);
    }

    private static List<AppDefinition> apps(String path, ArrayNode apps) {
        List<AppDefinition> read = new ArrayList<>();
        for (JsonNode app : apps) {
            if (app instanceof ObjectNode object && object.path("id").isTextual()) {
                ObjectNode absolute = object.deepCopy();
                absolute.put("id", child(path, object, "/apps"));
                if (object.path("dependencies") instanceof ArrayNode ids) {
                    ArrayNode all = absolute.putArray("dependencies");
                    resolved(path, ids).forEach(all::add);
                }
                read.add(AppReader.create(absolute));
            } else {
                read.add(AppReader.create(app));
            }
        }
        return read;
    }

    private static String child(String path, JsonNode member, String place) {
        String id = resolve(path, member.path("id").asText(""));
        if (!id.startsWith(path.equals("/") ? "/" : path + "/") || id.equals("/")) {
            throw Refusal.rule(place, "identifier " + id + " is not child of " + path + ". Hint: use relative paths.");
        }
        return id;
    }

    private static List<String> resolved(String path, ArrayNode ids) {
        List<String> absolute = new ArrayList<>();
        ids.forEach(id -> absolute.add(resolve(path, id.asText())));
        return absolute;
    }

    private static String resolve(String base, String id) {
        return Canonical.absolute(id.startsWith("/") ? id : base + "/" + id);
    }
}
