package io.slipway.local.consul.api;

import io.slipway.local.consul.store.State;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Shows the agent as {@code agent/self} and {@code agent/members} do. */
final class SelfView {

    private final Identity identity;

    SelfView(Identity identity) {
        this.identity = identity;
    }

    Map<String, Object> self(State state) {
        return sorted(
                "Config", config(),
                "DebugConfig", debugConfig(),
                "Coord", Map.of("Vec", Collections.nCopies(8, 0), "Error", 1.5, "Adjustment", 0, "Height", 1e-5),
                "Member", member(false),
                "Stats", stats(state),
                "Meta", identity.nodeMeta(),
                "xDS", Map.of("SupportedProxies", Map.of("envoy", List.of())));
    }

    /** Shows the one member, as its datacenter or as other datacenters see it. */
    Map<String, Object> member(boolean wan) {
        Map<String, Object> tags = sorted(
                "acls",
                "0",
                "build",
                Identity.VERSION + ":",
                "dc",
                identity.datacenter(),
                "ft_fs",
                "1",
                "id",
                identity.id(),
                "port",
                String.valueOf(Identity.SERVER_PORT),
                "raft_vsn",
                "3",
                "role",
                "consul",
                "segment",
                "",
                "vsn",
                "2",
                "vsn_max",
                "3",
                "vsn_min",
                "2");
        if (!wan) {
            tags.put("wan_join_port", String.valueOf(Identity.WAN_PORT));
        }
        String name = wan ? identity.node() + "." + identity.datacenter() : identity.node();
        return sorted(
                "Name",
                name,
                "Addr",
                identity.address(),
                "Port",
                wan ? Identity.WAN_PORT : Identity.LAN_PORT,
                "Tags",
                tags,
                "Status",
                1,
                "ProtocolMin",
                1,
                "ProtocolMax",
                5,
                "ProtocolCur",
                2,
                "DelegateMin",
                2,
                "DelegateMax",
                5,
                "DelegateCur",
                4);
    }

    private Map<String, Object> config() {
        // The revision tells a person who looks closely what this is.
        return sorted(
                "Datacenter",
                identity.datacenter(),
                "NodeName",
                identity.node(),
                "NodeID",
                identity.id(),
                "Revision",
                "slipway",
                "Server",
                true,
                "Version",
                Identity.VERSION);
    }

    private Map<String, Object> debugConfig() {
        return sorted(
                "ACLsEnabled",
                false,
                "AEInterval",
                "1m0s",
                "CheckDeregisterIntervalMin",
                "1m0s",
                "CheckOutputMaxSize",
                4096,
                "CheckReapInterval",
                "30s",
                "CheckUpdateInterval",
                "5m0s",
                "Datacenter",
                identity.datacenter(),
                "DefaultQueryTime",
                "5m0s",
                "DevMode",
                true,
                "EnableLocalScriptChecks",
                false,
                "EnableRemoteScriptChecks",
                false,
                "KVMaxValueSize",
                KvApi.LARGEST_VALUE,
                "MaxQueryTime",
                "10m0s",
                "NodeID",
                identity.id(),
                "NodeMeta",
                Map.of(),
                "NodeName",
                identity.node(),
                "PrimaryDatacenter",
                identity.datacenter(),
                "ServerMode",
                true,
                "ServerPort",
                Identity.SERVER_PORT,
                "TxnMaxReqLen",
                KvApi.LARGEST_VALUE,
                "Version",
                Identity.VERSION);
    }

    private Map<String, Object> stats(State state) {
        String index = String.valueOf(state.index());
        return sorted(
                "agent",
                sorted(
                        "checks",
                        String.valueOf(state.agent().checks().size()),
                        "services",
                        String.valueOf(state.agent().services().size())),
                "build",
                sorted("prerelease", "", "revision", "slipway", "version", Identity.VERSION),
                "consul",
                sorted(
                        "acl",
                        "disabled",
                        "bootstrap",
                        "false",
                        "known_datacenters",
                        "1",
                        "leader",
                        "true",
                        "leader_addr",
                        identity.leader(),
                        "server",
                        "true"),
                "raft",
                sorted(
                        "applied_index",
                        index,
                        "commit_index",
                        index,
                        "last_log_index",
                        index,
                        "num_peers",
                        "0",
                        "state",
                        "Leader"));
    }

    private static Map<String, Object> sorted(Object... pairs) {
        Map<String, Object> map = new TreeMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
