package io.slipway.bamboo.apply;

import io.slipway.bamboo.haproxy.Layout;
import io.slipway.bamboo.haproxy.Pool;
import io.slipway.bamboo.haproxy.Refused;
import io.slipway.bamboo.topology.Backend;
import io.slipway.bamboo.topology.Topology;
import io.slipway.bamboo.topology.Topology.LeftOut;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps apart the backends that HAProxy's own check refused, so that they hold up nobody else. One is given another
 * chance when it changes. For one thread.
 */
final class Quarantine {

    private record Case(Pool refused, String reason) {}

    private final Map<String, Case> cases = new HashMap<>();

    /** Takes in whoever is to blame; false where the refusal names nobody new. */
    boolean takes(Refused refusal, Layout layout) {
        boolean taken = false;
        for (Pool pool : layout.pools()) {
            String reason = refusal.culprits().get(pool.name());
            taken |= reason != null && cases.put(pool.name(), new Case(pool, reason)) == null;
        }
        return taken;
    }

    /** Returns the layout without them; one that was there before in other words keeps those. */
    Layout pass(Layout wanted, Layout current) {
        if (cases.isEmpty()) {
            return wanted;
        }
        Map<String, Pool> before = current.byName();
        Map<String, Pool> now = wanted.byName();
        cases.entrySet().removeIf(entry -> !stillThere(now.get(entry.getKey()), entry.getValue()));
        return new Layout(
                wanted.known(),
                wanted.pools().stream()
                        .map(pool -> cases.containsKey(pool.name()) ? lastGood(before.get(pool.name()), pool) : pool)
                        .filter(Objects::nonNull)
                        .toList(),
                wanted.certificates());
    }

    private static boolean stillThere(@Nullable Pool now, Case known) {
        return now != null && now.sameSection(known.refused());
    }

    private static @Nullable Pool lastGood(@Nullable Pool before, Pool wanted) {
        return before == null ? null : before.withSlots(wanted.slots());
    }

    /** Returns the topology with what is wrong with them. */
    Topology told(Topology topology) {
        if (cases.isEmpty()) {
            return topology;
        }
        List<LeftOut> told = new ArrayList<>();
        for (Backend backend : topology.backends()) {
            Case known = cases.get(backend.name());
            if (known != null) {
                told.add(new LeftOut(
                        backend.owner(),
                        "HAProxy refuses its part of the configuration, so it stays as it was: " + known.reason()));
            }
        }
        return new Topology(
                topology.known(),
                topology.backends(),
                Stream.concat(topology.leftOut().stream(), told.stream()).toList());
    }
}
