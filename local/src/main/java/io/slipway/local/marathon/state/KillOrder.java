package io.slipway.local.marathon.state;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Orders instances for scaling down: those named, then those without a process, then staging, starting, running, and
 * among equals by start time. Health is not considered (contract, A5).
 *
 * <p>Marathon ends instances that only wait for a process last of all; here they go before any that serves.
 */
public final class KillOrder {

    private KillOrder() {}

    public static List<Instance> of(List<Instance> instances, Collection<String> named, boolean oldestFirst) {
        Comparator<Instance> byAge = Comparator.comparing(instance -> startOf(instance.run()));
        return instances.stream()
                .sorted(Comparator.comparing((Instance instance) -> !named.contains(instance.id()))
                        .thenComparing(instance -> !instance.condition().isWaiting())
                        .thenComparing(Instance::condition)
                        .thenComparing(oldestFirst ? byAge : byAge.reversed()))
                .toList();
    }

    private static Instant startOf(@Nullable Run run) {
        if (run == null) {
            return Instant.MAX;
        }
        return run.startedAt() == null ? run.stagedAt() : run.startedAt();
    }
}
