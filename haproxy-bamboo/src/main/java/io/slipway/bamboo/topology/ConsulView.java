package io.slipway.bamboo.topology;

import java.util.Map;
import java.util.Set;

/**
 * Holds what Consul last said of one service.
 *
 * @param passing the healthy instances, by id
 * @param left ids that were passing once and are no more
 * @param answering false when the last question failed; the rest is the last good word then
 */
public record ConsulView(Map<String, Place> passing, Set<String> left, boolean answering) {

    /** Stands for a service whose first answer is on its way: nobody passes until it is there. */
    public static final ConsulView PENDING = new ConsulView(Map.of(), Set.of(), true);

    /**
     * Says where an instance listens.
     *
     * @param address IP address; empty where the host does not resolve
     */
    public record Place(String host, String address, int port) {}

    public ConsulView {
        passing = Map.copyOf(passing);
        left = Set.copyOf(left);
    }

    ConsulStatus of(String instance) {
        if (passing.containsKey(instance)) {
            return ConsulStatus.PASSING;
        }
        return answering || left.contains(instance) ? ConsulStatus.ABSENT : ConsulStatus.UNKNOWN;
    }
}
