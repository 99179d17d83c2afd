package io.slipway.bamboo.apply;

import io.slipway.bamboo.haproxy.Layout;
import io.slipway.bamboo.haproxy.Pool;
import io.slipway.bamboo.haproxy.Slot;
import io.slipway.bamboo.haproxy.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says in words how two layouts differ; pure. */
final class Reasons {

    private static final int SHOWN = 6;

    private final List<String> reasons = new ArrayList<>();

    private Reasons() {}

    /** Returns one line; empty when a slot was freed at most, which nobody needs to know. */
    static String between(Layout before, Layout after) {
        Reasons difference = new Reasons();
        if (!before.known() && after.known()) {
            difference.reasons.add("the first word of Marathon");
        }
        Map<String, Pool> old = before.byName();
        Set<String> kept = after.byName().keySet();
        before.pools().stream()
                .filter(pool -> !kept.contains(pool.name()))
                .forEach(pool -> difference.reasons.add("backend " + pool.name() + " is gone"));
        after.renewed(before)
                .forEach(certificate -> difference.reasons.add("certificate " + certificate.name() + " is new"));
        after.pools().forEach(pool -> difference.pool(old.get(pool.name()), pool));
        return difference.line();
    }

    private String line() {
        int more = reasons.size() - SHOWN;
        return String.join("; ", reasons.subList(0, Math.min(SHOWN, reasons.size())))
                + (more > 0 ? "; and " + more + " more" : "");
    }

    private void pool(@Nullable Pool before, Pool after) {
        if (before == null) {
            reasons.add("backend " + after.name() + " is new");
            return;
        }
        if (!before.routes().equals(after.routes())) {
            reasons.add("backend " + after.name() + " has other routes");
        }
        if (!before.policy().equals(after.policy()) || !before.snippet().equals(after.snippet())) {
            reasons.add("backend " + after.name() + " is treated otherwise");
        }
        int had = before.slots().size();
        if (had != after.slots().size()) {
            reasons.add("backend " + after.name() + " grows from " + had + " to "
                    + after.slots().size() + " slots");
        }
        for (int i = 0; i < after.slots().size(); i++) {
            Slot slot = after.slots().get(i);
            slot(after.name(), i < had ? before.slots().get(i) : slot.emptied(), slot);
        }
    }

    private void slot(String pool, Slot before, Slot after) {
        Tenant tenant = after.tenant();
        if (tenant != null && tenant.equals(before.tenant()) && before.weight() != after.weight()) {
            reasons.add(pool + "/" + after.name() + " weighs " + after.weight());
        }
        if (tenant == null || (before.use() == after.use() && tenant.equals(before.tenant()))) {
            return;
        }
        String verb =
                switch (after.use()) {
                    case READY -> " takes ";
                    case DRAINING -> " drains ";
                    case FREE, LEFT -> " is left by ";
                };
        reasons.add(pool + "/" + after.name() + verb + tenant.task());
    }
}
