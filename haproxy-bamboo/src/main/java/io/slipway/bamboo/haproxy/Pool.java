package io.slipway.bamboo.haproxy;

import io.slipway.bamboo.route.Route;
import java.util.List;

/**
 * Describes one backend as HAProxy has it: the routes that lead to it and its slots, in the order of their numbers.
 *
 * @param name as the topology gave it
 */
public record Pool(String name, List<Route> routes, List<Slot> slots) {

    public Pool {
        routes = List.copyOf(routes);
        slots = List.copyOf(slots);
    }

    /** Tells whether only servers' addresses and states differ, which the running HAProxy can be told. */
    boolean sameShape(Pool other) {
        return name.equals(other.name) && routes.equals(other.routes) && slots.size() == other.slots.size();
    }
}
