package io.slipway.local.consul.api;

import io.slipway.local.consul.check.CheckRunner;
import io.slipway.local.consul.http.Answer;
import io.slipway.local.consul.http.ApiError;
import io.slipway.local.consul.http.Call;
import io.slipway.local.consul.http.Json;
import io.slipway.local.consul.http.Mux;
import io.slipway.local.consul.store.LocalCheck;
import io.slipway.local.consul.store.Service;
import io.slipway.local.consul.store.State;
import io.slipway.local.consul.store.Store;
import io.slipway.local.consul.store.Topic;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.zip.CRC32C;

/** Answers {@code /v1/agent/service} and {@code /v1/agent/services}. */
final class AgentServiceApi {

    private final Store store;
    private final Reads reads;
    private final CheckRunner checks;

    AgentServiceApi(Store store, Reads reads, CheckRunner checks) {
        this.store = store;
        this.reads = reads;
        this.checks = checks;
    }

    void mount(Mux mux) {
        mux.route("/v1/agent/services").get(this::all);
        mux.route("/v1/agent/service/").getLater(this::one);
        mux.route("/v1/agent/service/register").put(this::register);
        mux.route("/v1/agent/service/deregister/").put(this::deregister);
        mux.route("/v1/agent/service/maintenance/").put(this::maintain);
    }

    private Answer all(Call call) {
        Reads.refuseFilter(call.params());
        Map<String, Object> services = new TreeMap<>();
        store.state().agent().services().forEach((id, service) -> services.put(id, Views.agent(service)));
        return Answer.json(services);
    }

    /** Answers at once, or, given the hash of what the caller knows, when that has changed. */
    private CompletionStage<Answer> one(Call call) {
        Reads.parse(call.params());
        String id = call.rest();
        State now = store.state();
        String known = call.params().first("hash");
        boolean blocks = !known.isEmpty() && known.equals(hash(now, id));
        CompletionStage<State> found = blocks
                ? reads.await(call, Set.of(new Topic.AgentService(id)), state -> !known.equals(hash(state, id)))
                : CompletableFuture.completedFuture(now);
        return found.thenApply(state -> {
            Service service = state.agent().service(id);
            if (service == null) {
                return Answer.text(404, "unknown service ID: " + id);
            }
            String hash = hash(service);
            return Answer.json(Views.agent(service).with("ContentHash", hash)).with("X-Consul-Contenthash", hash);
        });
    }

    private Answer register(Call call) {
        ServiceForm form = new ServiceForm(
                call.fields(ServiceForm.SHAPE), store.state().agent().node());
        Service service = form.service();
        List<LocalCheck> all = form.checks(service);
        checks.refuseScripts(all);
        boolean replace = call.params().has("replace-existing-checks")
                && !call.params().first("replace-existing-checks").equals("false");
        checks.refresh(store.<Set<String>>change(draft -> draft.agent().register(service, all, replace)));
        return Answer.empty(200);
    }

    private Answer deregister(Call call) {
        String id = call.rest(500, "ServiceID missing");
        checks.refresh(store.<Set<String>>change(draft -> draft.agent().deregister(id)));
        return Answer.empty(200);
    }

    private Answer maintain(Call call) {
        String id = call.rest(400, "Missing service ID");
        boolean enable = AgentApi.enable(call);
        if (store.state().agent().service(id) == null) {
            throw new ApiError(404, "No service registered with ID \"" + id + "\"");
        }
        String reason = AgentApi.reason(call, "service");
        store.run(draft -> {
            if (enable) {
                draft.agent().startMaintenance(id, reason);
            } else {
                draft.agent().endMaintenance(id);
            }
        });
        return Answer.empty(200);
    }

    private static String hash(State state, String id) {
        Service service = state.agent().service(id);
        return service == null ? "" : hash(service);
    }

    private static String hash(Service service) {
        byte[] json = Json.compact(Views.agent(service));
        CRC32C crc = new CRC32C();
        crc.update(json);
        long low = crc.getValue();
        crc.update(json);
        return "%016x".formatted(low << 32 | crc.getValue());
    }
}
