package io.slipway.local.consul.store;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Describes a machine of the catalog. */
public record Node(
        String id,
        String node,
        String address,
        String datacenter,
        @Nullable Map<String, String> taggedAddresses,
        @Nullable Map<String, String> meta,
        long createIndex,
        long modifyIndex) {

    Node at(long created, long modified) {
        return new Node(id, node, address, datacenter, taggedAddresses, meta, created, modified);
    }
}
