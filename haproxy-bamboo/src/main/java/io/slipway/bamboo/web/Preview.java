package io.slipway.bamboo.web;

import io.slipway.bamboo.apply.EdgeState;
import io.slipway.bamboo.haproxy.Layout;
import io.slipway.bamboo.haproxy.LayoutPlanner;
import io.slipway.bamboo.topology.Server;
import io.slipway.bamboo.topology.Topology;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compares what is with what would be; pure.
 *
 * @param kind {@code none}, {@code runtime} or {@code reload}: by what means HAProxy would be changed
 * @param changes one line each: routes that come, go or lead elsewhere, servers that take or lose requests, who is left out
 */
record Preview(String kind, List<String> changes) {

    static Preview of(EdgeState state, Topology wanted, Instant now) {
        Layout next = new LayoutPlanner(wanted, (pool, slot) -> true, now).plan(state.layout());
        List<String> changes = new ArrayList<>();
        compare(routes(state.topology()), routes(wanted), "route ", changes);
        compare(servers(state.topology()), servers(wanted), "server ", changes);
        compare(leftOut(state.topology()), leftOut(wanted), "left out: ", changes);
        boolean same = changes.isEmpty() && next.sameShape(state.layout());
        return new Preview(same ? "none" : next.sameShape(state.layout()) ? "runtime" : "reload", changes);
    }

    private static void compare(Map<String, String> is, Map<String, String> would, String what, List<String> changes) {
        would.forEach((key, value) -> {
            String before = is.get(key);
            if (before == null) {
                changes.add(what + key + " is new, " + value);
            } else if (!before.equals(value)) {
                changes.add(what + key + " " + value + ", was " + before);
            }
        });
        is.forEach((key, value) -> {
            if (!would.containsKey(key)) {
                changes.add(what + key + " is gone, was " + value);
            }
        });
    }

    private static Map<String, String> routes(Topology topology) {
        Map<String, String> routes = new TreeMap<>();
        topology.backends().forEach(backend -> backend.routes()
                .forEach(route -> routes.put(route.toString(), "to " + backend.owner())));
        return routes;
    }

    private static Map<String, String> servers(Topology topology) {
        Map<String, String> servers = new TreeMap<>();
        topology.backends().forEach(backend -> backend.servers()
                .forEach(server -> servers.put(backend.owner() + " " + server.task(), standing(server))));
        return servers;
    }

    private static String standing(Server server) {
        return server.standing().words() + " with weight " + server.weight();
    }

    private static Map<String, String> leftOut(Topology topology) {
        Map<String, String> leftOut = new TreeMap<>();
        topology.leftOut().forEach(app -> leftOut.put(app.app(), app.reason()));
        return leftOut;
    }
}
