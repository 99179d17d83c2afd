package io.slipway.launcher.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Shows one server as the edge's topology has it.
 *
 * @param haproxy {@code UP}, {@code DRAIN} and their like
 */
public record EdgeServer(String service, String task, String haproxy, boolean draining) {

    /** Tells whether HAProxy sends it requests now. */
    public boolean takesTraffic() {
        return haproxy.startsWith("UP") && !draining;
    }

    /** Reads what the edge answers at {@code /v1/topology}. */
    public static List<EdgeServer> of(JsonNode topology) {
        List<EdgeServer> servers = new ArrayList<>();
        for (JsonNode backend : topology.path("backends")) {
            for (JsonNode server : backend.path("servers")) {
                servers.add(new EdgeServer(
                        backend.path("service").asText(),
                        server.path("task").asText(),
                        server.path("haproxy").asText(),
                        server.path("draining").asBoolean()));
            }
        }
        return servers;
    }
}
