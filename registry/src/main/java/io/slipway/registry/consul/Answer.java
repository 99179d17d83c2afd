package io.slipway.registry.consul;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.slipway.registry.RegistryException;
import io.slipway.registry.internal.Excerpt;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Holds one answer of Consul, together with what was asked, for messages.
 *
 * @param filtered whether Consul says that its ACLs took something away; 1.11 and later do
 */
record Answer(String consul, String asked, int status, String body, long index, boolean filtered) {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** Reads the header; 0 where it is missing or no number. */
    static long index(@Nullable String header) {
        try {
            return header == null ? 0 : Long.parseUnsignedLong(header.strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    boolean missing() {
        return status == 404;
    }

    /** Returns this answer if it is a success. */
    Answer orFail() {
        if (status < 200 || status > 299) {
            throw new RegistryException(
                    "Consul at " + consul + " answered " + asked + " with " + status + said(status, body), null);
        }
        return this;
    }

    /** Returns this answer unless it shows nothing because the ACL token may see nothing of it. */
    Answer orFailUnseen(boolean empty) {
        // Said by Consul 1.11 and later; before, an answer with nothing left in it looks like one with nothing in it.
        if (filtered && empty) {
            throw new RegistryException(
                    "Consul at " + consul + " answered " + asked
                            + " with nothing, because its ACL token may see nothing of it: it needs read rights there.",
                    null);
        }
        return this;
    }

    /** Reads an object by way of a record that mirrors it. */
    <M, T> T one(Class<M> mirror, Function<M, T> read) {
        return parse(JSON.constructType(mirror), read);
    }

    /** Reads an array, each element by way of a record that mirrors it. */
    <M, T> List<T> list(Class<M> mirror, Function<M, T> read) {
        JavaType type = JSON.getTypeFactory().constructCollectionType(List.class, mirror);
        return this.<List<M>, List<T>>parse(
                type, elements -> elements.stream().map(read).toList());
    }

    /** Reads an object of equals, each value by way of a record that mirrors it; their names are not read. */
    <M, T> List<T> values(Class<M> mirror, Function<M, T> read) {
        JavaType type = JSON.getTypeFactory().constructMapType(Map.class, String.class, mirror);
        return this.<Map<String, M>, List<T>>parse(
                type, elements -> elements.values().stream().map(read).toList());
    }

    /** Reads an object of equals by their names. */
    <M> Map<String, M> map(Class<M> mirror) {
        JavaType type = JSON.getTypeFactory().constructMapType(Map.class, String.class, mirror);
        return this.<Map<String, M>, Map<String, M>>parse(type, Map::copyOf);
    }

    private <M, T> T parse(JavaType type, Function<M, T> read) {
        orFail();
        try {
            M mirrored = JSON.readValue(body, type);
            return read.apply(mirrored);
        } catch (JsonProcessingException | RuntimeException e) { // Wide because anything may stand in the body.
            throw new RegistryException(
                    "Consul at " + consul + " answered " + asked + " with something else than its API documents"
                            + said(status, body),
                    e);
        }
    }

    /** Quotes what Consul said, and puts into words what it means where that is not plain. */
    static String said(int status, String body) {
        String quoted = body.isBlank() ? " and said nothing more." : ": " + Excerpt.of(body);
        if (status != 403) {
            return quoted;
        }
        return body.contains("ACL not found")
                ? quoted + ". Consul knows no such ACL token: it was revoked or has expired."
                : quoted + ". The ACL token, or the anonymous one where none is sent, lacks this right.";
    }
}
