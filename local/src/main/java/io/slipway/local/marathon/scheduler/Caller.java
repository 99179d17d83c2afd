package io.slipway.local.marathon.scheduler;

/** Says who asks for a change and by which URI: events repeat both. */
public record Caller(String clientIp, String uri) {}
