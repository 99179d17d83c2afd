package io.slipway.registry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Locates one running copy of a service.
 *
 * @param id the registry's id of this copy: the Marathon task id when a scheduler started it
 * @param host never blank: the registry's node address stands in where the registration gave none
 */
public record ServiceInstance(
        String id, String service, String host, int port, List<String> tags, Map<String, String> meta) {

    public ServiceInstance {
        tags = List.copyOf(tags);
        meta = Map.copyOf(meta);
    }

    /** Returns {@code host:port}, with an address of IP version 6 in brackets. */
    public String address() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /** Returns this instance with one more thing said of it. */
    public ServiceInstance with(String metaKey, String metaValue) {
        Map<String, String> more = new HashMap<>(meta);
        more.put(metaKey, metaValue);
        return new ServiceInstance(id, service, host, port, tags, more);
    }
}
