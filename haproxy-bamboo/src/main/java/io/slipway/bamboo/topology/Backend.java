package io.slipway.bamboo.topology;

import io.slipway.marathon.AppId;
import java.util.List;

/**
 * Joins routes with the servers that answer them.
 *
 * @param name in HAProxy: made of {@code [a-z0-9._-]} and unique whatever the app is called
 * @param service the name in Consul, or the app's path without its first slash
 */
public record Backend(String name, AppId app, String service, List<Route> routes, List<Server> servers) {

    public Backend {
        routes = routes.stream().sorted().toList();
        servers = List.copyOf(servers);
    }

    Backend withServers(List<Server> changed) {
        return new Backend(name, app, service, routes, changed);
    }
}
