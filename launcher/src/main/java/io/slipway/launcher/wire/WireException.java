package io.slipway.launcher.wire;

import org.jspecify.annotations.Nullable;

/** Says what was asked, and what came instead of an answer. */
public final class WireException extends RuntimeException {

    WireException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
