package io.slipway.bamboo.apply;

import io.slipway.bamboo.haproxy.Layout;
import io.slipway.bamboo.haproxy.Pool;
import io.slipway.bamboo.haproxy.ServersState;
import io.slipway.bamboo.haproxy.ServersState.Mode;
import io.slipway.bamboo.haproxy.Slot;
import io.slipway.bamboo.haproxy.Tenant;
import io.slipway.bamboo.topology.Topology;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Shows the edge at one moment.
 *
 * @param topology what is wanted
 * @param layout what HAProxy was last brought to
 * @param servers what HAProxy itself last said
 * @param traffic by {@link #flowKey}: a task may serve several backends, an app's own and those of rules
 * @param held why Consul's word is not followed, one line per service
 */
public record EdgeState(
        Topology topology,
        Layout layout,
        ServersState servers,
        Map<String, Flow> traffic,
        Apply lastApply,
        List<String> held,
        Proxy haproxy) {

    /**
     * Describes the HAProxy process.
     *
     * @param pid of the master; 0 while it does not run
     * @param restarts how often it ended unasked and was started again
     * @param drifts how often its servers were found to be other than they were left
     */
    public record Proxy(long pid, String version, int reloads, int oldWorkers, int restarts, int drifts) {}

    /** Names the traffic of one task in one backend. */
    public static String flowKey(String backend, String task) {
        return backend + "/" + task;
    }

    /**
     * Returns the tasks that HAProxy itself says get no new requests, in any backend, and have none running: a deployer may
     * end them.
     */
    public List<String> drained() {
        Map<String, Boolean> idle = new TreeMap<>();
        for (Pool pool : layout.pools()) {
            for (Slot slot : pool.slots()) {
                Tenant tenant = slot.tenant();
                if (tenant != null) {
                    idle.merge(tenant.task(), isIdle(pool, slot, tenant), Boolean::logicalAnd);
                }
            }
        }
        return idle.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .toList();
    }

    private boolean isIdle(Pool pool, Slot slot, Tenant tenant) {
        boolean isLeaving = slot.use() == Slot.Use.DRAINING || slot.use() == Slot.Use.LEFT;
        boolean isShut = mode(pool, slot)
                .filter(mode -> mode == Mode.DRAIN || mode == Mode.MAINT)
                .isPresent();
        Flow flow = traffic.getOrDefault(flowKey(pool.name(), tenant.task()), Flow.NONE);
        return isLeaving && isShut && flow.sessions() == 0;
    }

    /** Returns the tasks to which HAProxy itself says that it sends requests. */
    public List<String> healthy() {
        return layout.pools().stream()
                .flatMap(pool -> pool.slots().stream()
                        .filter(slot -> slot.use() == Slot.Use.READY)
                        .filter(slot -> mode(pool, slot).equals(Optional.of(Mode.UP)))
                        .map(Slot::tenant))
                .filter(Objects::nonNull)
                .map(Tenant::task)
                .distinct()
                .sorted()
                .toList();
    }

    private Optional<Mode> mode(Pool pool, Slot slot) {
        return servers.server(pool.name(), slot.name()).map(ServersState.Running::mode);
    }

    /** Tells whether anything but the counters differs. */
    boolean differs(EdgeState other) {
        return !topology.equals(other.topology)
                || !layout.equals(other.layout)
                || !servers.equals(other.servers)
                || !lastApply.equals(other.lastApply)
                || !held.equals(other.held)
                || !haproxy.equals(other.haproxy);
    }
}
