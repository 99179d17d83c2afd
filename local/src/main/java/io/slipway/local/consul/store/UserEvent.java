package io.slipway.local.consul.store;

/**
 * Describes something that a client announced to all nodes.
 *
 * @param lTime its place in the order of events
 */
public record UserEvent(
        String id, String name, Bytes payload, String nodeFilter, String serviceFilter, String tagFilter, long lTime) {}
