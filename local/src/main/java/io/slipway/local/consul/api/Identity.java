package io.slipway.local.consul.api;

import io.slipway.local.consul.store.Check;
import io.slipway.local.consul.store.Draft;
import io.slipway.local.consul.store.Node;
import io.slipway.local.consul.store.Service;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Says who this agent claims to be: the one server, and leader, of a cluster of one.
 *
 * @param address the node's address, which stands in for services that give none
 */
public record Identity(String node, String datacenter, String address) {

    /** The Consul whose behaviour was recorded and is repeated here. */
    static final String VERSION = "1.8.7";

    static final int SERVER_PORT = 8300;
    static final int LAN_PORT = 8301;
    static final int WAN_PORT = 8302;

    /** Where the servers of a real cluster talk to each other; nothing listens there. */
    String leader() {
        return address + ":" + SERVER_PORT;
    }

    String id() {
        return UUID.nameUUIDFromBytes((datacenter + "/" + node).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    Map<String, String> nodeMeta() {
        return Map.of("consul-network-segment", "");
    }

    /** Puts the agent itself into the catalog. */
    public void register(Draft draft) {
        Map<String, String> tagged = Map.of("lan", address, "lan_ipv4", address, "wan", address, "wan_ipv4", address);
        draft.catalog().register(new Node(id(), node, address, datacenter, tagged, nodeMeta(), 0, 0));
        draft.catalog()
                .register(new Service(
                        node,
                        Service.CONSUL,
                        Service.CONSUL,
                        List.of(),
                        "",
                        SERVER_PORT,
                        Map.of(),
                        serverMeta(),
                        Service.Weights.EVEN,
                        false,
                        0,
                        0));
        draft.catalog()
                .register(new Check(
                        node,
                        Check.SERF_HEALTH,
                        "Serf Health Status",
                        Check.PASSING,
                        "",
                        "Agent alive and reachable",
                        "",
                        "",
                        List.of(),
                        "",
                        Map.of(),
                        0,
                        0));
    }

    private static Map<String, String> serverMeta() {
        return Map.of(
                "non_voter", "false",
                "raft_version", "3",
                "serf_protocol_current", "2",
                "serf_protocol_max", "5",
                "serf_protocol_min", "1",
                "version", VERSION);
    }
}
