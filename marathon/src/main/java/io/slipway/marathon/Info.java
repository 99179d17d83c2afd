package io.slipway.marathon;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Tells which Marathon answers.
 *
 * @param leader {@code host:port}; absent while none is elected
 * @param json the whole answer, flags and all
 */
public record Info(
        String name,
        String version,
        @Nullable String frameworkId,
        @Nullable String leader,
        boolean elected,
        JsonNode json) {}
