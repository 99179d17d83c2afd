package io.slipway.bamboo.apply;

import io.slipway.bamboo.haproxy.Layout;
import io.slipway.bamboo.haproxy.ServersState;
import io.slipway.bamboo.topology.Topology;
import java.util.List;
import java.util.Map;

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
