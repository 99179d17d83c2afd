package io.slipway.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Shows one server as the edge's topology has it. */
record EdgeServer(String service, String task, int port, String haproxy, boolean draining) {

    /** Tells whether HAProxy sends it requests now. */
    boolean takesTraffic() {
        return haproxy.startsWith("UP") && !draining;
    }

    static List<EdgeServer> of(JsonNode topology) {
        List<EdgeServer> servers = new ArrayList<>();
        for (JsonNode backend : topology.path("backends")) {
            for (JsonNode server : backend.path("servers")) {
                servers.add(new EdgeServer(
                        backend.path("service").asText(),
                        server.path("task").asText(),
                        server.path("port").asInt(),
                        server.path("haproxy").asText(),
                        server.path("draining").asBoolean()));
            }
        }
        return servers;
    }
}
