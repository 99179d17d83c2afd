package io.slipway.registry;

/**
 * Shows what a registry holds of an instance that was announced through it.
 *
 * @param contentHash changes with everything that was announced of the instance, and not with its health; of use only to
 *     compare two answers of one registry
 */
public record Registered(ServiceInstance instance, String contentHash) {}
