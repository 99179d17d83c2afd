package io.slipway.bamboo.web;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.sse.SseHandler;
import io.slipway.bamboo.access.Doorkeeper;
import io.slipway.bamboo.metrics.EdgeMetrics;
import io.slipway.bamboo.rule.RuleException;
import io.slipway.bamboo.rule.RuleStore;
import io.slipway.registry.RegistryException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.UriCompliance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the page and the API. What the API is, {@code openapi.json} says. */
public final class EdgeServer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EdgeServer.class);

    /** Nothing is loaded from elsewhere, and nothing of ours runs elsewhere. */
    private static final String POLICY =
            "default-src 'none'; connect-src 'self'; img-src data:; style-src 'self'; script-src 'self';"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final int LARGEST_HEAD = 16 << 10;

    private final Gate gate;
    private final Ticks ticks;
    private final List<Endpoint> endpoints = new ArrayList<>();
    private final Javalin javalin;

    private EdgeServer(Face face, URI edge, EdgeView view, RuleStore rules, EdgeMetrics metrics, Clock clock) {
        this.gate = new Gate(new Doorkeeper(face.accounts(), clock));
        this.ticks = new Ticks(view::history);
        endpoints.addAll(PageApi.endpoints());
        endpoints.addAll(new StateApi(view, edge).endpoints());
        endpoints.addAll(new PlanApi(view, clock).endpoints());
        endpoints.addAll(new RulesApi(rules, clock).endpoints());
        endpoints.addAll(new BambooApi(view, rules).endpoints());
        endpoints.addAll(new MetricsApi(metrics.registry()).endpoints());
        endpoints.add(new Endpoint(HandlerType.GET, "/v1/events", Endpoint.Right.READ, new SseHandler(0, ticks::add)));
        this.javalin = Javalin.create(this::configure);
    }

    /**
     * Starts to listen.
     *
     * @param edge the way in, which the page links to
     */
    public static EdgeServer start(
            Face face, URI edge, EdgeView view, RuleStore rules, EdgeMetrics metrics, Clock clock) {
        EdgeServer server = new EdgeServer(face, edge, view, rules, metrics, clock);
        server.javalin.start(face.host(), face.port());
        view.onChange(server.ticks::tick);
        return server;
    }

    List<Endpoint> endpoints() {
        return List.copyOf(endpoints);
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.http.prefer405over404 = true;
        // Bamboo's clients write /api/services//group/app, or escape the slashes.
        config.router.treatMultipleSlashesAsSingleSlash = true;
        config.http.maxRequestSize = JsonBody.LARGEST;
        config.jetty.modifyServer(server -> server.setErrorHandler(new EarlyErrors()));
        config.jetty.modifyHttpConfiguration(http -> {
            http.setRequestHeaderSize(LARGEST_HEAD);
            http.setSendServerVersion(false);
            http.setUriCompliance(UriCompliance.DEFAULT.with(
                    "Bamboo's",
                    UriCompliance.Violation.AMBIGUOUS_EMPTY_SEGMENT,
                    UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR));
        });
        config.routes.before(context -> context.header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Cache-Control", "no-store")
                .header("Content-Security-Policy", POLICY));
        endpoints.forEach(endpoint -> config.routes.addHttpHandler(endpoint.method(), endpoint.path(), context -> {
            gate.admit(context, endpoint.right());
            endpoint.handler().handle(context);
        }));
        errors(config);
    }

    private static void errors(JavalinConfig config) {
        config.routes.exception(ApiException.class, (problem, context) -> answer(context, problem));
        config.routes.exception(RuleException.class, (refused, context) -> answer(context, RuleProblem.of(refused)));
        config.routes.exception(
                RegistryException.class,
                (away, context) -> answer(
                        context, ApiException.of(503, "Consul does not do it", String.valueOf(away.getMessage()))));
        config.routes.exception(
                HttpResponseException.class,
                (refused, context) -> answer(
                        context,
                        ApiException.of(
                                refused.getStatus(),
                                "Not possible",
                                context.method() + " " + context.path()
                                        + " is not possible here: see /v1/openapi.json for what is.")));
        config.routes.exception(Exception.class, (unexpected, context) -> {
            log.error("{} {} failed.", context.method(), context.path(), unexpected);
            answer(
                    context,
                    ApiException.of(
                            500, "Failed", "This is a fault of the edge. Its log tells more; routing goes on."));
        });
    }

    private static void answer(Context context, ApiException problem) {
        context.status(problem.status())
                .contentType(ApiException.CONTENT_TYPE)
                .result(problem.json().toString());
    }

    @Override
    public void close() {
        ticks.close();
        javalin.stop();
    }
}
