package io.slipway.service.internal;

/** Says what in the environment of the process makes it impossible to start. */
public final class BadBootEnvironment extends RuntimeException {

    public BadBootEnvironment(IllegalArgumentException problem) {
        super(problem.getMessage(), problem);
    }
}
