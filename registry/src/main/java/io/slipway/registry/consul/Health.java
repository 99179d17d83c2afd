package io.slipway.registry.consul;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.slipway.registry.ServiceInstance;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Mirrors one element of {@code /v1/health/service/…}, as far as it is read. */
record Health(Node node, Service service) {

    record Node(String address) {}

    record Service(
            @JsonProperty("ID") String id,
            String service,
            String address,
            int port,
            @Nullable List<String> tags,
            @Nullable Map<String, String> meta) {}

    ServiceInstance instance() {
        return new ServiceInstance(
                service.id,
                service.service,
                service.address.isBlank() ? node.address : service.address,
                service.port,
                service.tags == null ? List.of() : service.tags,
                service.meta == null ? Map.of() : service.meta);
    }
}
