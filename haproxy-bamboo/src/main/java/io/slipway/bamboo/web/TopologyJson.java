package io.slipway.bamboo.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.bamboo.apply.Apply;
import io.slipway.bamboo.apply.EdgeState;
import io.slipway.bamboo.apply.Flow;
import io.slipway.bamboo.haproxy.Pool;
import io.slipway.bamboo.haproxy.ServersState.Mode;
import io.slipway.bamboo.haproxy.Slot;
import io.slipway.bamboo.route.Route;
import io.slipway.bamboo.source.SourceStatus;
import io.slipway.bamboo.topology.Backend;
import io.slipway.bamboo.topology.Server;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the edge's state as JSON: names and shapes are API. */
final class TopologyJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private TopologyJson() {}

    static ObjectNode topology(EdgeState state, SourceStatus marathon, SourceStatus consul) {
        ObjectNode root = JSON.objectNode();
        ArrayNode backends = root.putArray("backends");
        Map<String, Pool> pools = state.layout().byName();
        state.topology()
                .backends()
                .forEach(backend -> backends.add(backend(backend, slots(pools.get(backend.name())), state)));
        ArrayNode leftOut = root.putArray("leftOut");
        state.topology()
                .leftOut()
                .forEach(app -> leftOut.addObject().put("app", app.app()).put("reason", app.reason()));
        state.drained().forEach(root.putArray("drained")::add);
        root.set("lastApply", apply(state.lastApply()));
        root.putObject("sources").<ObjectNode>set("marathon", source(marathon)).set("consul", source(consul));
        root.putObject("haproxy")
                .put("pid", state.haproxy().pid())
                .put("version", state.haproxy().version())
                .put("reloads", state.haproxy().reloads())
                .put("oldWorkers", state.haproxy().oldWorkers())
                .put("restarts", state.haproxy().restarts())
                .put("drifts", state.haproxy().drifts());
        return root;
    }

    static ArrayNode history(List<Apply> applies) {
        ArrayNode array = JSON.arrayNode();
        applies.forEach(apply -> array.add(apply(apply)));
        return array;
    }

    static ObjectNode apply(Apply apply) {
        return JSON.objectNode()
                .put("kind", apply.kind().name().toLowerCase(Locale.ROOT))
                .put("reason", apply.reason())
                .put("at", apply.at().toString())
                .put("tookMillis", Math.round(apply.tookMillis() * 100) / 100.0)
                .put("ok", apply.ok())
                .put("error", apply.error());
    }

    private static ObjectNode source(SourceStatus status) {
        return JSON.objectNode()
                .put("ok", status.ok())
                .put("ageMillis", status.ageMillis())
                .put("held", status.held());
    }

    private static Map<String, Slot> slots(@Nullable Pool pool) {
        Map<String, Slot> byTask = new HashMap<>();
        if (pool != null) {
            pool.slots().stream()
                    .filter(slot -> slot.tenant() != null)
                    .forEach(slot -> byTask.put(slot.tenant().task(), slot));
        }
        return byTask;
    }

    private static ObjectNode backend(Backend backend, Map<String, Slot> slots, EdgeState state) {
        String hosts = backend.routes().stream()
                .map(Route::host)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(","));
        ObjectNode json = JSON.objectNode()
                .put("service", backend.service())
                .put("app", backend.owner())
                .put("origin", backend.origin().word())
                .put("path", backend.routes().get(0).path())
                .put("host", hosts.isEmpty() ? null : hosts)
                .put("name", backend.name());
        ArrayNode servers = json.putArray("servers");
        backend.servers()
                .forEach(server ->
                        servers.add(server(backend, server, Optional.ofNullable(slots.get(server.task())), state)));
        return json;
    }

    private static ObjectNode server(Backend backend, Server server, Optional<Slot> slot, EdgeState state) {
        Flow flow = state.traffic().getOrDefault(EdgeState.flowKey(backend.name(), server.task()), Flow.NONE);
        return JSON.objectNode()
                .put("task", server.task())
                .put("host", server.host())
                .put("port", server.port())
                .put("slot", slot.map(Slot::name).orElse(null))
                .put("haproxy", slot.map(found -> mode(backend, found, state)).orElse("NONE"))
                .put("marathon", server.state())
                .put("marathonHealthy", server.marathonHealthy())
                .put("consul", server.consul().word())
                .put(
                        "draining",
                        slot.filter(found -> found.use() == Slot.Use.DRAINING).isPresent())
                .put("standing", server.standing().words())
                .put("requests", flow.requests())
                .put("errors", flow.errors())
                .put("sessions", flow.sessions())
                .put("perSecond", Math.round(flow.perSecond() * 10) / 10.0)
                .put("millis", flow.millis());
    }

    private static String mode(Backend backend, Slot slot, EdgeState state) {
        return state.servers()
                .server(backend.name(), slot.name())
                .map(running -> running.mode())
                .map(Mode::name)
                .orElse("NONE");
    }
}
