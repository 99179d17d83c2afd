package io.slipway.local.consul.http;

import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Writes JSON as Go does: records under Go's names, {@code serviceId} as {@code ServiceID}. */
public final class Json {

    private static final Map<Class<?>, Map<String, RecordComponent>> RECORDS = new ConcurrentHashMap<>();
    private static final String INDENT = "    ";

    private final StringBuilder text = new StringBuilder(256);
    private final boolean pretty;

    private Json(boolean pretty) {
        this.pretty = pretty;
    }

    public static byte[] compact(@Nullable Object content) {
        Json json = new Json(false);
        json.value(content, "");
        return json.text.toString().getBytes(StandardCharsets.UTF_8);
    }

    static byte[] pretty(@Nullable Object content) {
        Json json = new Json(true);
        json.value(content, "\n");
        return json.text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    /** @param line what begins a line at this depth */
    private void value(@Nullable Object value, String line) {
        if (value instanceof String string) {
            string(string);
        } else if (value instanceof Map<?, ?> map) {
            object(map, line);
        } else if (value instanceof Collection<?> collection) {
            array(collection, line);
        } else if (value instanceof Record record) {
            object(fieldsOf(record), line);
        } else {
            text.append(value);
        }
    }

    private void object(Map<?, ?> object, String line) {
        String inner = line + INDENT;
        char before = '{';
        for (Map.Entry<?, ?> field : object.entrySet()) {
            next(before, inner);
            string((String) field.getKey());
            text.append(pretty ? ": " : ":");
            value(field.getValue(), inner);
            before = ',';
        }
        close(before, "{", "}", line);
    }

    private void array(Collection<?> array, String line) {
        String inner = line + INDENT;
        char before = '[';
        for (Object element : array) {
            next(before, inner);
            value(element, inner);
            before = ',';
        }
        close(before, "[", "]", line);
    }

    private void next(char before, String line) {
        text.append(before);
        if (pretty) {
            text.append(line);
        }
    }

    private void close(char before, String open, String close, String line) {
        if (before != ',') {
            text.append(open);
        } else if (pretty) {
            text.append(line);
        }
        text.append(close);
    }

    private void string(String string) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c == '\n') {
                text.append("\\n");
            } else if (c < ' ' || c == '<' || c == '>' || c == '&' || c == '\u2028' || c == '\u2029') {
                text.append("\\u%04x".formatted((int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }

    private static Map<String, Object> fieldsOf(Record record) {
        Map<String, Object> fields = new LinkedHashMap<>();
        RECORDS.computeIfAbsent(record.getClass(), Json::componentsOf)
                .forEach((name, component) -> fields.put(name, read(component, record)));
        return fields;
    }

    private static Map<String, RecordComponent> componentsOf(Class<?> type) {
        Map<String, RecordComponent> components = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String name = component.getName();
            String capital = Character.toUpperCase(name.charAt(0)) + name.substring(1);
            components.put(capital.replaceAll("Id$", "ID"), component);
        }
        return components;
    }

    private static @Nullable Object read(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot read " + component + ": " + e.getMessage(), e);
        }
    }
}
