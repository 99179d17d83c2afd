package io.slipway.bamboo.haproxy;

import java.util.Objects;

/** Says what was tried with HAProxy, and what it answered. */
public class HaproxyException extends Exception {

    public HaproxyException(String message) {
        super(message);
    }

    public HaproxyException(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
