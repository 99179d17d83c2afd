package io.slipway.template;

import org.jspecify.annotations.Nullable;

/** Says why a service was not written; nothing of it is left. */
public final class GenerationException extends RuntimeException {

    GenerationException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
