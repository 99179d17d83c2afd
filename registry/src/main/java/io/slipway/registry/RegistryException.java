package io.slipway.registry;

import org.jspecify.annotations.Nullable;

/** Says what was asked of the registry, where, and why it was not done. */
public final class RegistryException extends RuntimeException {

    public RegistryException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
