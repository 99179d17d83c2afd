package io.slipway.registry.consul;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slipway.registry.KeyValue;
import org.jspecify.annotations.Nullable;

/**
 * Mirrors one element of {@code /v1/kv/…}, as far as it is read.
 *
 * @param value base64 in JSON, which Jackson decodes; null for an empty one
 */
record KvEntry(String key, byte @Nullable [] value, long modifyIndex) {

    KeyValue keyValue() {
        return new KeyValue(key, value == null ? "" : new String(value, UTF_8), modifyIndex);
    }
}
