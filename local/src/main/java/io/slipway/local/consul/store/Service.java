package io.slipway.local.consul.store;

import java.util.List;
import java.util.Map;

/**
 * Describes one instance of a service.
 *
 * @param node the node it is registered on
 * @param address may be empty: the node's address stands in
 * @param port not checked: Consul accepts any number
 */
public record Service(
        String node,
        String id,
        String name,
        List<String> tags,
        String address,
        int port,
        Map<String, Address> taggedAddresses,
        Map<String, String> meta,
        Weights weights,
        boolean enableTagOverride,
        long createIndex,
        long modifyIndex) {

    /** The id and name under which the agent itself stands in the catalog. */
    public static final String CONSUL = "consul";

    /** One of several addresses of an instance. */
    public record Address(String address, int port) {}

    /** How much of the DNS answers an instance gets. */
    public record Weights(int passing, int warning) {

        public static final Weights EVEN = new Weights(1, 1);
    }

    public Service {
        tags = List.copyOf(tags);
    }

    Ref ref() {
        return new Ref(node, id);
    }

    Service at(long created, long modified) {
        return new Service(
                node,
                id,
                name,
                tags,
                address,
                port,
                taggedAddresses,
                meta,
                weights,
                enableTagOverride,
                created,
                modified);
    }
}
