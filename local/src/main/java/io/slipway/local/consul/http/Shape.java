package io.slipway.local.consul.http;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Describes the JSON object that an endpoint takes, and reads it as Go would: names in any case, unknown ones refused,
 * wrong types refused in Go's words.
 */
public final class Shape {

    /**
     * A type that a field may have.
     *
     * @param go its name in Go
     * @param reader turns JSON into a value; null when the JSON is of another type
     */
    public record Type(String go, BiFunction<Object, Where, @Nullable Object> reader) {
        /** Returns the same type under another name. */
        public Type called(String newGo) {
            return new Type(newGo, reader);
        }
    }

    /** Where in a body a value stands, as Go tells it: the innermost struct, and the path from the outermost. */
    record Where(String struct, String path) {
        Where field(String name) {
            return new Where(struct, path.isEmpty() ? name : path + "." + name);
        }
    }

    public static final Type TEXT = new Type("string", (json, where) -> json instanceof String ? json : null);
    public static final Type FLAG = new Type("bool", (json, where) -> json instanceof Boolean ? json : null);
    public static final Type INTEGER = new Type("int", (json, where) -> integer(json));
    public static final Type UNSIGNED = new Type("uint64", (json, where) -> unsigned(json));
    public static final Type ANYTHING = new Type("interface {}", (json, where) -> json);
    public static final Type DURATION = new Type("time.Duration", (json, where) -> duration(json));
    /** Keeps the text of a duration that can be read; of zero, nothing. */
    public static final Type DURATION_TEXT = new Type(
            "time.Duration", (json, where) -> duration(json).isZero() || !(json instanceof String) ? "" : json);

    /** As {@link #DURATION}, but a small number counts seconds. */
    public static final Type DELAY = new Type("time.Duration", (json, where) -> delay(json));

    public static final Type TEXTS = listOf(TEXT);
    public static final Type TEXT_MAP = mapOf(TEXT);
    public static final Type TEXTS_MAP = mapOf(TEXTS);

    private static final int SMALL = 1_000;

    private final String goName;
    private final boolean strict;
    private final Map<String, Field> fields = new HashMap<>();

    private record Field(String name, Type type) {}

    private Shape(String goName, boolean strict) {
        this.goName = goName;
        this.strict = strict;
    }

    /** Begins a shape that refuses what it does not know; the name is that of the struct in Go, and may be empty. */
    public static Shape strict(String goName) {
        return new Shape(goName, true);
    }

    /** Begins a shape that does not mind what it does not know. */
    public static Shape lenient(String goName) {
        return new Shape(goName, false);
    }

    public Shape with(Type type, String... names) {
        for (String name : names) {
            fields.put(name.toLowerCase(Locale.ROOT), new Field(name, type));
        }
        return this;
    }

    /** Lets a field be called otherwise too. */
    public Shape alias(String other, String name) {
        Field field = fields.get(name.toLowerCase(Locale.ROOT));
        if (field == null) {
            throw new IllegalArgumentException("No field " + name);
        }
        fields.put(other.toLowerCase(Locale.ROOT), field);
        return this;
    }

    public Type asType() {
        return new Type(
                "structs." + goName, (json, where) -> json instanceof Map<?, ?> map ? read(map, where.path()) : null);
    }

    public static Type listOf(Type element) {
        return new Type("[]" + element.go(), (json, where) -> {
            if (!(json instanceof List<?> list)) {
                return null;
            }
            List<Object> values = new ArrayList<>();
            list.forEach(item -> readTo(element, item, where, values::add));
            return values;
        });
    }

    public static Type mapOf(Type element) {
        return new Type("map[string]" + element.go(), (json, where) -> {
            if (!(json instanceof Map<?, ?> map)) {
                return null;
            }
            Map<String, Object> values = new LinkedHashMap<>();
            map.forEach((key, item) -> readTo(element, item, where, value -> values.put((String) key, value)));
            return values;
        });
    }

    /** Reads a text; the exception's message is Go's. */
    Fields parse(String text) {
        Object json = GoJson.parse(text);
        if (json == GoJson.NULL) {
            return new Fields(Map.of());
        }
        if (!(json instanceof Map<?, ?> map)) {
            throw mismatch(json, "value of type structs." + goName);
        }
        return read(map, "");
    }

    /** Reads a text that holds a list; the exception's message is Go's. */
    List<Fields> parseList(String text, String goList) {
        Object json = GoJson.parse(text);
        if (!(json instanceof List<?> list)) {
            throw mismatch(json, "value of type " + goList);
        }
        List<Fields> all = new ArrayList<>();
        list.forEach(item -> readTo(asType(), item, new Where(goName, ""), value -> all.add((Fields) value)));
        return all;
    }

    private Fields read(Map<?, ?> json, String path) {
        Where here = new Where(goName, path);
        Map<String, Object> values = new HashMap<>();
        json.forEach((key, item) -> {
            Field field = fields.get(((String) key).toLowerCase(Locale.ROOT));
            if (field != null && item != GoJson.NULL) {
                values.put(field.name(), read(field.type(), item, here.field(field.name())));
            } else if (field == null && strict) {
                throw new IllegalArgumentException("json: unknown field \"" + key + "\"");
            }
        });
        return new Fields(values);
    }

    /** Reads an element; null is an empty text, and no element of any other type. */
    private static void readTo(Type type, Object json, Where where, Consumer<Object> target) {
        if (json != GoJson.NULL) {
            target.accept(read(type, json, where));
        } else if (type.go().equals("string")) {
            target.accept("");
        }
    }

    private static Object read(Type type, Object json, Where where) {
        Object value = type.reader().apply(json, where);
        if (value == null) {
            throw mismatch(json, "struct field " + where.struct() + "." + where.path() + " of type " + type.go());
        }
        return value;
    }

    private static IllegalArgumentException mismatch(Object json, String where) {
        return new IllegalArgumentException("json: cannot unmarshal " + kind(json, where) + " into Go " + where);
    }

    private static String kind(Object json, String where) {
        if (json instanceof GoJson.Numeral number) {
            return where.contains(" of type int") || where.contains(" of type uint")
                    ? "number " + number.text()
                    : "number";
        }
        if (json instanceof Map) {
            return "object";
        }
        if (json instanceof List) {
            return "array";
        }
        return json instanceof Boolean ? "bool" : "string";
    }

    private static @Nullable Integer integer(Object json) {
        return json instanceof GoJson.Numeral number && number.text().matches("-?\\d{1,9}")
                ? Integer.valueOf(number.text())
                : null;
    }

    private static @Nullable Long unsigned(Object json) {
        try {
            return json instanceof GoJson.Numeral number ? Long.valueOf(Long.parseUnsignedLong(number.text())) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** A text is parsed, a number counts nanoseconds, and whatever else is left alone: all three as Consul does. */
    private static Duration duration(Object json) {
        if (json instanceof String text) {
            return GoDuration.parse(text);
        }
        BigDecimal nanos = json instanceof GoJson.Numeral number ? number.value() : null;
        BigDecimal most = BigDecimal.valueOf(Long.MAX_VALUE);
        return nanos == null
                ? Duration.ZERO
                : Duration.ofNanos(nanos.min(most).max(most.negate()).longValue());
    }

    private static Duration delay(Object json) {
        Duration delay = duration(json);
        boolean seconds = json instanceof GoJson.Numeral && delay.toNanos() < SMALL;
        return seconds ? Duration.ofSeconds(delay.toNanos()) : delay;
    }
}
