package io.slipway.marathon;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Chooses apps of a list; all that is given must match.
 *
 * @param cmd a part of the command, in any case
 * @param id a part of the id, in any case
 * @param label terms joined by commas: {@code env}, {@code env==prod}, {@code env!=prod}, {@code env in (a,b)},
 *     {@code env notin (a)}; the last three only match apps that have the label
 */
public record AppFilter(
        @Nullable String cmd, @Nullable String id, @Nullable String label) {

    public static final AppFilter ALL = new AppFilter(null, null, null);

    public static AppFilter label(String selector) {
        return new AppFilter(null, null, selector);
    }

    public static AppFilter id(String part) {
        return new AppFilter(null, part, null);
    }

    /** Returns the parameters of the query. */
    public Map<String, String> query() {
        Map<String, String> query = new TreeMap<>();
        put(query, "cmd", cmd);
        put(query, "id", id);
        put(query, "label", label);
        return query;
    }

    private static void put(Map<String, String> query, String name, @Nullable String value) {
        if (value != null) {
            query.put(name, value);
        }
    }
}
