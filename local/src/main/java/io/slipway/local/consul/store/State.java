package io.slipway.local.consul.store;

import java.util.List;

/**
 * Holds everything the agent knows at one moment.
 *
 * @param index the last index that was given to a change
 * @param events the last ones fired, oldest first
 */
public record State(long index, Kv kv, Catalog catalog, Agent agent, Sessions sessions, List<UserEvent> events) {}
