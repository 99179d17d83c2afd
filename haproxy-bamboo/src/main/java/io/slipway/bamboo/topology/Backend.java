package io.slipway.bamboo.topology;

import io.slipway.bamboo.route.Policy;
import io.slipway.bamboo.route.Route;
import java.util.List;

/**
 * Joins routes with the servers that answer them.
 *
 * @param name in HAProxy: made of {@code [a-z0-9._-]} and unique whatever the app is called
 * @param owner {@code /shop/orders} for an app, {@code consul:orders} for a service, {@code rule:canary} for a rule
 * @param service the name in Consul, the app's path without its first slash, or the rule's id
 * @param snippet lines that an operator added, for HAProxy alone
 */
public record Backend(
        String name,
        Origin origin,
        String owner,
        String service,
        List<Route> routes,
        Policy policy,
        List<Server> servers,
        List<String> snippet) {

    /** Describes one without a snippet. */
    public Backend(
            String name,
            Origin origin,
            String owner,
            String service,
            List<Route> routes,
            Policy policy,
            List<Server> servers) {
        this(name, origin, owner, service, routes, policy, servers, List.of());
    }

    public Backend {
        routes = routes.stream().sorted().toList();
        servers = List.copyOf(servers);
        snippet = List.copyOf(snippet);
    }

    Backend withServers(List<Server> changed) {
        return new Backend(name, origin, owner, service, routes, policy, changed, snippet);
    }
}
