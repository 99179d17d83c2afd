package io.slipway.local.marathon.scheduler;

import io.slipway.marathon.DeploymentResult;

/** Is what PUT and PATCH answer with: the deployment, and whether it makes an app that was not there. */
public record Update(DeploymentResult result, boolean created) {}
