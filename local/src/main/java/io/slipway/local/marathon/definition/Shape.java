package io.slipway.local.marathon.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Says what JSON may stand somewhere, and names what else stands there with the words of Marathon's own checks
 * ({@code error.expected.jsstring} and its like come from Play JSON).
 */
interface Shape {

    void check(String path, JsonNode value, Faults faults);

    static Shape string() {
        return (path, value, faults) -> faults.addIf(!value.isTextual(), path, "error.expected.jsstring");
    }

    static Shape string(int minLength, int maxLength) {
        return string().then((path, value, faults) -> {
            faults.addIf(value.asText().length() < minLength, path, "error.minLength");
            faults.addIf(value.asText().length() > maxLength, path, "error.maxLength");
        });
    }

    static Shape string(Pattern pattern) {
        return string(1, Integer.MAX_VALUE)
                .then((path, value, faults) ->
                        faults.addIf(!pattern.matcher(value.asText()).find(), path, "error.pattern"));
    }

    static Shape oneOf(String... literals) {
        Set<String> known = Set.of(literals);
        return string().then((path, value, faults) ->
                faults.addIf(!known.contains(value.asText()), path, "error.unknown.enum.literal"));
    }

    static Shape date() {
        return string().then((path, value, faults) ->
                faults.addIf(!isDate(value.asText()), path, "error.expected.date.isoformat"));
    }

    static Shape bool() {
        return (path, value, faults) -> faults.addIf(!value.isBoolean(), path, "error.expected.jsboolean");
    }

    static Shape number(double min, double max) {
        Shape number = (path, value, faults) -> faults.addIf(!value.isNumber(), path, "error.expected.jsnumber");
        return number.then((path, value, faults) -> {
            faults.addIf(value.asDouble() < min, path, "error.min");
            faults.addIf(value.asDouble() > max, path, "error.max");
        });
    }

    static Shape integer(int min, int max) {
        Shape whole = (path, value, faults) ->
                faults.addIf(value.asDouble() != Math.rint(value.asDouble()), path, "error.expected.int");
        return number(min, max).then(whole);
    }

    static Shape arrayOf(Shape item) {
        return (path, value, faults) -> {
            faults.addIf(!value.isArray(), path, "error.expected.jsarray");
            for (int i = 0; value.isArray() && i < value.size(); i++) {
                item.check(path + "(" + i + ")", value.get(i), faults);
            }
        };
    }

    static Shape mapOf(Shape item) {
        return (path, value, faults) -> {
            faults.addIf(!value.isObject(), path, "error.expected.jsobject");
            value.properties().forEach(entry -> item.check(path + "/" + entry.getKey(), entry.getValue(), faults));
        };
    }

    /** Accepts an object; unknown members are ignored, and null ones count as absent. */
    static Shape object(Member... members) {
        return (path, value, faults) -> List.of(members).forEach(member -> member.check(path, value, faults));
    }

    static Member optional(String name, Shape shape) {
        return new Member(name, shape, false);
    }

    static Member required(String name, Shape shape) {
        return new Member(name, shape, true);
    }

    /** Checks on only where this shape found nothing wrong. */
    default Shape then(Shape next) {
        return (path, value, faults) -> {
            Faults own = new Faults();
            check(path, value, own);
            check(path, value, faults);
            if (own.isEmpty()) {
                next.check(path, value, faults);
            }
        };
    }

    private static boolean isDate(String text) {
        try {
            return OffsetDateTime.parse(text) != null;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** Says what may stand under one name of an object. */
    record Member(String name, Shape shape, boolean required) {

        void check(String path, JsonNode parent, Faults faults) {
            String here = path + "/" + name;
            JsonNode value = parent.path(name);
            if (!(parent instanceof ObjectNode)) {
                // Play looks the required member up in whatever stands there, and reports the member's path.
                faults.addIf(required, here, parent + " is not an object");
            } else if (!value.isMissingNode() && !value.isNull()) {
                shape.check(here, value, faults);
            } else {
                faults.addIf(required, here, "'" + name + "' is undefined on object: " + parent);
            }
        }
    }
}
