package io.slipway.local.consul.api;

import io.slipway.local.consul.http.Answer;
import io.slipway.local.consul.http.ApiError;
import io.slipway.local.consul.http.Call;
import io.slipway.local.consul.http.Fields;
import io.slipway.local.consul.http.Mux;
import io.slipway.local.consul.http.Shape;
import io.slipway.local.consul.store.Draft;
import io.slipway.local.consul.store.Refused;
import io.slipway.local.consul.store.Store;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers {@code /v1/txn}: all of it, or nothing. */
final class TxnApi {

    private static final int MOST_OPERATIONS = 64;

    private static final Shape OPERATION = Shape.lenient("TxnOp")
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

        private final transient List<Map<String, Object>> errors;

        Failed(List<Map<String, Object>> errors) {
            super(null, null, false, false);
            this.errors = errors;
        }
    }

    private Answer run(Call call) {
        List<TxnOperation> operations = operations(call);
        reads.requireHere(call.params());
        boolean readOnly = operations.stream().noneMatch(TxnOperation::writes);
        Map<String, Object> body = new LinkedHashMap<>();
        int status = 200;
        try {
            List<Object> results = store.change(draft -> runAll(operations, draft));
            body.put("Results", results);
            body.put("Errors", null);
        } catch (Failed failed) {
            status = 409;
            body.put("Results", null);
            body.put("Errors", failed.errors);
        }
        if (!readOnly) {
            return Answer.json(status, body);
        }
        body.put("Index", 0);
        body.put("LastContact", 0);
        body.put("KnownLeader", true);
        body.put("ConsistencyLevel", "");
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
            if (kv == null) {
                throw ApiError.unsupported("transactions over nodes, services and checks");
            }
            operations.add(TxnOperation.of(kv));
        }
        return operations;
    }

    private static List<Object> runAll(List<TxnOperation> operations, Draft draft) {
        List<Object> results = new ArrayList<>();
        List<Map<String, Object>> errors = new ArrayList<>();
        for (int i = 0; i < operations.size(); i++) {
            try {
                operations.get(i).run(draft.kv()).forEach(view -> results.add(Map.of("KV", view)));
            } catch (Refused e) {
                Map<String, Object> error = new LinkedHashMap<>();
                error.put("OpIndex", i);
                error.put("What", e.getMessage());
                errors.add(error);
            }
        }
        if (!errors.isEmpty()) {
            throw new Failed(errors);
        }
        return results;
    }
}
