package io.slipway.launcher.spec;

import java.util.Map;

/**
 * Holds what {@code playbooks/<environment>.yml} says.
 *
 * @param memory in MiB
 * @param environment values of keys that the spec declares
 */
public record Playbook(String name, int instances, double cpus, int memory, Map<String, EnvironmentKey> environment) {}
