package io.slipway.local.marathon.docker;

/** Says in one sentence what a Docker engine refused, or that it does not answer. */
public final class EngineFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    EngineFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
