package io.slipway.bamboo.apply;

import io.slipway.bamboo.haproxy.Layout;
import io.slipway.bamboo.haproxy.StatTable;
import io.slipway.bamboo.haproxy.StatTable.Counters;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Counts requests by task: HAProxy counts by slot, which tasks share one after the other, and from zero after every
 * reload. For one thread.
 */
final class Traffic {

    private final Map<String, Counters> totals = new HashMap<>();
    private Map<String, Counters> lastBySlot = Map.of();

    /** Adds what came since the last reading. */
    void read(StatTable stats, Layout layout) {
        Set<String> present = new HashSet<>();
        layout.pools().forEach(pool -> pool.slots().forEach(slot -> {
            if (slot.tenant() != null) {
                String task = slot.tenant().task();
                present.add(task);
                Counters before = lastBySlot.getOrDefault(pool.name() + "/" + slot.name(), Counters.ZERO);
                add(task, before, stats.of(pool.name(), slot.name()));
            }
        }));
        totals.keySet().retainAll(present);
        lastBySlot = stats.servers();
    }

    /** Says that HAProxy counts from zero again. */
    void restarted() {
        lastBySlot = Map.of();
    }

    Map<String, Counters> totals() {
        return Map.copyOf(totals);
    }

    private void add(String task, Counters before, Counters now) {
        Counters total = totals.getOrDefault(task, Counters.ZERO);
        totals.put(
                task,
                new Counters(
                        now.sessions(),
                        total.requests() + Math.max(0, now.requests() - before.requests()),
                        total.errors() + Math.max(0, now.errors() - before.errors())));
    }
}
