package io.slipway.local.marathon.definition;

import org.jspecify.annotations.Nullable;

/** Describes one host port an app asks for. */
public record PortSpec(int servicePort, @Nullable String name) {}
