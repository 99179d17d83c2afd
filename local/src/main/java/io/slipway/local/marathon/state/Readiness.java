package io.slipway.local.marathon.state;

import org.jspecify.annotations.Nullable;

/** Holds what the readiness check of one task last heard. */
public record Readiness(boolean ready, @Nullable Response lastResponse) {

    /** Holds an HTTP answer as it came. */
    public record Response(int status, String contentType, String body) {}
}
