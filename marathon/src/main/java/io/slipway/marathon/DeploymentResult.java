package io.slipway.marathon;

/** Names the deployment that a change started; it is named even when nothing changes. */
public record DeploymentResult(String deploymentId, String version) {}
