package io.slipway.launcher.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Shows one instance as Consul has it.
 *
 * @param status the worst of its checks: {@code passing}, {@code warning} or {@code critical}
 */
public record ConsulInstance(String service, String id, String address, String status) {

    private static final List<String> WORST_FIRST = List.of("critical", "warning");

    /** Reads what Consul answers at {@code /v1/health/service/<name>}. */
    public static List<ConsulInstance> of(JsonNode health) {
        List<ConsulInstance> instances = new ArrayList<>();
        for (JsonNode entry : health) {
            JsonNode service = entry.path("Service");
            String host = service.path("Address").asText();
            instances.add(new ConsulInstance(
                    service.path("Service").asText(),
                    service.path("ID").asText(),
                    (host.isEmpty() ? entry.path("Node").path("Address").asText() : host)
                            + ":"
                            + service.path("Port").asInt(),
                    worst(entry.path("Checks"))));
        }
        return instances;
    }

    private static String worst(JsonNode checks) {
        List<String> found = checks.findValuesAsText("Status");
        return WORST_FIRST.stream().filter(found::contains).findFirst().orElse("passing");
    }
}
