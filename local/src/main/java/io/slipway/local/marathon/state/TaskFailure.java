package io.slipway.local.marathon.state;

import java.time.Instant;

/** Tells how a task of an app last failed; kept until the app is deleted. */
public record TaskFailure(String taskId, String state, String message, Instant at, String version) {}
