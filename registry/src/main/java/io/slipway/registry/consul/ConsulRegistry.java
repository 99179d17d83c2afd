package io.slipway.registry.consul;

import io.slipway.registry.Registry;
import java.net.URI;

/** Speaks to a Consul agent. */
public final class ConsulRegistry {

    private ConsulRegistry() {}

    /**
     * Opens no connection yet: Consul may be away when this is called.
     *
     * @param consul the agent's URL, such as {@code http://127.0.0.1:8500}
     */
    public static Registry connect(URI consul) {
        throw new UnsupportedOperationException("Not built yet: " + consul);
    }

    /**
     * Reads what {@code CONSUL_HTTP_ADDR} may hold: {@code host:port} or a URL.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static URI address(String consulHttpAddr) {
        return URI.create(consulHttpAddr.contains("://") ? consulHttpAddr : "http://" + consulHttpAddr);
    }
}
