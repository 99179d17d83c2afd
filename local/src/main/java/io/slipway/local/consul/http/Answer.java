package io.slipway.local.consul.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds what is sent back.
 *
 * @param type the content type; null where there is nothing to be typed
 * @param content bytes, text, or what is to be written as JSON; null is JSON's null under a JSON type
 */
public record Answer(
        int status, @Nullable String type, @Nullable Object content, Map<String, String> headers) {

    static final String JSON = "application/json";
    private static final String TEXT = "text/plain; charset=utf-8";

    public static Answer json(@Nullable Object content) {
        return json(200, content);
    }

    public static Answer json(int status, @Nullable Object content) {
        return new Answer(status, JSON, content, Map.of());
    }

    public static Answer text(int status, String content) {
        return new Answer(status, TEXT, content, Map.of());
    }

    public static Answer of(String type, Object content) {
        return new Answer(200, type, content, Map.of());
    }

    public static Answer empty(int status) {
        return new Answer(status, null, "", Map.of());
    }

    public Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, type, content, more);
    }

    Answer withType(String newType) {
        return new Answer(status, newType, content, headers);
    }
}
