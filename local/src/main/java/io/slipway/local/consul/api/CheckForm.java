package io.slipway.local.consul.api;

import io.slipway.local.consul.http.ApiError;
import io.slipway.local.consul.http.Fields;
import io.slipway.local.consul.http.Shape;
import io.slipway.local.consul.store.Check;
import io.slipway.local.consul.store.LocalCheck;
import io.slipway.local.consul.store.Probe;
import io.slipway.local.consul.store.Service;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a check that is registered with this agent, alone or with its service. */
final class CheckForm {

    static final Shape IN_SERVICE = common(Shape.strict("")).with(Shape.TEXT, "CheckID");

    static final Shape ALONE = common(Shape.strict("")).with(Shape.TEXT, "ID", "Token");

    private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(1);
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration SCRIPT_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration SHORTEST_REAPING = Duration.ofMinutes(1);
    private static final List<String> STATUSES = List.of("", Check.PASSING, Check.WARNING, Check.CRITICAL);

    private final Fields body;
    private final String node;

    CheckForm(Fields body, String node) {
        this.body = body;
        this.node = node;
    }

    /** Refuses what makes no sense, in Consul's words and order. */
    void validate() {
        boolean timed = isScript() || has("HTTP") || has("TCP") || has("GRPC");
        boolean alias = has("AliasNode") || has("AliasService");
        boolean interval = isPositive("Interval");
        boolean ttl = isPositive("TTL");
        refuseIf(interval && ttl, "Interval and TTL cannot both be specified");
        refuseIf(timed && !interval, "Interval must be > 0 for Script, HTTP, or TCP checks");
        refuseIf(timed && alias, "Interval cannot be set for Alias checks");
        refuseIf(alias && ttl, "TTL must be not be set for Alias checks");
        refuseIf(!timed && !alias && !ttl, "TTL must be > 0 for TTL checks");
        refuseIf(body.integer("OutputMaxSize") < 0, "MaxOutputMaxSize must be positive");
    }

    LocalCheck ofService(Service service, String defaultId) {
        if (!STATUSES.contains(body.text("Status"))) {
            throw ApiError.badRequest("Status for checks must 'passing', 'warning', 'critical'");
        }
        String id = has("CheckID") ? body.text("CheckID") : defaultId;
        String name = has("Name") ? body.text("Name") : "Service '" + service.name() + "' check";
        return local(id, name, service);
    }

    /** Reads a check that was registered by itself. */
    LocalCheck alone(@Nullable Service service) {
        return local(has("ID") ? body.text("ID") : body.text("Name"), body.text("Name"), service);
    }

    static void refuseBadStatus(Fields body) {
        if (!STATUSES.contains(body.text("Status"))) {
            throw ApiError.badRequest("Bad check status");
        }
    }

    private LocalCheck local(String id, String name, @Nullable Service service) {
        Probe probe = probe();
        Check check = new Check(
                node,
                id,
                name,
                has("Status") ? body.text("Status") : Check.CRITICAL,
                body.text("Notes"),
                "",
                service == null ? "" : service.id(),
                service == null ? "" : service.name(),
                service == null ? List.of() : service.tags(),
                probe.type(),
                Map.of(),
                0,
                0);
        Duration reap = body.duration("DeregisterCriticalServiceAfter");
        return new LocalCheck(
                check,
                probe,
                body.integer("SuccessBeforePassing"),
                body.integer("FailuresBeforeCritical"),
                reap.isZero() || reap.isNegative() ? Duration.ZERO : longer(reap, SHORTEST_REAPING));
    }

    private Probe probe() {
        if (isPositive("TTL")) {
            return new Probe.Ttl(body.duration("TTL"));
        }
        Duration interval = longer(body.duration("Interval"), SHORTEST_INTERVAL);
        Duration timeout = isPositive("Timeout") ? body.duration("Timeout") : DEFAULT_TIMEOUT;
        if (has("HTTP")) {
            String method = has("Method") ? body.text("Method").toUpperCase(Locale.ROOT) : "GET";
            return new Probe.Http(
                    body.text("HTTP"),
                    method,
                    body.textsMap("Header"),
                    body.text("Body"),
                    body.flag("TLSSkipVerify"),
                    interval,
                    timeout);
        }
        if (isScript()) {
            return new Probe.Script(
                    body.texts("ScriptArgs"), interval, isPositive("Timeout") ? timeout : SCRIPT_TIMEOUT);
        }
        if (has("TCP")) {
            return new Probe.Tcp(body.text("TCP"), interval, timeout);
        }
        if (has("GRPC")) {
            throw ApiError.unsupported("gRPC checks");
        }
        String aliased = has("AliasService") ? body.text("AliasService") : "";
        return new Probe.Alias(has("AliasNode") ? body.text("AliasNode") : node, aliased);
    }

    private boolean isScript() {
        return !body.texts("ScriptArgs").isEmpty();
    }

    private boolean has(String name) {
        return !body.text(name).isEmpty();
    }

    private boolean isPositive(String name) {
        return body.duration(name).compareTo(Duration.ZERO) > 0;
    }

    private static void refuseIf(boolean wrong, String reason) {
        if (wrong) {
            throw ApiError.badRequest("Invalid check: " + reason);
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Shape common(Shape shape) {
        return shape.with(
                        Shape.TEXT,
                        "Name",
                        "Notes",
                        "Status",
                        "HTTP",
                        "Method",
                        "Body",
                        "TCP",
                        "AliasNode",
                        "AliasService",
                        "DockerContainerID",
                        "Shell",
                        "GRPC",
                        "ProxyHTTP",
                        "ProxyGRPC",
                        "ServiceID")
                .with(Shape.TEXTS, "ScriptArgs")
                .with(Shape.TEXTS_MAP, "Header")
                .with(Shape.FLAG, "GRPCUseTLS", "TLSSkipVerify")
                .with(Shape.INTEGER, "SuccessBeforePassing", "FailuresBeforeCritical", "OutputMaxSize")
                .with(Shape.DURATION, "Interval", "Timeout", "TTL", "DeregisterCriticalServiceAfter")
                .alias("Args", "ScriptArgs")
                .alias("script_args", "ScriptArgs")
                .alias("docker_container_id", "DockerContainerID")
                .alias("tls_skip_verify", "TLSSkipVerify")
                .alias("service_id", "ServiceID")
                .alias("deregister_critical_service_after", "DeregisterCriticalServiceAfter");
    }
}
