package io.slipway.registry.consul;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.slipway.registry.Registered;
import io.slipway.registry.ServiceInstance;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Mirrors what {@code /v1/agent/service/…} and {@code /v1/agent/services} say of one instance, as far as it is read.
 *
 * @param contentHash not in the list
 */
record AgentService(
        @JsonProperty("ID") String id,
        String service,
        String address,
        int port,
        @Nullable List<String> tags,
        @Nullable Map<String, String> meta,
        @Nullable String contentHash) {

    Registered registered() {
        ServiceInstance instance = new ServiceInstance(
                id, service, address, port, tags == null ? List.of() : tags, meta == null ? Map.of() : meta);
        return new Registered(instance, contentHash == null ? "" : contentHash);
    }
}
