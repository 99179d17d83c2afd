package io.slipway.bamboo.haproxy;

import io.slipway.bamboo.route.Policy;
import io.slipway.bamboo.route.Route;
import java.util.List;

/**
 * Describes one backend as HAProxy has it: the routes that lead to it and its slots, in the order of their numbers.
 *
 * @param name as the topology gave it
 * @param snippet lines that an operator added
 */
public record Pool(String name, List<Route> routes, Policy policy, List<Slot> slots, List<String> snippet) {

    public Pool {
        routes = List.copyOf(routes);
        slots = List.copyOf(slots);
        snippet = List.copyOf(snippet);
    }

    /** Describes one without anything special. */
    public Pool(String name, List<Route> routes, List<Slot> slots) {
        this(name, routes, Policy.DEFAULT, slots, List.of());
    }

    /** Returns this pool with other slots. */
    public Pool withSlots(List<Slot> changed) {
        return new Pool(name, routes, policy, changed, snippet);
    }

    /** Tells whether only servers' addresses, weights and states differ, which the running HAProxy can be told. */
    boolean sameShape(Pool other) {
        return sameSection(other) && slots.size() == other.slots.size();
    }

    /** Tells whether everything but the slots is alike. */
    public boolean sameSection(Pool other) {
        return name.equals(other.name)
                && routes.equals(other.routes)
                && policy.equals(other.policy)
                && snippet.equals(other.snippet);
    }
}
