package io.slipway.local.marathon.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.marathon.AppId;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads app definitions from request bodies: shape errors first and alone, then broken rules, all at once. */
public final class AppReader {

    private static final String NO_BODY =
            "No content to map due to end-of-input\n" + " at [Source: (byte[])\"\"; line: 1, column: 0]";

    // What a client may leave in beside a version it wants back.
    private static final Set<String> BESIDE_VERSION = Set.of("id", "version");
    private static final List<String> RESET_WHEN_ABSENT = List.of("executorResources", "resourceLimits");

    private AppReader() {}

    /** Parses a body, whatever JSON it is. */
    public static JsonNode parse(byte[] body) {
        if (body.length == 0) {
            throw Refusal.withDetails(400, "Please specify data in JSON format", NO_BODY);
        }
        try {
            return Json.MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            throw Refusal.withDetails(400, "Invalid JSON", e.getOriginalMessage());
        } catch (IOException e) {
            throw Refusal.withDetails(400, "Invalid JSON", String.valueOf(e.getMessage()));
        }
    }

    /** Reads what POST sends: a whole definition. Service ports asked as 0 are still 0. */
    public static AppDefinition create(JsonNode body) {
        check(AppShape.APP, body);
        return whole((ObjectNode) body);
    }

    /** Checks what PUT and PATCH send, before anything is looked up. */
    public static ObjectNode update(JsonNode body) {
        check(AppShape.UPDATE, body);
        if (!(body instanceof ObjectNode update)) {
            throw Refusal.withDetails(400, "Invalid JSON", body + " is not an object");
        }
        ObjectNode given = update.deepCopy();
        given.removeIf(JsonNode::isNull);
        return given;
    }

    /** Checks that a body is a list. */
    public static ArrayNode array(JsonNode body) {
        check(Shape.arrayOf((path, value, faults) -> {}), body);
        return (ArrayNode) body;
    }

    /** Reads {@code {"ids":[…]}}; Marathon reports this body's faults under the empty path. */
    public static JsonNode taskIds(JsonNode body) {
        if (!body.has("ids")) {
            Faults faults = new Faults();
            faults.add("", "'ids' is undefined on object: " + body);
            throw Refusal.shape(faults);
        }
        check(Shape.object(Shape.required("ids", Shape.arrayOf(Shape.string()))), body);
        return body.path("ids");
    }

    /** Reads the id of an app that may have to be made. */
    public static AppId id(String raw) {
        ObjectNode update = Json.object().put("id", raw);
        check(AppShape.APP, update);
        String absolute = Canonical.absolute(raw);
        if (absolute.equals("/")) {
            throw Refusal.rule("/id", "Path must contain at least one path element");
        }
        return AppId.of(absolute);
    }

    /** Reads a version in a URL. */
    public static String version(String raw) {
        try {
            return Timestamps.format(OffsetDateTime.parse(raw).toInstant());
        } catch (DateTimeException e) {
            throw Refusal.of(422, "Invalid timestamp provided '" + raw + "'. Expecting ISO-8601 datetime string.");
        }
    }

    /** Returns the version an update asks back; it may stand with the id only. */
    public static @Nullable String rollbackVersion(ObjectNode update) {
        if (!update.has("version")) {
            return null;
        }
        boolean alone = update.properties().stream().allMatch(entry -> BESIDE_VERSION.contains(entry.getKey()));
        if (!alone) {
            throw Refusal.rule("/", "The 'version' field may only be combined with the 'id' field.");
        }
        return version(update.path("version").asText());
    }

    /** Makes a whole definition of an update: what it leaves out gets its default. */
    public static AppDefinition replace(AppId id, ObjectNode update) {
        return whole(update.deepCopy().put("id", id.path()));
    }

    /** Lays an update over what an app is: members are replaced whole, never merged (contract, A3). */
    public static AppDefinition merge(AppDefinition app, ObjectNode update) {
        ObjectNode translated = Canonical.translate(update);
        ObjectNode merged = app.json().deepCopy();
        merged.remove(RESET_WHEN_ABSENT);
        merged.setAll(translated);
        merged.put("id", app.id().path());
        return checked(Canonical.complete(merged, givesPorts(merged)));
    }

    /** Returns the form that Marathon stores, whether or not it may be stored here. */
    static ObjectNode canonical(ObjectNode given) {
        ObjectNode translated = Canonical.translate(given);
        return Canonical.complete(translated, givesPorts(translated));
    }

    private static AppDefinition whole(ObjectNode given) {
        return checked(canonical(given));
    }

    private static AppDefinition checked(ObjectNode canonical) {
        Rules.check(canonical);
        Unsupported.check(canonical);
        return AppDefinition.of(canonical);
    }

    /**
     * Tells ports that somebody asked for from the one that Marathon adds, which alone is named {@code default}: what
     * was read can then be sent back and changes nothing.
     */
    private static boolean givesPorts(ObjectNode given) {
        JsonNode ports = given.path("portDefinitions");
        boolean onlyTheDefault =
                ports.size() == 1 && ports.path(0).path("name").asText().equals("default");
        return !onlyTheDefault
                && (given.has("portDefinitions") || given.at("/container/portMappings") instanceof ArrayNode);
    }

    private static void check(Shape shape, JsonNode body) {
        Faults faults = new Faults();
        shape.check("", body, faults);
        if (!faults.isEmpty()) {
            throw Refusal.shape(faults);
        }
    }
}
