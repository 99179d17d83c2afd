package io.slipway.bamboo.topology;

import io.slipway.bamboo.route.Policy;
import io.slipway.bamboo.route.Route;
import java.util.List;

/**
 * Joins routes with the servers that answer them.
 *
 * @param name in HAProxy: made of {@code [a-z0-9._-]} and unique whatever the app is called
 * @param owner the app's path, the service in Consul, or the rule's id: by {@code origin}
 * @param service the name in Consul, or the app's path without its first slash
 */
public record Backend(
        String name,
        Origin origin,
        String owner,
        String service,
        List<Route> routes,
        Policy policy,
        List<Server> servers) {

    public Backend {
        routes = routes.stream().sorted().toList();
        servers = List.copyOf(servers);
    }

    Backend withServers(List<Server> changed) {
        return new Backend(name, origin, owner, service, routes, policy, changed);
    }
}
