package io.slipway.registry;

/** Grades an instance as the registry does; only what is passing is {@linkplain Registry#healthyInstances healthy}. */
public enum CheckStatus {
    PASSING,
    WARNING,
    CRITICAL
}
