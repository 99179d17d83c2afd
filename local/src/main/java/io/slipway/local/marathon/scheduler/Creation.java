package io.slipway.local.marathon.scheduler;

import io.slipway.local.marathon.definition.AppVersion;
import io.slipway.marathon.DeploymentResult;

/** Is what POST answers with: the app as it was sent, service ports asked as 0 still 0. */
public record Creation(DeploymentResult result, AppVersion app) {}
