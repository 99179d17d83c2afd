package io.slipway.local.consul.store;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Describes who may hold locks, and until when.
 *
 * @param lockDelay how long a lock stays shut after its holder was lost
 * @param behavior {@code release} or {@code delete}: what happens to the keys of a lost holder
 * @param ttl as it was given; empty for none
 * @param checks more checks, given the way that Consul used to ask for
 */
public record Session(
        String id,
        String name,
        String node,
        Duration lockDelay,
        String behavior,
        String ttl,
        List<String> nodeChecks,
        List<String> serviceChecks,
        List<String> checks,
        long createIndex,
        long modifyIndex) {

    public static final String RELEASE = "release";
    public static final String DELETE = "delete";

    Session at(long index) {
        return new Session(id, name, node, lockDelay, behavior, ttl, nodeChecks, serviceChecks, checks, index, index);
    }

    /** Returns every check whose failing ends the session. */
    List<String> watched() {
        return Stream.of(nodeChecks, serviceChecks, checks)
                .flatMap(List::stream)
                .toList();
    }
}
