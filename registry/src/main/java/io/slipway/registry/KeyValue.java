package io.slipway.registry;

/**
 * Holds one entry of the registry's key-value store.
 *
 * @param modifyIndex when it last changed, on the registry's own counter
 */
public record KeyValue(String key, String value, long modifyIndex) {}
