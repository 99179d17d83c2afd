package io.slipway.local.consul.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Holds the fields of a request's body; what was not given is empty, zero or false, as in Go. */
public final class Fields {

    private static final Set<Object> EMPTY = Set.of("", 0, 0L, false, Duration.ZERO, List.of(), Map.of());

    private final Map<String, Object> values;

    Fields(Map<String, Object> values) {
        this.values = values;
    }

    /** Tells whether nothing was given that is not empty, zero or false anyway. */
    public boolean isEmpty() {
        return values.values().stream().allMatch(EMPTY::contains);
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    public String text(String name) {
        return get(name, "");
    }

    public int integer(String name) {
        return get(name, 0);
    }

    public long unsigned(String name) {
        return get(name, 0L);
    }

    public boolean flag(String name) {
        return get(name, false);
    }

    public Duration duration(String name) {
        return get(name, Duration.ZERO);
    }

    public List<String> texts(String name) {
        return get(name, List.of());
    }

    public Map<String, String> textMap(String name) {
        return get(name, Map.of());
    }

    public Map<String, List<String>> textsMap(String name) {
        return get(name, Map.of());
    }

    public @Nullable Fields object(String name) {
        return (Fields) values.get(name);
    }

    public List<Fields> objects(String name) {
        return get(name, List.<Fields>of());
    }

    public Map<String, Fields> objectMap(String name) {
        return get(name, Map.of());
    }

    /** Returns everything that was given and is not empty. */
    public Map<String, Object> given() {
        Map<String, Object> given = new LinkedHashMap<>(values);
        given.values().removeIf(EMPTY::contains);
        return given;
    }

    @SuppressWarnings("unchecked") // The shape has seen to it that a field holds what its type says.
    private <T> T get(String name, T absent) {
        return (T) values.getOrDefault(name, absent);
    }
}
