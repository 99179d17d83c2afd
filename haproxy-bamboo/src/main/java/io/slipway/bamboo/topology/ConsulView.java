package io.slipway.bamboo.topology;

import java.util.Set;

/**
 * Holds what Consul last said of one service.
 *
 * @param passing ids of healthy instances
 * @param left ids that were passing once and are no more
 * @param answering false when the last question failed; the rest is the last good word then
 */
public record ConsulView(Set<String> passing, Set<String> left, boolean answering) {

    /** Stands for a service whose first answer is on its way: nobody passes until it is there. */
    public static final ConsulView PENDING = new ConsulView(Set.of(), Set.of(), true);

    public ConsulView {
        passing = Set.copyOf(passing);
        left = Set.copyOf(left);
    }

    ConsulStatus of(String instance) {
        if (passing.contains(instance)) {
            return ConsulStatus.PASSING;
        }
        return answering || left.contains(instance) ? ConsulStatus.ABSENT : ConsulStatus.UNKNOWN;
    }
}
