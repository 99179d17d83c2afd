package io.slipway.local.consul.api;

import io.slipway.local.consul.http.Answer;
import io.slipway.local.consul.http.JsonObject;
import io.slipway.local.consul.http.Mux;
import io.slipway.local.consul.store.State;
import io.slipway.local.consul.store.Store;
import io.slipway.local.consul.store.Topic;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Answers what clients ask {@code /v1/operator} and {@code /v1/coordinate} about a cluster: it has one server, here. */
final class OperatorApi {

    private final Store store;
    private final Reads reads;
    private final Identity identity;
    private final Instant since;

    OperatorApi(Store store, Reads reads, Identity identity, Clock clock) {
        this.store = store;
        this.reads = reads;
        this.identity = identity;
        this.since = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    void mount(Mux mux) {
        mux.route("/v1/operator/raft/configuration").get(call -> {
            reads.requireHere(call.params());
            return Answer.json(
                    new JsonObject().with("Servers", List.of(voter())).with("Index", 0));
        });
        mux.route("/v1/operator/autopilot/configuration").get(call -> {
            reads.requireHere(call.params());
            return Answer.json(autopilot());
        });
        mux.route("/v1/operator/autopilot/health").get(call -> {
            reads.requireHere(call.params());
            return Answer.json(new JsonObject()
                    .with("Healthy", true)
                    .with("FailureTolerance", 0)
                    .with("Servers", List.of(health(store.state()))));
        });
        mux.route("/v1/coordinate/datacenters")
                .get(call -> Answer.json(List.of(new JsonObject()
                        .with("Datacenter", identity.datacenter())
                        .with("AreaID", "wan")
                        .with("Coordinates", List.of(position())))));
        mux.route("/v1/coordinate/nodes")
                .getLater(call -> reads.plain(
                        call,
                        Question.of(
                                Topic.Table.NODES,
                                state -> state.catalog().nodesIndex(),
                                state -> Answer.json(List.of(position())))));
    }

    /** Where the one node is: at the origin of everything. */
    static JsonObject origin() {
        return new JsonObject()
                .with("Vec", Collections.nCopies(8, 0))
                .with("Error", 1.5)
                .with("Adjustment", 0)
                .with("Height", 1e-5);
    }

    private Map<String, Object> position() {
        return new JsonObject()
                .with("Node", identity.node())
                .with("Segment", "")
                .with("Coord", origin());
    }

    private Map<String, Object> voter() {
        return new JsonObject()
                .with("ID", identity.id())
                .with("Node", identity.node())
                .with("Address", identity.leader())
                .with("Leader", true)
                .with("ProtocolVersion", "3")
                .with("Voter", true);
    }

    private Map<String, Object> health(State state) {
        return new JsonObject()
                .with("ID", identity.id())
                .with("Name", identity.node())
                .with("Address", identity.leader())
                .with("SerfStatus", "alive")
                .with("Version", Identity.VERSION)
                .with("Leader", true)
                .with("LastContact", "0s")
                .with("LastTerm", 2)
                .with("LastIndex", state.index())
                .with("Healthy", true)
                .with("Voter", true)
                .with("StableSince", since.toString());
    }

    private static Map<String, Object> autopilot() {
        return new JsonObject()
                .with("CleanupDeadServers", true)
                .with("LastContactThreshold", "200ms")
                .with("MaxTrailingLogs", 250)
                .with("MinQuorum", 0)
                .with("ServerStabilizationTime", "10s")
                .with("RedundancyZoneTag", "")
                .with("DisableUpgradeMigration", false)
                .with("UpgradeVersionTag", "")
                .with("CreateIndex", 4)
                .with("ModifyIndex", 4);
    }
}
