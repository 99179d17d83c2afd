package io.slipway.registry.consul;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slipway.registry.KeyValue;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Mirrors one element of {@code /v1/kv/…}, as far as it is read.
 *
 * @param value base64; null for an empty one
 */
record KvEntry(String key, @Nullable String value, long modifyIndex) {

    KeyValue keyValue() {
        return new KeyValue(
                key, value == null ? "" : new String(Base64.getDecoder().decode(value), UTF_8), modifyIndex);
    }
}
