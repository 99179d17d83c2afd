package io.slipway.registry;

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

    /** Returns {@code host:port}. */
    public String address() {
        return host + ":" + port;
    }
}
