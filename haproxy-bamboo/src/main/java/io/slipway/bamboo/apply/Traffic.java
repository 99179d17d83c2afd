package io.slipway.bamboo.apply;

import io.slipway.bamboo.haproxy.Layout;
import io.slipway.bamboo.haproxy.StatTable;
import io.slipway.bamboo.haproxy.StatTable.Counters;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts requests by backend and task: HAProxy counts by slot, which tasks share one after the other, and from zero after every
 * reload. For one thread.
 */
final class Traffic {

    private Map<String, Flow> flows = Map.of();
    private StatTable last = StatTable.NONE;
    private Instant lastRead = Instant.EPOCH;

    /** Adds what came since the last reading. */
    void read(StatTable stats, Layout layout, Instant now) {
        double seconds = Math.max(0.001, Duration.between(lastRead, now).toNanos() / 1e9);
        Map<String, Flow> next = new HashMap<>();
        layout.pools().forEach(pool -> pool.slots().forEach(slot -> {
            if (slot.tenant() != null) {
                Counters before = last.of(pool.name(), slot.name());
                Counters after = stats.of(pool.name(), slot.name());
                String key = EdgeState.flowKey(pool.name(), slot.tenant().task());
                next.put(key, add(flows.getOrDefault(key, Flow.NONE), before, after, seconds));
            }
        }));
        flows = Map.copyOf(next);
        last = stats;
        lastRead = now;
    }

    /** Says that HAProxy counts from zero again. */
    void restarted() {
        last = StatTable.NONE;
    }

    Map<String, Flow> flows() {
        return flows;
    }

    private static Flow add(Flow flow, Counters before, Counters after, double seconds) {
        long requests = Math.max(0, after.requests() - before.requests());
        long errors = Math.max(0, after.errors() - before.errors());
        return new Flow(
                after.sessions(),
                flow.requests() + requests,
                flow.errors() + errors,
                requests / seconds,
                after.millis());
    }
}
