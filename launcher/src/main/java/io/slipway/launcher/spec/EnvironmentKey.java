package io.slipway.launcher.spec;

import org.jspecify.annotations.Nullable;

/**
 * Declares one environment variable, or gives it a value.
 *
 * @param value absent when a playbook must give it
 */
public record EnvironmentKey(String key, @Nullable String value, Place place) {}
