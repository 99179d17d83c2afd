package io.slipway.local.consul.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a query string: what is there may have several values, or an empty one. */
public final class Params {

    private final Map<String, List<String>> values = new TreeMap<>();

    private Params() {}

    /** Reads a query string; null when an escape in it is broken. */
    static @Nullable Params parse(@Nullable String query) {
        Params params = new Params();
        if (query != null) {
            for (String pair : query.split("[&;]", -1)) {
                if (!params.add(pair)) {
                    return null;
                }
            }
        }
        return params;
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** Returns the first value, or nothing at all as an empty one. */
    public String first(String name) {
        List<String> all = all(name);
        return all.isEmpty() ? "" : all.get(0);
    }

    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** Refuses a request that asks for two things that exclude each other. */
    public void conflict(String... names) {
        int found = 0;
        for (String name : names) {
            found += has(name) ? 1 : 0;
        }
        if (found > 1) {
            throw ApiError.badRequest("Conflicting flags: " + encoded());
        }
    }

    private String encoded() {
        StringJoiner joined = new StringJoiner("&");
        values.forEach((name, all) ->
                all.forEach(value -> joined.add(Urls.escapeQuery(name) + "=" + Urls.escapeQuery(value))));
        return joined.toString();
    }

    private boolean add(String pair) {
        int equals = pair.indexOf('=');
        String name = Urls.unescape(equals < 0 ? pair : pair.substring(0, equals), true);
        String value = Urls.unescape(equals < 0 ? "" : pair.substring(equals + 1), true);
        if (name == null || value == null) {
            return false;
        }
        if (!pair.isEmpty()) {
            values.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
        }
        return true;
    }
}
