package io.slipway.local.consul.api;

import io.slipway.local.consul.http.JsonObject;
import io.slipway.local.consul.store.State;
import java.util.List;
import java.util.Map;

/** Shows the agent as {@code agent/self} and {@code agent/members} do. */
final class SelfView {

    private final Identity identity;
    private final boolean runsScripts;

    SelfView(Identity identity, boolean runsScripts) {
        this.identity = identity;
        this.runsScripts = runsScripts;
    }

    String nodeName() {
        return identity.node();
    }

    JsonObject self(State state) {
        return new JsonObject()
                .with("Config", config())
                .with("DebugConfig", debugConfig())
                .with("Coord", OperatorApi.origin())
                .with("Member", member(false))
                .with("Stats", stats(state))
                .with("Meta", identity.nodeMeta())
                .with("xDS", Map.of("SupportedProxies", Map.of("envoy", List.of())));
    }

    /** Shows the one member, as its datacenter or as other datacenters see it. */
    JsonObject member(boolean wan) {
        JsonObject tags = new JsonObject()
                .with("acls", "0")
                .with("build", Identity.VERSION + ":")
                .with("dc", identity.datacenter())
                .with("ft_fs", "1")
                .with("id", identity.id())
                .with("port", String.valueOf(Identity.SERVER_PORT))
                .with("raft_vsn", "3")
                .with("role", "consul")
                .with("segment", "")
                .with("vsn", "2")
                .with("vsn_max", "3")
                .with("vsn_min", "2");
        if (!wan) {
            tags.put("wan_join_port", String.valueOf(Identity.WAN_PORT));
        }
        String name = wan ? identity.node() + "." + identity.datacenter() : identity.node();
        return new JsonObject()
                .with("Name", name)
                .with("Addr", identity.address())
                .with("Port", wan ? Identity.WAN_PORT : Identity.LAN_PORT)
                .with("Tags", tags)
                .with("Status", 1)
                .with("ProtocolMin", 1)
                .with("ProtocolMax", 5)
                .with("ProtocolCur", 2)
                .with("DelegateMin", 2)
                .with("DelegateMax", 5)
                .with("DelegateCur", 4);
    }

    private JsonObject config() {
        // The revision tells a person who looks closely what this is.
        return new JsonObject()
                .with("Datacenter", identity.datacenter())
                .with("NodeName", identity.node())
                .with("NodeID", identity.id())
                .with("Revision", "slipway")
                .with("Server", true)
                .with("Version", Identity.VERSION);
    }

    private JsonObject debugConfig() {
        return new JsonObject()
                .with("ACLsEnabled", false)
                .with("AEInterval", "1m0s")
                .with("CheckDeregisterIntervalMin", "1m0s")
                .with("CheckOutputMaxSize", 4096)
                .with("CheckReapInterval", "30s")
                .with("CheckUpdateInterval", "5m0s")
                .with("Datacenter", identity.datacenter())
                .with("DefaultQueryTime", "5m0s")
                .with("DevMode", true)
                .with("EnableLocalScriptChecks", runsScripts)
                .with("EnableRemoteScriptChecks", runsScripts)
                .with("KVMaxValueSize", KvApi.LARGEST_VALUE)
                .with("MaxQueryTime", "10m0s")
                .with("NodeID", identity.id())
                .with("NodeMeta", Map.of())
                .with("NodeName", identity.node())
                .with("PrimaryDatacenter", identity.datacenter())
                .with("ServerMode", true)
                .with("ServerPort", Identity.SERVER_PORT)
                .with("TxnMaxReqLen", KvApi.LARGEST_VALUE)
                .with("Version", Identity.VERSION);
    }

    private JsonObject stats(State state) {
        String index = String.valueOf(state.index());
        return new JsonObject()
                .with(
                        "agent",
                        new JsonObject()
                                .with(
                                        "checks",
                                        String.valueOf(state.agent().checks().size()))
                                .with(
                                        "services",
                                        String.valueOf(state.agent().services().size())))
                .with(
                        "build",
                        new JsonObject()
                                .with("prerelease", "")
                                .with("revision", "slipway")
                                .with("version", Identity.VERSION))
                .with(
                        "consul",
                        new JsonObject()
                                .with("acl", "disabled")
                                .with("bootstrap", "false")
                                .with("known_datacenters", "1")
                                .with("leader", "true")
                                .with("leader_addr", identity.leader())
                                .with("server", "true"))
                .with(
                        "raft",
                        new JsonObject()
                                .with("applied_index", index)
                                .with("commit_index", index)
                                .with("last_log_index", index)
                                .with("num_peers", "0")
                                .with("state", "Leader"));
    }
}
