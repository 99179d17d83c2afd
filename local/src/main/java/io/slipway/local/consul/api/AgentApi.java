package io.slipway.local.consul.api;

import io.slipway.local.consul.http.Answer;
import io.slipway.local.consul.http.ApiError;
import io.slipway.local.consul.http.Call;
import io.slipway.local.consul.http.JsonObject;
import io.slipway.local.consul.http.Mux;
import io.slipway.local.consul.store.Agent;
import io.slipway.local.consul.store.Check;
import io.slipway.local.consul.store.LocalCheck;
import io.slipway.local.consul.store.Service;
import io.slipway.local.consul.store.Store;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Answers what clients ask of the agent as a whole, and of the health of what it runs. */
final class AgentApi {

    private static final List<String> YES = List.of("1", "t", "T", "TRUE", "true", "True");
    private static final List<String> NO = List.of("0", "f", "F", "FALSE", "false", "False");
    private static final String MAINTENANCE = "maintenance";

    private final Store store;
    private final SelfView self;
    private final MachineView machine;
    private final Runnable leave;

    /** @param leave ends this agent soon */
    AgentApi(Store store, SelfView self, MachineView machine, Runnable leave) {
        this.store = store;
        this.self = self;
        this.machine = machine;
        this.leave = leave;
    }

    void mount(Mux mux) {
        mux.route("/v1/agent/self").get(call -> Answer.json(self.self(store.state())));
        mux.route("/v1/agent/members")
                .get(call -> Answer.json(
                        List.of(self.member(!call.params().first("wan").isEmpty()))));
        mux.route("/v1/agent/host").get(call -> Answer.json(machine.host(self.nodeName())));
        mux.route("/v1/agent/metrics").get(this::metrics);
        mux.route("/v1/agent/leave").put(call -> {
            leave.run();
            return Answer.empty(200);
        });
        mux.route("/v1/agent/maintenance").put(this::maintain);
        mux.route("/v1/agent/reload").put(call -> Answer.empty(200));
        mux.route("/v1/agent/join/").put(call -> Answer.empty(200));
        mux.route("/v1/agent/force-leave/").put(call -> {
            throw new ApiError(500, "agent: No node found with name '" + call.rest() + "'");
        });
        mux.route("/v1/agent/health/service/name/").get(this::healthByName);
        mux.route("/v1/agent/health/service/id/").get(this::healthById);
    }

    private Answer metrics(Call call) {
        return call.params().first("format").equals("prometheus")
                ? Answer.text(415, "Prometheus is not enabled since its retention time is not positive")
                : Answer.json(machine.metrics(store.state()));
    }

    private Answer maintain(Call call) {
        boolean enable = enable(call);
        String reason = reason(call, "node");
        store.run(draft -> {
            if (enable) {
                draft.agent().startMaintenance(null, reason);
            } else {
                draft.agent().endMaintenance(null);
            }
        });
        return Answer.empty(200);
    }

    private Answer healthByName(Call call) {
        String name = call.rest(500, "Bad request: Missing service Name");
        Agent agent = store.state().agent();
        List<Service> found = agent.services().values().stream()
                .filter(service -> service.name().equals(name))
                .toList();
        String status = found.isEmpty()
                ? "ServiceName " + name + " Not Found"
                : worst(found.stream().map(service -> status(agent, service)).toList());
        return health(
                call,
                status,
                found.isEmpty() ? 404 : code(status),
                found.stream().map(service -> view(agent, service)).toList());
    }

    private Answer healthById(Call call) {
        String id = call.rest(500, "Bad request: Missing serviceID");
        Agent agent = store.state().agent();
        Service service = agent.service(id);
        if (service == null) {
            JsonObject nothing = new JsonObject()
                    .with("AggregatedStatus", Check.CRITICAL)
                    .with("Service", null)
                    .with("Checks", null);
            return health(call, "ServiceId " + id + " not found", 404, nothing);
        }
        String status = status(agent, service);
        return health(call, status, code(status), view(agent, service));
    }

    private static Answer health(Call call, String reason, int status, Object view) {
        Answer answer = call.params().first("format").equals("text")
                ? new Answer(status, "text/plain", reason, Map.of())
                : Answer.json(status, view);
        return answer.with("X-Consul-Reason", reason);
    }

    private static JsonObject view(Agent agent, Service service) {
        return new JsonObject()
                .with("AggregatedStatus", status(agent, service))
                .with("Service", Views.agent(service))
                .with("Checks", checks(agent, service).map(Views::agentHealth).toList());
    }

    private static String status(Agent agent, Service service) {
        return worst(checks(agent, service)
                .map(local -> local.check().type().equals(MAINTENANCE)
                        ? MAINTENANCE
                        : local.check().status())
                .toList());
    }

    private static Stream<LocalCheck> checks(Agent agent, Service service) {
        return Stream.concat(agent.checksOf("").stream(), agent.checksOf(service.id()).stream());
    }

    private static String worst(List<String> statuses) {
        for (String status : List.of(MAINTENANCE, Check.CRITICAL, Check.WARNING)) {
            if (statuses.contains(status)) {
                return status;
            }
        }
        return Check.PASSING;
    }

    private static int code(String status) {
        return status.equals(Check.PASSING) ? 200 : status.equals(Check.WARNING) ? 429 : 503;
    }

    static boolean enable(Call call) {
        if (!call.params().has("enable")) {
            throw ApiError.badRequest("Missing value for enable");
        }
        String value = call.params().first("enable");
        if (!YES.contains(value) && !NO.contains(value)) {
            throw ApiError.badRequest("Invalid value for enable: \"" + value + "\"");
        }
        return YES.contains(value);
    }

    static String reason(Call call, String what) {
        String reason = call.params().first("reason");
        return reason.isEmpty()
                ? "Maintenance mode is enabled for this " + what
                        + ", but no reason was provided. This is a default message."
                : reason;
    }
}
