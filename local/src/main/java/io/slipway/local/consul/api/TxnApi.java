package io.slipway.local.consul.api;

import io.slipway.local.consul.http.Answer;
import io.slipway.local.consul.http.ApiError;
import io.slipway.local.consul.http.Call;
import io.slipway.local.consul.http.Fields;
import io.slipway.local.consul.http.JsonObject;
import io.slipway.local.consul.http.Mux;
import io.slipway.local.consul.http.Shape;
import io.slipway.local.consul.store.Draft;
import io.slipway.local.consul.store.Refused;
import io.slipway.local.consul.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers {@code /v1/txn}: all of it, or nothing. */
final class TxnApi {

    private static final int MOST_OPERATIONS = 64;

    private static final Shape OPERATION = Shape.strict("TxnOp")
            .with(TxnOperation.SHAPE.asType(), "KV")
            .with(Shape.ANYTHING, "Node", "Service", "Check");

    private final Store store;
    private final Reads reads;

    TxnApi(Store store, Reads reads) {
        this.store = store;
        this.reads = reads;
    }

    void mount(Mux mux) {
        mux.route("/v1/txn").put(this::run);
    }

    /** Leaves the draft: what was done in it is not to be. */
    private static final class Failed extends RuntimeException {

        private final transient List<JsonObject> errors;

        Failed(List<JsonObject> errors) {
            super(null, null, false, false);
            this.errors = errors;
        }
    }

    private Answer run(Call call) {
        List<TxnOperation> operations = operations(call);
        reads.requireHere(call.params());
        boolean readOnly = operations.stream().noneMatch(TxnOperation::writes);
        try {
            List<Object> results = store.change(draft -> runAll(operations, draft));
            return answer(200, new JsonObject().with("Results", results).with("Errors", null), readOnly);
        } catch (Failed failed) {
            return answer(409, new JsonObject().with("Results", null).with("Errors", failed.errors), readOnly);
        }
    }

    /** Consul tells more of a transaction that only reads. */
    private static Answer answer(int status, JsonObject body, boolean readOnly) {
        if (!readOnly) {
            return Answer.json(status, body);
        }
        body.with("Index", 0).with("LastContact", 0).with("KnownLeader", true).with("ConsistencyLevel", "");
        return Answer.json(status, body).with("X-Consul-Knownleader", "true").with("X-Consul-Lastcontact", "0");
    }

    private static List<TxnOperation> operations(Call call) {
        List<Fields> bodies = call.list(OPERATION, "api.TxnOps", KvApi.LARGEST_VALUE, "txn_max_req_len");
        if (bodies.size() > MOST_OPERATIONS) {
            throw new ApiError(
                    413, "Transaction contains too many operations (" + bodies.size() + " > " + MOST_OPERATIONS + ")");
        }
        List<TxnOperation> operations = new ArrayList<>();
        for (Fields body : bodies) {
            @Nullable Fields kv = body.object("KV");
            if (kv != null) {
                operations.add(TxnOperation.of(kv));
            } else if (!body.isEmpty()) {
                throw ApiError.unsupported("transactions over nodes, services and checks");
            }
        }
        return operations;
    }

    private static List<Object> runAll(List<TxnOperation> operations, Draft draft) {
        List<Object> results = new ArrayList<>();
        List<JsonObject> errors = new ArrayList<>();
        for (int i = 0; i < operations.size(); i++) {
            try {
                operations.get(i).run(draft.kv()).forEach(view -> results.add(Map.of("KV", view)));
            } catch (Refused e) {
                errors.add(new JsonObject().with("OpIndex", i).with("What", e.getMessage()));
            }
        }
        if (!errors.isEmpty()) {
            throw new Failed(errors);
        }
        return results;
    }
}
