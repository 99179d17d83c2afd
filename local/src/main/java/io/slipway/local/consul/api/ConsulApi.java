package io.slipway.local.consul.api;

import io.slipway.local.consul.check.CheckRunner;
import io.slipway.local.consul.http.Answer;
import io.slipway.local.consul.http.ApiError;
import io.slipway.local.consul.http.Call;
import io.slipway.local.consul.http.Mux;
import io.slipway.local.consul.store.Refused;
import io.slipway.local.consul.store.Store;
import io.slipway.local.consul.store.Watchers;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Puts all endpoints together. */
public final class ConsulApi {

    /** What is not here, by the paths that lead to it; a longer path wins. */
    private static final Map<String, String> UNSUPPORTED = unsupported();

    private final Store store;
    private final Watchers watchers;
    private final CheckRunner checks;
    private final SessionExpiry expiry;
    private final Identity identity;
    private final Clock clock;
    private final RandomGenerator random;
    private final Runnable leave;

    /** @param leave ends the agent soon, and lets the one who asks for it have an answer */
    public ConsulApi(
            Store store,
            Watchers watchers,
            CheckRunner checks,
            SessionExpiry expiry,
            Identity identity,
            Clock clock,
            RandomGenerator random,
            Runnable leave) {
        this.store = store;
        this.watchers = watchers;
        this.checks = checks;
        this.expiry = expiry;
        this.identity = identity;
        this.clock = clock;
        this.random = random;
        this.leave = leave;
    }

    public Mux mux() {
        Mux mux = new Mux();
        Reads reads = new Reads(store, watchers, random, identity.datacenter());
        mountStatus(mux, reads);
        mountRefusals(mux);
        SelfView self = new SelfView(identity, checks.runsScripts());
        new AgentApi(store, self, new MachineView(clock, watchers), leave).mount(mux);
        new OperatorApi(store, reads, identity, clock).mount(mux);
        new AgentServiceApi(store, reads, checks).mount(mux);
        new AgentCheckApi(store, checks).mount(mux);
        new CatalogApi(store, reads, identity.datacenter()).mount(mux);
        new HealthApi(reads).mount(mux);
        new KvApi(store, reads).mount(mux);
        new TxnApi(store, reads).mount(mux);
        new SessionApi(store, reads, expiry).mount(mux);
        new EventApi(store, reads).mount(mux);
        return mux;
    }

    /** Answers what the store refused. */
    public static @Nullable Answer failure(RuntimeException failure) {
        return failure instanceof Refused ? Answer.text(500, String.valueOf(failure.getMessage())) : null;
    }

    private void mountStatus(Mux mux, Reads reads) {
        mux.route("/v1/status/leader").get(call -> {
            reads.requireHere(call.params());
            return Answer.json(identity.leader());
        });
        mux.route("/v1/status/peers").get(call -> {
            reads.requireHere(call.params());
            return Answer.json(List.of(identity.leader()));
        });
    }

    private static void mountRefusals(Mux mux) {
        Call.Endpoint noAcl = call -> Answer.text(401, "ACL support disabled");
        mux.route("/v1/acl/").any(noAcl);
        mux.route("/v1/agent/token/").put(noAcl);
        UNSUPPORTED.forEach((path, what) -> mux.route(path).any(call -> {
            throw ApiError.unsupported(what);
        }));
    }

    private static Map<String, String> unsupported() {
        Map<String, String> paths = new LinkedHashMap<>();
        for (String path : List.of("connect/", "agent/connect/", "catalog/connect/", "health/connect/")) {
            paths.put(path, "Connect");
        }
        for (String path :
                List.of("config", "config/", "discovery-chain/", "health/ingress/", "catalog/gateway-services/")) {
            paths.put(path, "configuration entries and gateways");
        }
        paths.put("query", "prepared queries");
        paths.put("query/", "prepared queries");
        paths.put("snapshot", "snapshots");
        paths.put("coordinate/", "network coordinates");
        paths.put("operator/", "changes by operators");
        paths.put("internal/", "endpoints of Consul's own web UI");
        paths.put("agent/monitor", "log streaming");
        Map<String, String> full = new LinkedHashMap<>();
        paths.forEach((path, what) -> full.put("/v1/" + path, what));
        full.put("/ui/", "a web UI");
        return full;
    }
}
