package io.slipway.local.marathon.definition;

import java.time.Duration;

/** Sets how an app whose tasks keep ending is held back. */
public record BackoffLimits(Duration first, double factor, Duration longest) {}
