package io.slipway.registry.client;

import org.jspecify.annotations.Nullable;

/** Says which call failed, which instances were tried, and what each answered. */
public final class ServiceCallException extends RuntimeException {

    private final String service;
    private final int status;

    ServiceCallException(String message, String service, int status, @Nullable Throwable cause) {
        super(message, cause);
        this.service = service;
        this.status = status;
    }

    public String service() {
        return service;
    }

    /** Returns the HTTP status of the last answer, 0 when there was none. */
    public int status() {
        return status;
    }
}
