package io.slipway.registry.discovery;

import io.slipway.registry.ServiceInstance;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Names instances of orders. */
final class Instances {

    private Instances() {}

    static ServiceInstance instance(String id, Map<String, String> meta, String... tags) {
        return new ServiceInstance(id, "orders", "10.0.0.5", 31000, List.of(tags), meta);
    }

    static ServiceInstance instance(String id) {
        return instance(id, Map.of());
    }

    /** Returns orders-0, orders-1 and so on. */
    static List<ServiceInstance> instances(int count) {
        return IntStream.range(0, count).mapToObj(i -> instance("orders-" + i)).toList();
    }

    static List<ServiceInstance> inZones(String... zones) {
        return IntStream.range(0, zones.length)
                .mapToObj(i -> instance("orders-" + i, Map.of("zone", zones[i])))
                .toList();
    }
}
