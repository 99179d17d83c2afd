package io.slipway.local.marathon.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes an object as Marathon shows it: members in its order, defaults filled in, unknown members left out.
 *
 * <p>Described by a line of words: {@code name}, {@code name=default}; {@code name?} is left out when empty;
 * {@code name:d} is printed as a double, {@code 1.0}.
 */
final class Form {

    private record Field(
            String name,
            boolean omitEmpty,
            boolean isDouble,
            @Nullable JsonNode byDefault) {

        static Field parse(String word) {
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            return new Field(
                    name.replaceAll("\\?|:d", ""),
                    name.endsWith("?"),
                    name.endsWith(":d"),
                    equals < 0 ? null : Json.literal(word.substring(equals + 1)));
        }

        @Nullable JsonNode read(ObjectNode given) {
            JsonNode value = given.get(name);
            if (value == null || value.isNull()) {
                return byDefault == null ? null : byDefault.deepCopy();
            }
            if (omitEmpty && value.isContainerNode() && value.isEmpty()) {
                return null;
            }
            if (value.isNumber()) {
                return isDouble ? DoubleNode.valueOf(value.asDouble()) : IntNode.valueOf(value.asInt());
            }
            return value;
        }
    }

    private final List<Field> fields;

    private Form(List<Field> fields) {
        this.fields = fields;
    }

    static Form of(String words) {
        return new Form(Stream.of(words.strip().split("\\s+")).map(Field::parse).toList());
    }

    ObjectNode fill(ObjectNode given) {
        ObjectNode filled = Json.object();
        for (Field field : fields) {
            JsonNode value = field.read(given);
            if (value != null) {
                filled.set(field.name(), value);
            }
        }
        return filled;
    }
}
