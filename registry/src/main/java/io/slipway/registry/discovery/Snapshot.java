package io.slipway.registry.discovery;

import io.slipway.registry.ServiceInstance;
import java.time.Instant;
import java.util.List;

/**
 * Freezes what the registry last said of one service.
 *
 * @param instances the healthy ones, sorted by id
 * @param confirmedAt when the registry last answered
 * @param stale whether the registry is away, or just back and knowing nothing, so that this is the last good answer
 */
public record Snapshot(
        String service, List<ServiceInstance> instances, long index, Instant confirmedAt, boolean stale) {

    public Snapshot {
        instances = List.copyOf(instances);
    }
}
