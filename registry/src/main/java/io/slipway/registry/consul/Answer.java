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
                    "Consul at " + consul + " answered " + asked + " with " + status + said(body), null);
        }
        return this;
    }

    /** Refuses an answer that is empty only because the token may not read what is there. */
    void requireUnfiltered() {
        if (filtered) {
            throw new RegistryException(
                    "Consul at " + consul + " answered " + asked
                            + " with nothing, having left out what its ACLs do not let" + " this token read",
                    null);
        }
    }

    /** Reads an array, each element by way of a record that mirrors it. */
    <M, T> List<T> list(Class<M> mirror, Function<M, T> read) {
        orFail();
        try {
            JavaType type = JSON.getTypeFactory().constructCollectionType(List.class, mirror);
            List<M> elements = JSON.readValue(body, type);
            return elements.stream().map(read).toList();
        } catch (JsonProcessingException | RuntimeException e) { // Wide because anything may stand in the body.
            throw new RegistryException(
                    "Consul at " + consul + " answered " + asked + " with something else than its API documents"
                            + said(body),
                    e);
        }
    }

    static String said(String body) {
        return body.isBlank() ? " and said nothing more." : ": " + Excerpt.of(body);
    }
}
