package io.slipway.local.consul.api;

import io.slipway.local.consul.check.CheckRunner;
import io.slipway.local.consul.http.Answer;
import io.slipway.local.consul.http.ApiError;
import io.slipway.local.consul.http.Call;
import io.slipway.local.consul.http.Fields;
import io.slipway.local.consul.http.Mux;
import io.slipway.local.consul.http.Shape;
import io.slipway.local.consul.store.Check;
import io.slipway.local.consul.store.LocalCheck;
import io.slipway.local.consul.store.Service;
import io.slipway.local.consul.store.State;
import io.slipway.local.consul.store.Store;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Answers {@code /v1/agent/check} and {@code /v1/agent/checks}. */
final class AgentCheckApi {

    private static final Shape UPDATE = Shape.strict("checkUpdate").with(Shape.TEXT, "Status", "Output");
    private static final int LONGEST_OUTPUT = 4096;

    private final Store store;
    private final CheckRunner checks;

    AgentCheckApi(Store store, CheckRunner checks) {
        this.store = store;
        this.checks = checks;
    }

    void mount(Mux mux) {
        mux.route("/v1/agent/checks").get(this::all);
        mux.route("/v1/agent/check/register").put(this::register);
        mux.route("/v1/agent/check/deregister/").put(this::deregister);
        mux.route("/v1/agent/check/pass/").put(call -> note(call, Check.PASSING));
        mux.route("/v1/agent/check/warn/").put(call -> note(call, Check.WARNING));
        mux.route("/v1/agent/check/fail/").put(call -> note(call, Check.CRITICAL));
        mux.route("/v1/agent/check/update/").put(this::update);
    }

    private Answer all(Call call) {
        Reads.refuseFilter(call.params());
        Map<String, Check> all = new TreeMap<>();
        store.state().agent().checks().forEach((id, check) -> all.put(id, check.check()));
        return Answer.json(all);
    }

    private Answer register(Call call) {
        Fields body = call.fields(CheckForm.ALONE);
        if (body.text("Name").isEmpty()) {
            throw ApiError.badRequest("Missing check name");
        }
        CheckForm.refuseBadStatus(body);
        State state = store.state();
        CheckForm form = new CheckForm(body, state.agent().node());
        form.validate();
        String serviceId = body.text("ServiceID");
        Service service = serviceId.isEmpty() ? null : state.agent().service(serviceId);
        if (!serviceId.isEmpty() && service == null) {
            throw new ApiError(500, "ServiceID \"" + serviceId + "\" does not exist");
        }
        LocalCheck check = form.alone(service);
        checks.refuseScripts(List.of(check));
        store.run(draft -> draft.agent().register(check));
        checks.refresh(List.of(check.id()));
        return Answer.empty(200);
    }

    private Answer deregister(Call call) {
        String id = call.rest(500, "CheckID missing");
        store.run(draft -> draft.agent().removeCheck(id));
        checks.refresh(List.of(id));
        return Answer.empty(200);
    }

    private Answer note(Call call, String status) {
        hear(call.rest(), status, call.params().first("note"));
        return Answer.empty(200);
    }

    private Answer update(Call call) {
        Fields body = call.fields(UPDATE);
        String status = body.text("Status");
        if (!List.of(Check.PASSING, Check.WARNING, Check.CRITICAL).contains(status)) {
            throw ApiError.badRequest("Invalid check status: '" + status + "'");
        }
        hear(call.rest(), status, body.text("Output"));
        return Answer.empty(200);
    }

    private void hear(String id, String status, String output) {
        int length = output.length();
        String kept = length <= LONGEST_OUTPUT
                ? output
                : output.substring(0, LONGEST_OUTPUT) + " ... (captured " + LONGEST_OUTPUT + " of " + length
                        + " bytes)";
        if (!checks.heard(id, status, kept)) {
            throw new ApiError(500, "CheckID \"" + id + "\" does not have associated TTL");
        }
    }
}
